import { type ReactNode, useEffect, useState } from 'react'
import type { At } from './control.ts'

/** How long the pointer is on the picture before the card comes, in milliseconds. */
const DELAY = 80
/** Between the pointer and the card, in CSS pixels. */
const DISTANCE = 14

interface HoverBoxProps {
  readonly at: At
  /** Made when it is due: it may ask what is not known yet. */
  readonly children: ReactNode
}

/** A card beside the pointer that explains what is under it, when the pointer rests there. */
export function HoverBox({ at, children }: HoverBoxProps) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), DELAY)
    return () => clearTimeout(timer)
  }, [])
  if (!due) return null
  return (
    <div className="flame-card" style={besideOf(at)} aria-hidden="true">
      {children}
    </div>
  )
}

/** On the side where there is more room. */
function besideOf({ x, y, width, height }: At): React.CSSProperties {
  return {
    ...(x > width / 2 ? { right: width - x + DISTANCE } : { left: x + DISTANCE }),
    ...(y > height / 2 ? { bottom: height - y + DISTANCE } : { top: y + DISTANCE }),
  }
}
