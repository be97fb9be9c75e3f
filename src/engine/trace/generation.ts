import { ProfileError } from '../profile/error.ts'
import { GenerationTables, type TableBuilder } from './tables.ts'
import { broken, endsInside, MOST_BATCH_BYTES, TraceReader, Wire } from './wire.ts'

/** Events of one thread, as it wrote them. */
export interface Batch {
  /** Time at its begin, in ticks. */
  readonly time: number
  readonly from: number
  readonly to: number
}

export interface CpuSample {
  /** Nanoseconds. */
  readonly time: number
  readonly proc: number
  /** Id of the goroutine; -1 for none. */
  readonly goroutine: number
  /** Its number in the generation. */
  readonly stack: number
}

/** A stretch of the trace that has tables of its own. */
export interface Generation {
  readonly number: number
  /** Nanoseconds at its begin, by the clock of the trace. */
  readonly start: number
  readonly nanosPerTick: number
  readonly tables: GenerationTables
  /** Batches by thread (-1 for none), in the order in which the threads appear. */
  readonly batches: ReadonlyMap<number, readonly Batch[]>
  readonly samples: readonly CpuSample[]
  /** Nanoseconds since 1970, if it tells. */
  readonly wallNanos: bigint | null
}

interface Head {
  readonly generation: number
  readonly thread: number
  readonly time: number
  readonly isExperimental: boolean
  readonly from: number
  readonly to: number
}

/** Reads one generation after the other. Its data stays in the bytes of the file. */
export class GenerationReader {
  private next: Head | null = null
  private failure: ProfileError | null = null

  constructor(
    private readonly reader: TraceReader,
    private readonly version: number,
    private readonly tables: TableBuilder,
  ) {}

  /**
   * @returns null behind the last one
   * @throws ProfileError if the file ends within it or it does not hold together
   */
  read(): Generation | null {
    if (this.failure) throw this.failure
    const building = new Building(this.version, new GenerationTables(this.tables))
    if (this.next) building.add(this.reader.bytes, this.next)
    this.next = null
    for (;;) {
      if (this.reader.isDone) {
        if (building.number === 0) return null
        // With its end some of its tables are missing.
        if (this.version >= 26) throw endsInside(this.reader.at)
        return building.finish()
      }
      const head = this.headBehind(building)
      if (head === null) return building.finish()
      if (building.number > 0 && head.generation !== building.number) {
        if (this.version >= 26 || head.generation !== building.number + 1) {
          throw broken('its generations are mixed up', head.from)
        }
        this.next = head
        return building.finish()
      }
      building.add(this.reader.bytes, head)
    }
  }

  /** @returns null for the end of a generation */
  private headBehind(building: Building): Head | null {
    try {
      return this.head()
    } catch (error) {
      // Up to Go 1.25 what is damaged may be the begin of the next one already.
      if (this.version >= 26 || building.number === 0) throw error
      if (!(error instanceof ProfileError)) throw error
      this.failure = error
      return null
    }
  }

  /** @returns null for the end of a generation */
  private head(): Head | null {
    const { reader } = this
    const type = reader.byte()
    if (type === Wire.endOfGeneration && this.version >= 26) return null
    const isExperimental = type === Wire.experimentalBatch
    if (type !== Wire.eventBatch && !isExperimental) {
      throw broken(`where a batch begins there is ${type}`, reader.at - 1)
    }
    if (isExperimental) reader.byte()
    const generation = reader.number()
    const thread = reader.id()
    const time = reader.number()
    const size = reader.number()
    if (generation === 0) throw broken('it has a generation 0', reader.at)
    if (size > MOST_BATCH_BYTES) throw broken(`a batch has ${size} bytes`, reader.at)
    const from = reader.at
    // The last byte must be there.
    reader.at = from + size - 1
    if (size > 0) reader.byte()
    else reader.at = from
    return { generation, thread, time, isExperimental, from, to: from + size }
  }
}

/** A generation that is being read. */
class Building {
  number = 0
  private readonly batches = new Map<number, Batch[]>()
  private readonly samples: CpuSample[] = []
  private minTime = 0
  /** Ticks in a second. */
  private frequency = 0
  private wallNanos: bigint | null = null

  constructor(
    private readonly version: number,
    private readonly tables: GenerationTables,
  ) {}

  add(bytes: Uint8Array, { generation, thread, time, isExperimental, from, to }: Head): void {
    this.number = generation
    if (this.minTime === 0 || time < this.minTime) this.minTime = time
    if (isExperimental) return
    const first = from < to ? bytes[from]! : 0
    const reader = new TraceReader(bytes, from + 1, to)
    if (first === Wire.strings) this.tables.addTexts(reader)
    else if (first === Wire.stacks) this.tables.addStacks(reader)
    else if (first === Wire.cpuSamples) this.addSamples(reader)
    else if (first === Wire.frequency && this.version < 25) {
      this.addSync(new TraceReader(bytes, from, to))
    } else if (first === Wire.sync && this.version >= 25) this.addSync(reader)
    else if (from < to) {
      const known = this.batches.get(thread)
      if (known) known.push({ time, from, to })
      else this.batches.set(thread, [{ time, from, to }])
    }
  }

  finish(): Generation {
    if (this.frequency === 0) throw broken('it does not tell how fast its clock is')
    this.tables.close()
    const nanosPerTick = 1 / (this.frequency / 1e9)
    const samples = this.samples.map((sample) => ({
      ...sample,
      time: Math.trunc(sample.time * nanosPerTick),
    }))
    return {
      number: this.number,
      start: Math.trunc(this.minTime * nanosPerTick),
      nanosPerTick,
      tables: this.tables,
      batches: this.batches,
      samples: samples.sort((a, b) => a.time - b.time),
      wallNanos: this.wallNanos,
    }
  }

  private addSamples(reader: TraceReader): void {
    while (!reader.isDone) {
      const type = reader.byte()
      if (type !== Wire.cpuSample) {
        throw broken(`where a CPU sample begins there is ${type}`, reader.at - 1)
      }
      const time = reader.number()
      reader.id()
      const proc = reader.id()
      const goroutine = reader.number() || -1
      this.samples.push({ time, proc, goroutine, stack: reader.number() })
    }
  }

  /** How fast the clock of the trace is and, since Go 1.25, what others show. */
  private addSync(reader: TraceReader): void {
    while (!reader.isDone) {
      const type = reader.byte()
      if (type === Wire.frequency && this.frequency === 0) this.frequency = reader.number()
      else if (type === Wire.clockSnapshot && this.wallNanos === null) {
        reader.number()
        reader.number()
        const seconds = BigInt(reader.number())
        this.wallNanos = seconds * 1_000_000_000n + BigInt(reader.number())
      } else throw broken(`where its clocks are told there is ${type}`, reader.at - 1)
    }
  }
}
