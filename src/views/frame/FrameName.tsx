import { foundIn } from './rows.ts'
import './frame-name.css'

interface FrameNameProps {
  readonly name: string
  /** Text to mark in it; "" for none. */
  readonly mark: string
  /** "(inline)" and the like, behind it; "" for nothing. */
  readonly inline: string
}

/** The name of a frame with what the search found in it. */
export function FrameName({ name, mark, inline }: FrameNameProps) {
  const found = foundIn(name, mark)
  return (
    <>
      {found ? (
        <>
          {name.slice(0, found.start)}
          <mark className="frame-mark">{name.slice(found.start, found.end)}</mark>
          {name.slice(found.end)}
        </>
      ) : (
        name
      )}
      {inline !== '' && <span className="frame-inline"> {inline}</span>}
    </>
  )
}
