import { ProfileError } from '../profile/error.ts'

/**
 * Numbers of the events in an execution trace of Go 1.22 and later, as they stand in the file.
 * Source: internal/trace/tracev2 of Go.
 */
export const Wire = {
  eventBatch: 1,
  stacks: 2,
  stack: 3,
  strings: 4,
  string: 5,
  cpuSamples: 6,
  cpuSample: 7,
  frequency: 8,
  procsChange: 9,
  procStart: 10,
  procStop: 11,
  procSteal: 12,
  procStatus: 13,
  goCreate: 14,
  goCreateSyscall: 15,
  goStart: 16,
  goDestroy: 17,
  goDestroySyscall: 18,
  goStop: 19,
  goBlock: 20,
  goUnblock: 21,
  goSyscallBegin: 22,
  goSyscallEnd: 23,
  goSyscallEndBlocked: 24,
  goStatus: 25,
  stwBegin: 26,
  stwEnd: 27,
  gcActive: 28,
  gcBegin: 29,
  gcEnd: 30,
  sweepActive: 31,
  sweepBegin: 32,
  sweepEnd: 33,
  assistActive: 34,
  assistBegin: 35,
  assistEnd: 36,
  heapAlloc: 37,
  heapGoal: 38,
  goLabel: 39,
  taskBegin: 40,
  taskEnd: 41,
  regionBegin: 42,
  regionEnd: 43,
  log: 44,
  goSwitch: 45,
  goSwitchDestroy: 46,
  goCreateBlocked: 47,
  goStatusStack: 48,
  experimentalBatch: 49,
  sync: 50,
  clockSnapshot: 51,
  endOfGeneration: 52,
} as const

/** Experimental events: of heap spans, heap objects and goroutine stacks. */
export const FIRST_EXPERIMENTAL = 128
export const LAST_EXPERIMENTAL = 136

/** Versions of the format are those of the Go that first wrote them. */
export const VERSIONS: readonly number[] = [22, 23, 25, 26]

/** Bytes of one batch. */
export const MOST_BATCH_BYTES = 1 << 16
/** Frames of one stack. */
export const MOST_FRAMES = 128
/** Bytes of one text. */
export const MOST_TEXT_BYTES = 1 << 10

/** Arguments of an event behind its time; -1 for what is none. */
export const ARGUMENTS: Int8Array = argumentCounts()

function argumentCounts(): Int8Array {
  const counts = new Int8Array(256).fill(-1)
  const set = (count: number, ...types: readonly number[]): void => {
    for (const type of types) counts[type] = count
  }
  set(0, Wire.procStop, Wire.goDestroy, Wire.goDestroySyscall, Wire.goSyscallEnd)
  set(0, Wire.goSyscallEndBlocked, Wire.stwEnd, Wire.assistEnd)
  set(1, Wire.goCreateSyscall, Wire.gcActive, Wire.gcEnd, Wire.sweepActive, Wire.sweepBegin)
  set(1, Wire.assistActive, Wire.assistBegin, Wire.heapAlloc, Wire.heapGoal, Wire.goLabel)
  set(2, Wire.procsChange, Wire.procStart, Wire.procStatus, Wire.goStart, Wire.goStop, Wire.goBlock)
  set(2, Wire.goSyscallBegin, Wire.stwBegin, Wire.gcBegin, Wire.sweepEnd, Wire.taskEnd)
  set(2, Wire.goSwitch, Wire.goSwitchDestroy)
  set(3, Wire.procSteal, Wire.goCreate, Wire.goUnblock, Wire.goStatus, Wire.regionBegin)
  set(3, Wire.regionEnd, Wire.goCreateBlocked, Wire.clockSnapshot)
  set(4, Wire.taskBegin, Wire.log, Wire.goStatusStack)
  // Spans, objects, stacks: those that are freed have no second and third.
  for (let type = FIRST_EXPERIMENTAL; type <= LAST_EXPERIMENTAL; type++) {
    const kind = (type - FIRST_EXPERIMENTAL) % 3
    const isSpan = type < FIRST_EXPERIMENTAL + 3
    set(kind === 2 ? 1 : isSpan ? 3 : 2, type)
  }
  return counts
}

/**
 * Where an event has stacks and texts among its arguments, the stack of what it happened in first.
 * Source: as above.
 */
export const STACK_ARGUMENTS: ReadonlyMap<number, readonly number[]> = new Map([
  [Wire.procsChange, [1]],
  [Wire.goCreate, [2, 1]],
  [Wire.goCreateBlocked, [2, 1]],
  [Wire.goStop, [1]],
  [Wire.goBlock, [1]],
  [Wire.goUnblock, [2]],
  [Wire.goSyscallBegin, [1]],
  [Wire.goStatusStack, [3]],
  [Wire.stwBegin, [1]],
  [Wire.gcBegin, [1]],
  [Wire.sweepBegin, [0]],
  [Wire.assistBegin, [0]],
  [Wire.taskBegin, [3]],
  [Wire.taskEnd, [1]],
  [Wire.regionBegin, [2]],
  [Wire.regionEnd, [2]],
  [Wire.log, [3]],
])

/** The trace contradicts itself. @param what a sentence's second half: "it …" */
export function broken(what: string, offset?: number): ProfileError {
  return new ProfileError(
    'malformed',
    `The execution trace does not hold together: ${what}.`,
    'Record it again; `go tool trace` says what it makes of this one.',
    offset,
  )
}

/** Reads the bytes of a trace. Numbers beyond 2^53 lose digits; only 2^64-1 ("none") is that large. */
export class TraceReader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    public end: number,
  ) {}

  get isDone(): boolean {
    return this.at >= this.end
  }

  byte(): number {
    if (this.at >= this.end) throw endsInside(this.at)
    return this.bytes[this.at++]!
  }

  /** An unsigned number of up to 64 bits in groups of seven, the lowest first. */
  number(): number {
    const { bytes, end } = this
    let at = this.at
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i++) {
      if (at >= end) throw endsInside(at)
      const byte = bytes[at++]!
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        this.at = at
        return value
      }
      scale *= 128
    }
    throw broken('a number has more than 64 bits', at)
  }

  /** A number that stands for none if it is 2^64-1: -1 then. */
  id(): number {
    const value = this.number()
    return value >= 2 ** 63 ? -1 : value
  }
}

/** The trace ends before it is whole. */
export function endsInside(at: number): ProfileError {
  return new ProfileError(
    'truncated',
    `The execution trace ends before it is whole (byte ${at}).`,
    'The program ended before the trace was stopped, or the download broke off: record it again, and call trace.Stop.',
    at,
  )
}
