import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'
import { EventKind, type TraceEvents } from './events.ts'
import { Frontier } from './frontier.ts'
import { type Generation, GenerationReader } from './generation.ts'
import { apply } from './order.ts'
import { Scheduler, type TraceGoroutines } from './scheduler.ts'
import { TableBuilder, type TraceTables } from './tables.ts'
import { broken, TraceReader, VERSIONS } from './wire.ts'

/** An execution trace of Go. */
export interface Trace {
  /** The Go that first wrote this format, of 1.x. */
  readonly version: number
  readonly tables: TraceTables
  readonly goroutines: TraceGoroutines
  readonly events: TraceEvents
  /** Nanoseconds from its begin to its end. */
  readonly duration: number
  /** Nanoseconds since 1970 at its begin; 0 if it does not tell. */
  readonly wallNanos: bigint
  /** What the user should know, in sentences. */
  readonly warnings: readonly string[]
}

/** Bytes of the header. */
const HEADER_BYTES = 16
/** Events between two checkpoints: about ten milliseconds. */
const STRIDE = 32_768
/** Attempts to apply an event, for each byte of the file; honest traces need far less than one. */
const MOST_ATTEMPTS = 8
const SPARE_ATTEMPTS = 1_000_000

/** The version of a trace by its header, as in "go 1.25 trace"; null if it is none. */
export function traceVersion(bytes: Uint8Array): number | null {
  const header = String.fromCharCode(...bytes.subarray(0, HEADER_BYTES))
  const found = /^go 1\.(\d{1,3}) trace\0+$/.exec(header)
  return found ? Number(found[1]) : null
}

/**
 * Reads an execution trace. Of one that breaks off, what is whole is kept: its generations up to
 * there.
 * @throws ProfileError if the version is not one that is read, or nothing of it is whole;
 *   CancelledError if the checkpoint says so
 */
export async function readTrace(bytes: Uint8Array, checkpoint: Checkpoint): Promise<Trace> {
  const version = traceVersion(bytes)
  if (version === null || !VERSIONS.includes(version)) throw otherVersion(version)
  return new Reading(bytes, version, checkpoint).run()
}

class Reading {
  private readonly tables = new TableBuilder()
  private readonly scheduler = new Scheduler(this.tables)
  private readonly generations: GenerationReader
  private readonly reader: TraceReader
  /** Nanoseconds of the trace's clock that all times are less. */
  private origin: number | null = null
  private wallNanos: bigint | null = null
  private attemptsLeft: number
  /** Events up to where the trace is whole. */
  private whole = 0

  constructor(
    private readonly bytes: Uint8Array,
    private readonly version: number,
    private readonly checkpoint: Checkpoint,
  ) {
    this.reader = new TraceReader(bytes, HEADER_BYTES, bytes.length)
    this.generations = new GenerationReader(this.reader, version, this.tables)
    this.attemptsLeft = bytes.length * MOST_ATTEMPTS + SPARE_ATTEMPTS
  }

  async run(): Promise<Trace> {
    const { scheduler, tables } = this
    const warnings: string[] = []
    try {
      await this.readGenerations()
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error
      // Two of them: the begin and the end of nothing.
      if (this.whole <= 2) throw error
      warnings.push(
        `The trace is read up to where it is whole, ${this.whole} events: ${lowered(error.message)}`,
      )
    }
    const events = scheduler.events.finish(this.whole, 0)
    const start = events.time[0] ?? 0
    for (let row = 0; row < events.count; row++) events.time[row]! -= start
    return {
      version: this.version,
      tables: tables.finish(),
      goroutines: scheduler.finishGoroutines(start),
      events,
      duration: events.time[events.count - 1] ?? 0,
      wallNanos: this.wallNanos ?? 0n,
      warnings,
    }
  }

  private async readGenerations(): Promise<void> {
    for (;;) {
      let generation: Generation | null
      try {
        generation = this.generations.read()
      } catch (error) {
        // What came before is whole.
        if (this.whole > 0) this.sync(this.scheduler.events.lastTime)
        throw error
      }
      if (!generation) break
      await this.readEvents(generation)
    }
    if (this.whole === 0) throw broken('it has no events')
    this.sync(this.scheduler.events.lastTime)
  }

  private async readEvents(generation: Generation): Promise<void> {
    this.origin ??= generation.start
    this.wallNanos ??= generation.wallNanos
    const { scheduler, origin, bytes } = this
    scheduler.begin(generation.number, generation.tables)
    this.sync(generation.start - origin)
    const frontier = new Frontier(bytes, generation, origin)
    const { samples } = generation
    let sample = 0
    for (let i = 1; frontier.size > 0 || sample < samples.length; i++) {
      const next = samples[sample]
      if (next && (frontier.size === 0 || next.time - origin < frontier.at(0).time)) {
        sample++
        const row = next.goroutine < 0 ? -1 : scheduler.rowOf(next.goroutine)
        scheduler.events.add(EventKind.sample, next.time - origin, row, next.proc)
        scheduler.events.tell(row, 0, 0, generation.tables.stack(next.stack))
      } else frontier.advance(this.applicable(frontier))
      if (i % STRIDE === 0) await this.checkpoint('decode', this.reader.at, bytes.length)
    }
  }

  /** Applies the earliest event that can come now. @returns its place */
  private applicable(frontier: Frontier): number {
    if (apply(this.scheduler, frontier.at(0))) return 0
    // Rare: the clock of another thread is ahead.
    frontier.sort()
    for (let i = 1; i < frontier.size && --this.attemptsLeft >= 0; i++) {
      if (apply(this.scheduler, frontier.at(i))) return i
    }
    throw broken('none of the next events can follow')
  }

  /** Marks that all up to here is whole. */
  private sync(time: number): void {
    this.scheduler.events.add(EventKind.sync, time, -1, -1)
    this.scheduler.events.tell(-1, 0, 0, 0)
    this.whole = this.scheduler.events.count
  }
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

function otherVersion(version: number | null): ProfileError {
  if (version === null) throw broken('it has no header')
  const isOld = version < 22
  return new ProfileError(
    'not-a-profile',
    `This is an execution trace of Go 1.${version}, whose format is not read.`,
    isOld
      ? 'Traces of Go 1.22 and later are: record it with one, or read this one with `go tool trace FILE`.'
      : 'It is newer than this version of Flamedrop: `go tool trace FILE` of that Go reads it.',
  )
}
