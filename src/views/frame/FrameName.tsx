import type { CSSProperties } from 'react'
import { CutName } from '../../ui/name/CutName.tsx'
import type { FrameText } from '../../worker/protocol.ts'
import './frame-name.css'

interface FrameNameProps {
  readonly name: string
  /** Text to mark in it; "" for none. */
  readonly mark: string
  /** "(inline)" and the like, behind it; "" for nothing. */
  readonly inline: string
}

/** The name of a frame with what the search found in it, cut to the room that there is. */
export function FrameName({ name, mark, inline }: FrameNameProps) {
  if (inline === '') return <CutName name={name} mark={mark} />
  return (
    <span style={{ '--name-beside': `${inline.length + 1}ch` } as CSSProperties}>
      <CutName name={name} mark={mark} />
      <span className="frame-inline"> {inline}</span>
    </span>
  )
}

/** The whole name with the place that it is at, where the name does not say it. */
export function frameTitle({ name, file, line }: FrameText): string {
  if (file === '' || name.includes(file)) return name
  return `${name}\n${line > 0 ? `${file}:${line}` : file}`
}
