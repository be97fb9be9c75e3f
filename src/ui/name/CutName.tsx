import { useCallback, useLayoutEffect, useState } from 'react'
import { fitted } from './forms.ts'
import { observeWidth } from './width.ts'
import './cut-name.css'

interface CutNameProps {
  readonly name: string
  /** Text to mark in it; "" for none. */
  readonly mark?: string
}

/**
 * The name of a function, in the form that the room has place for: without the path of its package,
 * with its type arguments as `[…]`, never without its method. The whole name stays the text: it is
 * what is read aloud, found and copied; the form that is seen lies over it.
 */
export function CutName({ name, mark = '' }: CutNameProps) {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  const [box, setBox] = useState<HTMLElement | null>(null)
  const measure = useCallback(
    () => setRoom(box ? roomIn(box, name) : Number.POSITIVE_INFINITY),
    [box, name],
  )
  // Before it is painted: names that come into sight are seen in one form only.
  useLayoutEffect(measure, [measure])
  useLayoutEffect(() => (box ? observeWidth(box, measure) : undefined), [box, measure])
  const isCut = name.length > room
  return (
    <span ref={setBox} className={isCut ? 'cut-name cut' : 'cut-name'}>
      <span className="cut-name-whole">
        <Marked text={name} mark={mark} />
      </span>
      {isCut && (
        <span className="cut-name-form" aria-hidden="true">
          <Marked text={fitted(name, room) || name} mark={mark} isDrawn />
        </span>
      )}
    </span>
  )
}

/** Characters of the name that the box has room for; all where it cannot be measured. */
function roomIn(box: HTMLElement, name: string): number {
  const whole = box.firstElementChild?.getBoundingClientRect().width ?? 0
  const room = box.clientWidth
  // Widths are rounded.
  return whole <= room + 1 ? Number.POSITIVE_INFINITY : Math.floor((room / whole) * name.length)
}

interface MarkedProps {
  readonly text: string
  readonly mark: string
  /** The parts are drawn by the style sheet and are no text of the page. */
  readonly isDrawn?: boolean
}

/** A text with the first place in it that a search found. */
function Marked({ text, mark, isDrawn = false }: MarkedProps) {
  const found = foundIn(text, mark)
  const [start, end] = found ? [found.start, found.end] : [text.length, text.length]
  const part = (of: string) => (isDrawn ? of !== '' && <span data-text={of} /> : of)
  return (
    <>
      {part(text.slice(0, start))}
      {found && <mark>{part(text.slice(start, end))}</mark>}
      {part(text.slice(end))}
    </>
  )
}

/** The part of `name` that the search found, for marking it; null where it is not literal text. */
function foundIn(name: string, text: string): { start: number; end: number } | null {
  if (text === '') return null
  const start = name.toLowerCase().indexOf(text.toLowerCase())
  return start < 0 ? null : { start, end: start + text.length }
}
