import { type ReactNode, useId } from 'react'

interface TipProps {
  readonly text: string
  readonly className?: string
  readonly children: ReactNode
}

/** Words that explain a figure, on hover and on keyboard focus. */
export function Tip({ text, className = '', children }: TipProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation is for keyboards, too
    <span className={`tip ${className}`} tabIndex={0} aria-describedby={id}>
      {children}
      <span className="tip-text" role="tooltip" id={id}>
        {text}
      </span>
    </span>
  )
}
