import type { Batch, Generation } from './generation.ts'
import { ARGUMENTS, broken, TraceReader } from './wire.ts'

/** Reads the events of one thread, one after the other. */
export class Cursor {
  type = 0
  /** Nanoseconds by the clock of the trace, less the origin. */
  time = 0
  /** Arguments of the event, as many as its type has. */
  readonly args = new Float64Array(4)

  private batch = 0
  private last = 0
  private readonly reader: TraceReader

  constructor(
    bytes: Uint8Array,
    readonly thread: number,
    private readonly batches: readonly Batch[],
    private readonly nanosPerTick: number,
    /** Nanoseconds that times are less: so that they are exact however long the machine runs. */
    private readonly origin: number,
  ) {
    this.reader = new TraceReader(bytes, 0, 0)
    this.open(0)
  }

  /** Reads the next event. @returns whether there is one */
  next(): boolean {
    const { reader, args } = this
    while (reader.isDone) if (!this.open(this.batch + 1)) return false
    const type = reader.byte()
    const count = ARGUMENTS[type]!
    if (count < 0) throw broken(`there is no event ${type}`, reader.at - 1)
    this.type = type
    this.last += Math.trunc(reader.number() * this.nanosPerTick)
    this.time = this.last
    for (let i = 0; i < count; i++) args[i] = reader.number()
    return true
  }

  private open(batch: number): boolean {
    this.batch = batch
    const opened = this.batches[batch]
    if (!opened) return false
    this.reader.at = opened.from
    this.reader.end = opened.to
    this.last = Math.trunc(opened.time * this.nanosPerTick) - this.origin
    return true
  }
}

/**
 * The next event of each thread: a heap by time. Its order among equal times is that of Go's reader,
 * since an event takes place a nanosecond after the one before it at the latest. (Rule: batchcursor.go
 * of internal/trace.)
 */
export class Frontier {
  private readonly heap: Cursor[] = []

  constructor(bytes: Uint8Array, generation: Generation, origin: number) {
    const { batches, nanosPerTick } = generation
    for (const [thread, list] of batches) {
      const cursor = new Cursor(bytes, thread, list, nanosPerTick, origin)
      if (!cursor.next()) continue
      this.heap.push(cursor)
      this.up(this.heap.length - 1)
    }
  }

  get size(): number {
    return this.heap.length
  }

  at(i: number): Cursor {
    return this.heap[i]!
  }

  /** Orders all by time; the first one stays the earliest. */
  sort(): void {
    this.heap.sort((a, b) => a.time - b.time)
  }

  /** Goes on to the next event of the cursor at `i`. */
  advance(i: number): void {
    if (this.heap[i]!.next()) {
      if (this.up(i) === i) this.down(i)
    } else this.remove(i)
  }

  private remove(i: number): void {
    const { heap } = this
    for (let at = i; at > 0; ) {
      const parent = (at - 1) >> 1
      this.swap(parent, at)
      at = parent
    }
    this.swap(0, heap.length - 1)
    heap.pop()
    this.down(0)
  }

  private up(i: number): number {
    let at = i
    for (;;) {
      const parent = (at - 1) >> 1
      if (at === 0 || this.heap[parent]!.time <= this.heap[at]!.time) return at
      this.swap(parent, at)
      at = parent
    }
  }

  private down(i: number): void {
    const { heap } = this
    for (let at = i; ; ) {
      let least = at
      const [left, right] = [2 * at + 1, 2 * at + 2]
      if (left < heap.length && heap[left]!.time < heap[least]!.time) least = left
      if (right < heap.length && heap[right]!.time < heap[least]!.time) least = right
      if (least === at) return
      this.swap(at, least)
      at = least
    }
  }

  private swap(a: number, b: number): void {
    const cursor = this.heap[a]!
    this.heap[a] = this.heap[b]!
    this.heap[b] = cursor
  }
}
