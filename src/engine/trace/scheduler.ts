import { withRoom } from '../profile/columns.ts'
import { EventColumns, EventKind, GoState, ProcState } from './events.ts'
import type { GenerationTables, TableBuilder } from './tables.ts'
import { broken } from './wire.ts'

/** State of a goroutine as the file numbers them; 0 while there is none. */
export const GoStatus = { none: 0, runnable: 1, running: 2, syscall: 3, waiting: 4 } as const

/** State of a P as the file numbers them. */
export const ProcStatus = { none: 0, running: 1, idle: 2, syscall: 3, abandoned: 4 } as const

const GO_STATES = [
  GoState.undetermined,
  GoState.runnable,
  GoState.running,
  GoState.syscall,
  GoState.waiting,
]

const PROC_STATES = [
  ProcState.undetermined,
  ProcState.running,
  ProcState.idle,
  ProcState.running,
  ProcState.idle,
]

/** What a thread runs; -1 for none. */
export interface Thread {
  readonly id: number
  /** Row of a goroutine. */
  goroutine: number
  proc: number
}

/** A P. Sequence numbers count within a generation. */
export interface Proc {
  status: number
  generation: number
  sequence: number
  isSweeping: boolean
}

/** What is known of the goroutines of a trace, in columns. */
export interface TraceGoroutines {
  readonly count: number
  /** The number that Go gave it. */
  readonly id: Float64Array
  /** Text of the function that it began with; 0 if no stack of it is known. */
  readonly name: Int32Array
  /** Nanoseconds since the begin of the trace; -Infinity if it never ran. */
  readonly firstRun: Float64Array
  /** Nanoseconds since the begin of the trace; Infinity if it did not end. */
  readonly end: Float64Array
}

/**
 * The state of Go's scheduler at one point of a trace, as far as its events tell, and the events up
 * to there. (Rule: order.go of internal/trace.)
 */
export class Scheduler {
  readonly events = new EventColumns()
  readonly threads = new Map<number, Thread>()
  readonly procs = new Map<number, Proc>()
  /** Ranges that go on, by the goroutine (row) that they are bound to. */
  readonly ranges = new Map<number, { readonly type: number; readonly text: number }[]>()
  /** Regions that go on, the innermost last. */
  readonly regions = new Map<number, string[]>()
  /** Tasks that go on: name and parent. */
  readonly tasks = new Map<number, { readonly name: number; readonly parent: number }>()
  gcSequence = 0
  /** null: not known yet. */
  gcRuns: boolean | null = null

  generation = 0
  firstGeneration = 0
  tables!: GenerationTables

  private readonly rows = new Map<number, number>()
  private count = 0
  private id = new Float64Array(256)
  private status: Uint8Array = new Uint8Array(256)
  private inGeneration = new Float64Array(256)
  private sequence = new Float64Array(256)
  private name = new Int32Array(256)
  private firstRun = new Float64Array(256)
  private end = new Float64Array(256)

  constructor(readonly all: TableBuilder) {}

  get isFirstGeneration(): boolean {
    return this.generation === this.firstGeneration
  }

  begin(generation: number, tables: GenerationTables): void {
    this.generation = generation
    if (this.firstGeneration === 0) this.firstGeneration = generation
    this.tables = tables
  }

  /** The row of a goroutine; -1 if it is not known. */
  rowOf(id: number): number {
    return this.rows.get(id) ?? -1
  }

  statusOf(row: number): number {
    return row < 0 ? GoStatus.none : this.status[row]!
  }

  setStatus(row: number, status: number): void {
    this.status[row] = status
  }

