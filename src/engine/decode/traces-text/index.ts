import { type NewLabel, type NewLine, ProfileBuilder } from '../../profile/builder.ts'
import type { LocationIndex } from '../../profile/ids.ts'
import type { Profile } from '../../profile/profile.ts'
import { sameFamily, scale } from '../../profile/units.ts'
import { type Format, only } from '../format.ts'
import { LineReader } from '../legacy/lines.ts'
import { readNamedPlace } from '../raw-text/lines.ts'

/** The part of a file that the first separator is looked for in. */
const HEAD = 1 << 12

/** Lines between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 14

const SEPARATOR = /^-{11}\+-{20,}\s*$/m

/** What stands before a frame: the value, padded, and three blanks, or as many blanks. */
const MARGIN = ' '.repeat(13)
const VALUE_LINE = /^ {0,9}(-?\d{1,19}(?:\.\d{1,2})?)([^\d\s]\S{0,40})? {3}(\S.*)$/

/**
 * What `pprof -traces` prints: each sample with its labels, its value in one type, and its stack,
 * innermost call first.
 *
 *     -----------+-------------------------------------------------------
 *          route:  /sort
 *           10ms   runtime.releasem (inline)
 *                  runtime.mallocgc
 */
export const tracesText: Format = {
  name: 'output of pprof -traces',
  recognizes: (bytes) => SEPARATOR.test(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))),
  async decode(bytes, checkpoint) {
    const reader = new TracesReader(new LineReader(bytes))
    for (let n = 1; reader.read(); n++) {
      if (n % STRIDE === 0) await checkpoint('decode', reader.lines.offset, bytes.length)
    }
    return only(reader.finish())
  },
}

interface Trace {
  readonly labels: NewLabel[]
  value: number
  readonly stack: LocationIndex[]
}

class TracesReader {
  private readonly builder = new ProfileBuilder([])
  private type = ''
  /** Of the values in the profile: the smallest of their family; "" until one has a unit. */
  private unit = ''
  private timeNanos = 0n
  private inHeader = true
  private current: Trace = emptyTrace()
  private readonly traces: Trace[] = []
  /** Calls of the location that is being read, which the next frame belongs to as well. */
  private inlined: NewLine[] = []

  constructor(readonly lines: LineReader) {}

  /** Takes in the next line; false at the end. */
  read(): boolean {
    const { lines } = this
    if (!lines.next()) return false
    const text = lines.text.trimEnd()
    if (SEPARATOR.test(text)) this.separator()
    else if (this.inHeader) this.headerLine(text)
    else if (text !== '' && !this.traceLine(text)) {
      throw lines.broken(
        'output of pprof -traces',
        'Below the dashes there have to be labels, such as “  route:  /sort”, then a line such as “  10ms   main.f” and the callers of main.f.',
      )
    }
    return true
  }

  finish(): Profile {
    const { builder, traces, type, timeNanos } = this
    if (this.current.stack.length > 0 || this.inlined.length > 0) {
      this.separator()
      builder.warn('The text ends within a stack: its last calls may be missing.')
    }
    builder.warn('The values are as pprof has printed them, rounded.')
    builder.setSampleTypes([{ type, unit: this.unit || 'count' }])
    builder.setHeader({ timeNanos })
    for (const { labels, value, stack } of traces) builder.addSample(stack, [value], labels)
    return builder.build()
  }

  private separator(): void {
    this.closeLocation()
    if (this.current.stack.length > 0) this.traces.push(this.current)
    this.current = emptyTrace()
    this.inHeader = false
  }

  private headerLine(text: string): void {
    const [, key, value = ''] = /^(Type|Time): (.*)$/.exec(text) ?? []
    if (key === 'Type') this.type = value
    else if (key === 'Time') this.timeNanos = timeOf(value)
  }

  /** @returns whether the line is one of a trace */
  private traceLine(text: string): boolean {
    const { current } = this
    if (current.stack.length > 0 || this.inlined.length > 0) {
      if (!text.startsWith(MARGIN)) return false
      this.frame(text.slice(MARGIN.length))
      return true
    }
    const [, digits, unit = '', frame] = VALUE_LINE.exec(text) ?? []
    if (frame !== undefined) {
      current.value = this.valueOf(Number(digits), unit)
      this.frame(frame)
      return true
    }
    const colon = text.indexOf(':  ')
    if (colon < 0) return false
    current.labels.push({ key: text.slice(0, colon).trimStart(), text: text.slice(colon + 3) })
    return true
  }

  private valueOf(value: number, unit: string): number {
    if (unit === '') return Math.round(value)
    this.unit ||= BASE_UNITS.find((base) => sameFamily(base, unit)) ?? unit
    return Math.round(scale(value, unit, this.unit).value)
  }

  private frame(text: string): void {
    const isInlined = text.endsWith(INLINE)
    const named = isInlined ? text.slice(0, -INLINE.length) : text
    const [, digits, behind] = /^([\da-f]{16})(?: (.*))?$/.exec(named) ?? []
    const call = behind ?? (digits === undefined ? named : '')
    const { line = 0, column = 0, ...called } = readNamedPlace(call) ?? { name: call }
    if (call !== '') this.inlined.push({ function: this.builder.addFunction(called), line, column })
    if (isInlined) return
    this.closeLocation(digits === undefined ? 0n : BigInt(`0x${digits}`))
  }

  private closeLocation(address = 0n): void {
    const { builder, inlined, current } = this
    if (inlined.length === 0 && address === 0n) return
    current.stack.push(builder.addLocation({ address, lines: inlined }))
    this.inlined = []
  }
}

const INLINE = ' (inline)'
const BASE_UNITS = ['nanoseconds', 'bytes']

function emptyTrace(): Trace {
  return { labels: [], value: 0, stack: [] }
}

/** `2026-11-21 02:15:19 UTC`; 0n: it is no time, or of another zone. */
function timeOf(text: string): bigint {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(text) ?? []
  const millis = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`)
  return Number.isNaN(millis) ? 0n : BigInt(millis) * 1_000_000n
}
