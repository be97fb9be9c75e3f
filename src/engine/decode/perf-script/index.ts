import { ProfileError } from '../../profile/error.ts'
import { type Format, only } from '../format.ts'
import { isSpaceOrComment, LineReader } from '../legacy/lines.ts'
import {
  type EventLine,
  type FrameLine,
  readEventLine,
  readFrameLine,
  readSourceLine,
} from './lines.ts'
import { type Call, Samples } from './samples.ts'

/** Lines that tell whether the text is one. */
const HEAD_LINES = 200
const HEAD = 1 << 16

/** Lines between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 14

/** What perf prints of other records than samples. */
const otherRecord = /(?:^|\s)PERF_RECORD_/

/**
 * What `perf script` prints of a recording of Linux perf: a line for each event, then its stack,
 * innermost call first, then a blank line.
 *
 *     server  11254/11260 [002]  1657.429491:     250000 cpu-clock:
 *             55d0a0401010 serve+0x1f (/usr/bin/server)
 *             55d0a0402020 main+0x10 (/usr/bin/server)
 */
export const perfScript: Format = {
  name: 'output of perf script',

  recognizes(bytes) {
    const lines = new LineReader(bytes.subarray(0, HEAD))
    let head: EventLine | null = null
    let frames = 0
    for (let n = 0; n < HEAD_LINES && frames === 0 && nextShort(lines); n++) {
      const line = lines.text
      if (isSpaceOrComment(line)) continue
      const event = readEventLine(line)
      if (event) {
        head = event
        if (readFrameLine(event.rest)?.binary) frames++
      } else if (head && readFrameLine(line)?.binary) frames++
      else if (otherRecord.test(line)) continue
      else if (!head || !readFrameLine(line)) return false
    }
    return frames > 0
  },

  async decode(bytes, checkpoint) {
    const samples = new Samples()
    const lines = new LineReader(bytes)
    let head: EventLine | null = null
    let calls: Call[] = []
    let strays = 0
    let firstStray = 0
    const finish = () => {
      if (head && !otherRecord.test(head.event)) samples.add(head, calls)
      head = null
      calls = []
    }
    for (let n = 1; lines.next(); n++) {
      if (n % STRIDE === 0) await checkpoint('decode', lines.offset, bytes.length)
      const line = lines.text
      if (isSpaceOrComment(line)) {
        finish()
        continue
      }
      const frame: FrameLine | null = head ? readFrameLine(line) : null
      const event: EventLine | null = frame && /^\s/.test(line) ? null : readEventLine(line)
      if (event) {
        finish()
        head = event
        const alone = readFrameLine(event.rest)
        if (alone?.binary) calls.push({ ...alone, file: '', line: 0 })
      } else if (frame) calls.push({ ...frame, file: '', line: 0 })
      else if (otherRecord.test(line)) finish()
      else {
        const source = head && calls.length > 0 ? readSourceLine(line) : null
        if (source) Object.assign(calls.at(-1)!, source)
        else if (strays++ === 0) firstStray = lines.number
      }
    }
    finish()
    if (samples.count === 0) throw noSamples()
    if (strays > 0) {
      samples.warn(
        `${strays} of the lines are neither events nor frames and are left out, the first is line ${firstStray}.`,
      )
    }
    return only(samples.finish())
  },
}

/** Moves to the next line; also false if the line is too long. */
function nextShort(lines: LineReader): boolean {
  try {
    return lines.next()
  } catch (error) {
    if (error instanceof ProfileError) return false
    throw error
  }
}

function noSamples(): ProfileError {
  return new ProfileError(
    'empty',
    'This output of perf script has no samples.',
    'Record with `perf record -g` while the program works, then run `perf script` again.',
  )
}
