import type { FlameAnswer, FrameText, FromWorker } from './protocol.ts'

/**
 * Frames on their way between the worker and the page: one text instead of thousands of small
 * objects, which cost several milliseconds to clone. Only the two ends of the connection use this.
 */
interface PackedFrames {
  /** Names, files and packages of all frames, one behind the other. */
  readonly text: string
  /** Where each of the three ends in `text`, frame by frame. */
  readonly ends: Uint32Array
  readonly keys: Int32Array
  readonly lines: Float64Array
}

export type Wire =
  | FromWorker
  | { readonly id: number; readonly type: 'flame'; readonly answer: PackedFlame }
type PackedFlame = Omit<FlameAnswer, 'frames'> & { readonly frames: PackedFrames }

/** A message as it is posted. */
export function pack(message: FromWorker): Wire {
  if (message.type !== 'ok' || !isFlame(message.answer)) return message
  const { frames, ...rest } = message.answer
  return { id: message.id, type: 'flame', answer: { ...rest, frames: packFrames(frames) } }
}

/** A message as it was before it was packed. */
export function unpack(wire: Wire): FromWorker {
  if (wire.type !== 'flame') return wire
  const { frames, ...rest } = wire.answer
  return { id: wire.id, type: 'ok', answer: { ...rest, frames: unpackFrames(frames) } }
}

function isFlame(answer: Extract<FromWorker, { type: 'ok' }>['answer']): answer is FlameAnswer {
  return answer !== null && 'total100' in answer
}

function packFrames(frames: readonly FrameText[]): PackedFrames {
  const ends = new Uint32Array(frames.length * 3)
  const parts: string[] = []
  let end = 0
  for (const { name, file, package: own } of frames) {
    for (const part of [name, file, own]) {
      end += part.length
      ends[parts.length] = end
      parts.push(part)
    }
  }
  return {
    text: parts.join(''),
    ends,
    keys: Int32Array.from(frames, ({ key }) => key),
    lines: Float64Array.from(frames, ({ line }) => line),
  }
}

function unpackFrames({ text, ends, keys, lines }: PackedFrames): FrameText[] {
  let from = 0
  const next = (i: number): string => {
    const part = text.slice(from, ends[i])
    from = ends[i]!
    return part
  }
  return Array.from(keys, (key, i) => ({
    key,
    name: next(3 * i),
    file: next(3 * i + 1),
    line: lines[i]!,
    package: next(3 * i + 2),
  }))
}
