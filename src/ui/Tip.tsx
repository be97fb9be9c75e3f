import { type ReactNode, useEffect, useId, useState } from 'react'

interface TipProps {
  readonly text: string
  readonly className?: string
  readonly children: ReactNode
}

/** Words that explain a figure, on hover and on keyboard focus; Escape closes them (WCAG 1.4.13). */
export function Tip({ text, className = '', children }: TipProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // The key is used up: the page is not to clear its selection as well.
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
    document.addEventListener('keydown', close, true)
    return () => document.removeEventListener('keydown', close, true)
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it shows words, and does nothing
    <span
      className={isOpen ? `tip open ${className}` : `tip ${className}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation is for keyboards, too
      tabIndex={0}
      aria-describedby={id}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setOpen(true)}
      onBlur={() => setOpen(false)}
    >
      {children}
      <span className="tip-text" role="tooltip" id={id}>
        {text}
      </span>
    </span>
  )
}
