import { type NewLabel, ProfileBuilder } from '../../profile/builder.ts'
import { resized, withRoom } from '../../profile/columns.ts'
import { LabelInterner } from '../../profile/labels.ts'
import { PairIndex } from '../../profile/pairs.ts'
import type { GoroutineTable, Profile } from '../../profile/profile.ts'
import { StackInterner } from '../../profile/stacks.ts'
import { ByteTexts } from '../byte-texts.ts'
import { Calls } from './calls.ts'
import { dumpsOf } from './dumps.ts'
import { isRunning } from './header.ts'
import type { LogLines } from './log-lines.ts'
import { CREATED_BY, readStatus } from './status.ts'

/** A text up to this size is kept for the arguments of calls: 256 MiB. */
const MAX_KEPT = 2 ** 28

const GOROUTINES = { type: 'goroutine', unit: 'count' }

/** A dump of a text that may hold several. */
export interface FoundDump {
  /** Where its first goroutine's header stands. */
  readonly header: number
  readonly count: number
  readonly lines: LogLines
}

/**
 * Gathers goroutines into samples: one for all that have the same stack and the same labels. What
 * tells them apart – ids, and where each stands in the text – goes into a table of its own.
 */
export class Collector {
  readonly calls: Calls
  private readonly builder = new ProfileBuilder([GOROUTINES], {
    periodType: GOROUTINES,
    period: 1n,
  })
  private readonly statuses: ByteTexts
  private readonly creators: ByteTexts
  /** Label entries of each status, and of each creator: key, text, number and unit by turns. */
  private readonly statusLabels: number[][] = []
  private readonly creatorLabels: number[][] = []
  private readonly labels = new LabelInterner()
  private readonly stacks = new StackInterner()
  /** Pairs of stack and label set. */
  private readonly samples = new PairIndex()
  private sampleOf = new Uint32Array(1024)
  private ids = new Float64Array(1024)
  private offsets = new Uint32Array(1024)
  count = 0
  /** Whether a goroutine has a stack. */
  hasCalls = false
  /** The first of each run of goroutines that stand together, and what its lines have around them. */
  private readonly runs: { readonly first: number; readonly lines: LogLines }[] = []

  /** Counted once for so many rows. */
  private counted = { rows: 0, repeats: 0 }

  constructor(private readonly bytes: Uint8Array) {
    this.calls = new Calls(bytes)
    this.statuses = new ByteTexts(bytes)
    this.creators = new ByteTexts(bytes)
  }

  status(from: number, to: number): number {
    const status = this.statuses.intern(from, to)
    if (status === this.statusLabels.length) {
      this.statusLabels.push(readStatus(this.statuses.text(status)).flatMap(this.entry))
    }
    return status
  }

  creator(from: number, to: number): number {
    const creator = this.creators.intern(from, to)
    if (creator === this.creatorLabels.length) {
      this.creatorLabels.push(this.entry({ key: CREATED_BY, text: this.creators.text(creator) }))
    }
    return creator
  }

  /**
   * @param creator -1: not known
   * @param path the stack as locations, innermost first, of which `depth` count
   */
  add(
    id: number,
    offset: number,
    status: number,
    creator: number,
    path: Int32Array,
    depth: number,
  ): void {
    const row = this.count++
    this.hasCalls ||= depth > 0
    this.pushLabels(this.statusLabels[status]!)
    if (creator >= 0) this.pushLabels(this.creatorLabels[creator]!)
    const stack = this.stacks.internPath(path, 0, depth)
    this.sampleOf = withRoom(this.sampleOf, row + 1)
    this.ids = withRoom(this.ids, row + 1)
    this.offsets = withRoom(this.offsets, row + 1)
    this.sampleOf[row] = this.samples.intern(stack, this.labels.close())
    this.ids[row] = id
    this.offsets[row] = offset
  }