  /** A new goroutine. @returns its row */
  addGoroutine(id: number, status: number): number {
    const row = this.count++
    this.id = withRoom(this.id, this.count)
    this.status = withRoom(this.status, this.count)
    this.inGeneration = withRoom(this.inGeneration, this.count)
    this.sequence = withRoom(this.sequence, this.count)
    this.name = withRoom(this.name, this.count)
    this.firstRun = withRoom(this.firstRun, this.count)
    this.end = withRoom(this.end, this.count)
    this.rows.set(id, row)
    this.id[row] = id
    this.status[row] = status
    this.firstRun[row] = Number.NEGATIVE_INFINITY
    this.end[row] = Number.POSITIVE_INFINITY
    this.resetSequence(row)
    return row
  }

  resetSequence(row: number): void {
    this.inGeneration[row] = this.generation
    this.sequence[row] = 0
  }

  /** Whether a sequence number is that behind the last one of a goroutine. */
  follows(row: number, sequence: number): boolean {
    return this.inGeneration[row] === this.generation && sequence === this.sequence[row]! + 1
  }

  setSequence(row: number, sequence: number): void {
    this.sequence[row] = sequence
  }

  procFollows(proc: Proc, sequence: number): boolean {
    return proc.generation === this.generation && sequence === proc.sequence + 1
  }

  /** Tells of a goroutine's change of state. */
  tellGoroutine(
    time: number,
    context: { readonly goroutine: number; readonly proc: number },
    change: {
      readonly row: number
      readonly from: number
      readonly to: number
      readonly reason?: number
      /** Of what the event happened in. */
      readonly stack?: number
      /** Of the goroutine itself. */
      readonly own?: number
    },
  ): void {
    const { row, from, to, reason = 0, stack = 0, own = 0 } = change
    const { events } = this
    events.add(EventKind.goroutine, time, context.goroutine, context.proc)
    events.tell(row, (from << 4) | to, reason, stack)
    if (from === to) return
    if (this.name[row] === 0 && own !== 0) this.name[row] = this.all.rootOf(own)
    if (to === GoState.running) {
      if (this.firstRun[row] === Number.NEGATIVE_INFINITY) this.firstRun[row] = events.lastTime
    } else if (
      to === GoState.notExist ||
      (to === GoState.waiting && this.all.textOf(reason) === 'forever')
    ) {
      this.end[row] = events.lastTime
    }
  }

  tellProc(
    time: number,
    context: { readonly goroutine: number; readonly proc: number },
    proc: number,
    from: number,
    to: number,
  ): void {
    this.events.add(EventKind.proc, time, context.goroutine, context.proc)
    this.events.tell(proc, (from << 4) | to, 0, 0)
  }

  /** @param start of the trace, in the events' own time */
  finishGoroutines(start: number): TraceGoroutines {
    const { count } = this
    const times = (column: Float64Array): Float64Array =>
      column.slice(0, count).map((time) => time - start)
    return {
      count,
      id: this.id.slice(0, count),
      name: this.name.slice(0, count),
      firstRun: times(this.firstRun),
      end: times(this.end),
    }
  }
}

/** @param status as the file numbers them */
export function goState(status: number): number {
  const state = GO_STATES[status]
  if (state === undefined) throw broken(`a goroutine has status ${status}`)
  return state
}

/** @param status as the file numbers them */
export function procState(status: number): number {
  const state = PROC_STATES[status]
  if (state === undefined) throw broken(`a P has status ${status}`)
  return state
}

/** Whether a thread must have (true) or must not have (false) a P and a goroutine. */
export function requires(
  thread: Thread,
  what: { readonly proc?: boolean; readonly goroutine?: boolean },
): void {
  if (thread.id === -1) throw broken('an event has no thread')
  for (const part of ['proc', 'goroutine'] as const) {
    const wanted = what[part]
    if (wanted !== undefined && wanted !== thread[part] >= 0) {
      const name = part === 'proc' ? 'P' : 'goroutine'
      throw broken(`a thread ${wanted ? 'without' : 'with'} a ${name} has an event`)
    }
  }
}

/** What most events of a running goroutine take. */
export const RUNNING = { proc: true, goroutine: true } as const
