import type { CSSProperties, ReactNode } from 'react'
import './picture-notes.css'

/** Between the pointer and the card, in CSS pixels. */
const DISTANCE = 14

/** A newer picture is on its way: the old one stays, a line runs along its top. */
export function PendingLine() {
  return <div className="picture-pending" />
}

/** Why the picture is not as it was wished for. */
export function PictureError({ children }: { readonly children: ReactNode }) {
  return (
    <p className="picture-error" role="status">
      {children}
    </p>
  )
}

/** Where the pointer is on a picture, and how large that is; in CSS pixels. */
interface PointerAt {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface PointerCardProps {
  readonly className: string
  readonly at: PointerAt
  readonly children: ReactNode
}

/** Explains what is under the pointer, beside it; the status line says the most of it too. */
export function PointerCard({ className, at, children }: PointerCardProps) {
  return (
    <div className={`picture-card ${className}`} style={besideOf(at)} aria-hidden="true">
      {children}
    </div>
  )
}

/** On the side where there is more room. */
function besideOf({ x, y, width, height }: PointerAt): CSSProperties {
  return {
    ...(x > width / 2 ? { right: width - x + DISTANCE } : { left: x + DISTANCE }),
    ...(y > height / 2 ? { bottom: height - y + DISTANCE } : { top: y + DISTANCE }),
  }
}
