import { NEWLINE, newlineFrom, SPACE } from '../bytes.ts'
import { firstHeaders, lineBegin } from './headers.ts'
import { TextWriter } from './text-writer.ts'

/** Longest beginning of a line: a time to the nanosecond, `stderr`, tags. */
const MAX_BEGIN = 128
const BEGIN = /^(\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)) (stdout|stderr) ([FP])(?::\S*)? /

/**
 * The log of a container as the kubelet keeps it, in which long lines are cut into parts
 * (Kubernetes, CRI logging: `TIME stderr P text`; the last part has an F). Parts are joined; each
 * stream's lines are kept together, with the time before them.
 * @returns null if it is none
 */
export function criLines(bytes: Uint8Array): Uint8Array | null {
  if (!isCri(bytes)) return null
  const streams = { stdout: new TextWriter(), stderr: new TextWriter() }
  const open = { stdout: false, stderr: false }
  for (let at = 0; at < bytes.length; ) {
    const newline = newlineFrom(bytes, at)
    const [begin = '', time = '', stream, tag] = beginOf(bytes, at, newline) ?? []
    if (stream === 'stdout' || stream === 'stderr') {
      const out = streams[stream]
      // Each line keeps its time, for what reads the text next.
      if (!open[stream]) out.text(`${time} `)
      out.copy(bytes.subarray(at + begin.length, newline))
      open[stream] = tag === 'P'
      if (tag === 'F') out.copy(END_OF_LINE)
    }
    at = newline + 1
  }
  const joined = new TextWriter()
  for (const stream of [streams.stderr, streams.stdout]) {
    joined.copy(stream.written())
    joined.copy(END_OF_LINE)
  }
  return joined.written()
}

const END_OF_LINE = Uint8Array.of(NEWLINE)

/** Whether the line of one of the first headers is one; it may be cut before the header. */
function isCri(bytes: Uint8Array): boolean {
  for (const at of firstHeaders(bytes)) {
    if (beginOf(bytes, lineBegin(bytes, at), at)) return true
  }
  return false
}

function beginOf(bytes: Uint8Array, at: number, end: number): RegExpExecArray | null {
  let text = ''
  let spaces = 0
  for (let i = at; i < Math.min(end, at + MAX_BEGIN) && spaces < 3; i++) {
    text += String.fromCharCode(bytes[i]!)
    if (bytes[i] === SPACE) spaces++
  }
  return BEGIN.exec(text)
}
