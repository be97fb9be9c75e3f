import type { FrameText } from '../../worker/protocol.ts'
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

/** The whole name with the place that it is at, where the name does not say it. */
export function frameTitle({ name, file, line }: FrameText): string {
  if (file === '' || name.includes(file)) return name
  return `${name}\n${line > 0 ? `${file}:${line}` : file}`
}
