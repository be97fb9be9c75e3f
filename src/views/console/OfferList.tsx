import { useEffect, useRef } from 'react'
import type { Offer } from './completion.ts'

interface OfferListProps {
  /** Of the line that it is for. */
  readonly id: string
  readonly offer: Offer
  readonly onChoose: (index: number) => void
}

/** The words that may stand in the line, above it; the line keeps the focus. */
export function OfferList({ id, offer, onChoose }: OfferListProps) {
  const list = useRef<HTMLDivElement>(null)
  const { words, chosen } = offer
  useEffect(() => {
    if (chosen >= 0) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      className="console-offer"
      id={`${id}offer`}
      role="listbox"
      aria-label="Completions"
      ref={list}
    >
      {words.map(({ text, label, detail }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the line has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the line has the focus
        <div
          key={text}
          id={offerId(id, index)}
          role="option"
          aria-selected={index === chosen}
          // The line is not to lose the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <span className="mono">{label}</span>
          <span className="muted number">{detail}</span>
        </div>
      ))}
    </div>
  )
}

export function offerId(id: string, index: number): string {
  return `${id}offer${index}`
}
