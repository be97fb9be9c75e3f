import { trimmed, withRoom } from '../profile/columns.ts'

/** What an event tells. */
export const EventKind = {
  /** A generation of the trace begins, or the last one ends. */
  sync: 0,
  /** A goroutine changed its state, or had it when the trace began. */
  goroutine: 1,
  /** A P changed its state. */
  proc: 2,
  /** A CPU sample. */
  sample: 3,
  rangeBegin: 4,
  /** A range had begun before the generation. */
  rangeActive: 5,
  rangeEnd: 6,
  metric: 7,
  /** A goroutine of the runtime says what it does. */
  label: 8,
  taskBegin: 9,
  taskEnd: 10,
  regionBegin: 11,
  regionEnd: 12,
  log: 13,
} as const

/** State of a goroutine. */
export const GoState = {
  undetermined: 0,
  notExist: 1,
  runnable: 2,
  running: 3,
  waiting: 4,
  syscall: 5,
} as const

/** State of a P; one in a system call runs. */
export const ProcState = { undetermined: 0, notExist: 1, running: 2, idle: 3 } as const

/**
 * The events of a trace in the order of the program, in columns. What each is about depends on its
 * kind:
 *
 * | kind | `subject` | `state` | `text` | `value` |
 * |---|---|---|---|---|
 * | goroutine | goroutine (row) | from << 4 \| to | reason | |
 * | proc | P | from << 4 \| to | | |
 * | range… | goroutine (row) or P that it is bound to, -1 for all | | name | |
 * | metric | | | name | its value |
 * | label | goroutine (row) | | label | |
 * | task… | parent task or -1 | | name | task |
 * | region… | | | name | task |
 * | log | text of the value | | key | task |
 */
export interface TraceEvents {
  readonly count: number
  readonly kind: Uint8Array
  /** Nanoseconds since the begin of the trace; grows by at least 1 from event to event. */
  readonly time: Float64Array
  /** Goroutine (row), P and thread that it happened in; -1 for none. */
  readonly goroutine: Int32Array
  readonly proc: Int32Array
  readonly subject: Int32Array
  readonly state: Uint8Array
  readonly text: Int32Array
  /** Stack of what it happened in; 0 for none. */
  readonly stack: Int32Array
  readonly value: Float64Array
}

/** Events that are being read. */
export class EventColumns {
  private kind: Uint8Array = new Uint8Array(1024)
  private time = new Float64Array(1024)
  private goroutine = new Int32Array(1024)
  private proc = new Int32Array(1024)
  private subject = new Int32Array(1024)
  private state: Uint8Array = new Uint8Array(1024)
  private text = new Int32Array(1024)
  private stack = new Int32Array(1024)
  private value = new Float64Array(1024)
  private length = 0
  /** Time of the last event. */
  private last = Number.NEGATIVE_INFINITY

  get count(): number {
    return this.length
  }

  /** Time of the last event; nanoseconds from the same point as those given. */
  get lastTime(): number {
    return this.last
  }

  /**
   * Time of an event that follows the last one: clocks of threads differ, and an event is later than
   * what it follows.
   */
  tick(time: number): number {
    this.last = time <= this.last ? this.last + 1 : time
    return this.last
  }

  /** Appends an event. @param time as its thread saw it */
  add(kind: number, time: number, goroutine: number, proc: number): number {
    const row = this.length++
    if (row === this.kind.length) this.grow()
    this.kind[row] = kind
    this.time[row] = this.tick(time)
    this.goroutine[row] = goroutine
    this.proc[row] = proc
    return row
  }

  /** What the last event is about; see TraceEvents. */
  tell(subject: number, state: number, text: number, stack: number, value = 0): void {
    const row = this.length - 1
    this.subject[row] = subject
    this.state[row] = state
    this.text[row] = text
    this.stack[row] = stack
    this.value[row] = value
  }

  /** The first `count` events; times count from `start`. */
  finish(count: number, start: number): TraceEvents {
    const time = trimmed(this.time, count)
    for (let row = 0; row < count; row++) time[row]! -= start
    return {
      count,
      kind: trimmed(this.kind, count),
      time,
      goroutine: trimmed(this.goroutine, count),
      proc: trimmed(this.proc, count),
      subject: trimmed(this.subject, count),
      state: trimmed(this.state, count),
      text: trimmed(this.text, count),
      stack: trimmed(this.stack, count),
      value: trimmed(this.value, count),
    }
  }

  private grow(): void {
    const room = this.length
    this.kind = withRoom(this.kind, room)
    this.time = withRoom(this.time, room)
    this.goroutine = withRoom(this.goroutine, room)
    this.proc = withRoom(this.proc, room)
    this.subject = withRoom(this.subject, room)
    this.state = withRoom(this.state, room)
    this.text = withRoom(this.text, room)
    this.stack = withRoom(this.stack, room)
    this.value = withRoom(this.value, room)
  }
}