  /** The next goroutine does not stand right behind the one before. */
  beginRun(lines: LogLines): void {
    this.runs.push({ first: this.count, lines })
  }

  /** The dumps that the text holds, in its order. */
  dumps(): FoundDump[] {
    const ids = this.ids.subarray(0, this.count)
    const firsts =
      this.repeats() === 0
        ? [0]
        : dumpsOf(
            ids,
            this.runs.map(({ first }) => first),
            (row) => isRunning(this.bytes, this.offsets[row]!),
          )
    let run = 0
    return firsts.map((first, i) => {
      while ((this.runs[run + 1]?.first ?? this.count) <= first) run++
      const count = (firsts[i + 1] ?? this.count) - first
      return { header: this.offsets[first]!, count, lines: this.runs[run]!.lines }
    })
  }

  warn(message: string): void {
    this.builder.warn(message)
  }

  /** @param timeNanos when the dump was taken, in nanoseconds since 1970 UTC; 0: not known */
  finish(timeNanos: bigint): Profile {
    this.warnOfRepeats()
    this.builder.setHeader({ timeNanos })
    const { builder } = this
    builder.addMapping({
      hasFunctions: true,
      hasFilenames: true,
      hasLineNumbers: true,
      hasInlineFrames: true,
    })
    const tables = this.calls.finish((name, file) => builder.addFunction({ name, file }))
    const goroutines = this.goroutinesBySample()
    const count = this.samples.count
    return {
      ...builder.build(),
      ...tables,
      stacks: this.stacks.finish(),
      labels: this.labels.finish(),
      samples: {
        count,
        stack: Uint32Array.from(this.samples.first.subarray(0, count)),
        labelSet: Uint32Array.from(this.samples.second.subarray(0, count)),
        values: [
          Float64Array.from({ length: count }, (_, sample) => {
            return goroutines.first[sample + 1]! - goroutines.first[sample]!
          }),
        ],
        goroutines,
      },
    }
  }

  /** The goroutines of each sample together, in the order of the text (counting sort). */
  private goroutinesBySample(): GoroutineTable {
    const first = new Uint32Array(this.samples.count + 1)
    for (let row = 0; row < this.count; row++) first[this.sampleOf[row]! + 1]!++
    for (let sample = 0; sample < this.samples.count; sample++) first[sample + 1]! += first[sample]!
    const next = first.slice()
    const id = new Float64Array(this.count)
    const offset = new Uint32Array(this.count)
    for (let row = 0; row < this.count; row++) {
      const place = next[this.sampleOf[row]!]!++
      id[place] = this.ids[row]!
      offset[place] = this.offsets[row]!
    }
    return { first, id, offset, text: this.bytes.length <= MAX_KEPT ? this.bytes : null }
  }

  /** How many goroutines stand here again. Id 0 is that of each thread's own stack, and is no goroutine's. */
  private repeats(): number {
    if (this.counted.rows === this.count) return this.counted.repeats
    const ids = resized(this.ids, this.count).sort()
    let repeats = 0
    for (let i = 1; i < ids.length; i++) if (ids[i] === ids[i - 1] && ids[i] !== 0) repeats++
    this.counted = { rows: this.count, repeats }
    return repeats
  }

  private warnOfRepeats(): void {
    const repeats = this.repeats()
    if (repeats === 0) return
    this.builder.warn(
      `${repeats} goroutines stand here more than once: the text holds several dumps or stacks of theirs, and all are counted together.`,
    )
  }

  private readonly entry = (label: NewLabel): number[] => {
    const key = this.builder.string(label.key)
    if ('text' in label) return [key, this.builder.string(label.text), 0, 0]
    return [key, 0, Number(label.number), this.builder.string(label.unit ?? '')]
  }

  private pushLabels(entries: readonly number[]): void {
    for (let i = 0; i < entries.length; i += 4) {
      this.labels.push(entries[i]!, entries[i + 1]!, entries[i + 2]!, entries[i + 3]!)
    }
  }
}
