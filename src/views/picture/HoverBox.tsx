import { type ReactNode, useEffect, useState } from 'react'
import { PointerCard } from '../frame/PictureNotes.tsx'
import type { At } from './control.ts'

/** How long the pointer rests before the card appears, in milliseconds. */
const DELAY = 80

interface HoverBoxProps {
  readonly at: At
  /** Rendered only when the card is shown: it may send a request. */
  readonly children: ReactNode
}

/** A card that explains what is under the pointer, when the pointer rests there. */
export function HoverBox({ at, children }: HoverBoxProps) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), DELAY)
    return () => clearTimeout(timer)
  }, [])
  if (!due) return null
  return (
    <PointerCard className="flame-card" at={at}>
      {children}
    </PointerCard>
  )
}
