import { EventKind } from './events.ts'
import type { Cursor } from './frontier.ts'
import { RUNNING, requires, type Scheduler, type Thread } from './scheduler.ts'
import { broken, Wire } from './wire.ts'

/**
 * Events of ranges (collection, stops of the world, sweeping, assists), of what users annotate and of
 * metrics. Each function applies the next event of a thread if it can come now, and returns whether
 * it did. (Rule: order.go of internal/trace.)
 */

const MARKING = 'GC concurrent mark phase'
const SWEEPING = 'GC incremental sweep'
const ASSISTING = 'GC mark assist'

const METRICS: ReadonlyMap<number, string> = new Map([
  [Wire.procsChange, '/sched/gomaxprocs:threads'],
  [Wire.heapAlloc, '/memory/classes/heap/objects:bytes'],
  [Wire.heapGoal, '/gc/heap/goal:bytes'],
])

function tell(
  scheduler: Scheduler,
  kind: number,
  time: number,
  thread: Thread,
  what: {
    readonly subject?: number
    readonly text?: number
    readonly stack?: number
    readonly value?: number
  },
): true {
  scheduler.events.add(kind, time, thread.goroutine, thread.proc)
  scheduler.events.tell(what.subject ?? -1, 0, what.text ?? 0, what.stack ?? 0, what.value ?? 0)
  return true
}

/** The collection goes on while the generation begins. */
export function gcActive(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const sequence = args[0]!
  const text = scheduler.all.text(MARKING)
  if (scheduler.isFirstGeneration) {
    if (scheduler.gcRuns !== null) throw broken('a collection goes on that was known before')
    scheduler.gcRuns = true
  } else {
    if (sequence !== scheduler.gcSequence + 1) return false
    if (scheduler.gcRuns !== true) throw broken('a collection goes on that does not run')
    requires(thread, RUNNING)
  }
  scheduler.gcSequence = sequence
  return tell(scheduler, EventKind.rangeActive, time, thread, { text })
}

export function gcBegin(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const sequence = args[0]!
  if (scheduler.gcRuns !== null) {
    if (sequence !== scheduler.gcSequence + 1) return false
    if (scheduler.gcRuns) throw broken('a collection begins while one goes on')
    requires(thread, RUNNING)
  }
  scheduler.gcSequence = sequence
  scheduler.gcRuns = true
  return tell(scheduler, EventKind.rangeBegin, time, thread, {
    text: scheduler.all.text(MARKING),
    stack: scheduler.tables.stack(args[1]!),
  })
}

export function gcEnd(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const sequence = args[0]!
  if (sequence !== scheduler.gcSequence + 1) return false
  if (scheduler.gcRuns !== true) throw broken('a collection ends that does not run')
  requires(thread, RUNNING)
  scheduler.gcSequence = sequence
  scheduler.gcRuns = false
  const text = scheduler.all.text(MARKING)
  return tell(scheduler, EventKind.rangeEnd, time, thread, { text })
}

/** A P begins or ends sweeping, or does so while the generation begins. */
export function sweep(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread): boolean {
  const isActive = type === Wire.sweepActive
  if (!isActive) requires(thread, { proc: true })
  const id = isActive ? args[0]! : thread.proc
  const proc = scheduler.procs.get(id)
  if (!proc) throw broken(`P ${id} sweeps and is not known`)
  const mustSweep = type === Wire.sweepEnd || (isActive && !scheduler.isFirstGeneration)
  if (proc.isSweeping !== mustSweep) throw broken(`P ${id} sweeps twice or not at all`)
  proc.isSweeping = type !== Wire.sweepEnd
  const kind = isActive
    ? EventKind.rangeActive
    : type === Wire.sweepBegin
      ? EventKind.rangeBegin
      : EventKind.rangeEnd
  return tell(scheduler, kind, time, thread, {
    subject: id,
    text: scheduler.all.text(SWEEPING),
    stack: type === Wire.sweepBegin ? scheduler.tables.stack(args[0]!) : 0,
  })
}

/** A goroutine stops the world, or assists the collection. */
export function rangeBegin(scheduler: Scheduler, cursor: Cursor, thread: Thread): boolean {
  const { type, time, args } = cursor
  requires(thread, RUNNING)
  const isStop = type === Wire.stwBegin
  const text = scheduler.all.text(
    isStop ? stopOf(scheduler.all.textOf(scheduler.tables.text(args[0]!))) : ASSISTING,
  )
  const row = thread.goroutine
  if (scheduler.ranges.get(row)?.some((range) => range.type === type && range.text === text)) {
    throw broken('a goroutine begins twice what it has not ended')
  }
  enter(scheduler, row, { type, text })
  const stack = scheduler.tables.stack(args[isStop ? 1 : 0]!)
  return tell(scheduler, EventKind.rangeBegin, time, thread, { subject: row, text, stack })
}

/** A goroutine assists while the generation begins. */
export function assistActive(scheduler: Scheduler, { time, args }: Cursor, thread: Thread) {
  const row = scheduler.rowOf(args[0]!)
  if (scheduler.statusOf(row) === 0) throw broken('a goroutine assists that is not known')
  const text = scheduler.all.text(ASSISTING)
  const type = Wire.assistBegin
  const isKnown = scheduler.ranges.get(row)?.some((range) => range.type === type) ?? false
  if (isKnown === scheduler.isFirstGeneration) {
    throw broken('a goroutine assists twice or not at all')
  }
  if (!isKnown) enter(scheduler, row, { type, text })
  return tell(scheduler, EventKind.rangeActive, time, thread, { subject: row, text })
}

export function rangeEnd(scheduler: Scheduler, { type, time }: Cursor, thread: Thread): boolean {
  requires(thread, RUNNING)
  const row = thread.goroutine
  const begin = type === Wire.stwEnd ? Wire.stwBegin : Wire.assistBegin
  const ranges = scheduler.ranges.get(row) ?? []
  const at = ranges.findIndex((range) => range.type === begin)
  if (at < 0) throw broken('a goroutine ends what it has not begun')
  const { text } = ranges[at]!
  ranges[at] = ranges[ranges.length - 1]!
  ranges.pop()
  if (ranges.length === 0) scheduler.ranges.delete(row)
  return tell(scheduler, EventKind.rangeEnd, time, thread, { subject: row, text })
}

function enter(
  scheduler: Scheduler,
  row: number,
  range: { readonly type: number; readonly text: number },
): void {
  const ranges = scheduler.ranges.get(row)
  if (ranges) ranges.push(range)
  else scheduler.ranges.set(row, [range])
}

function stopOf(why: string): string {
  return `stop-the-world (${why})`
}

export function metric(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread) {
  requires(thread, type === Wire.procsChange ? RUNNING : { proc: true })
  return tell(scheduler, EventKind.metric, time, thread, {
    text: scheduler.all.text(METRICS.get(type)!),
    value: args[0]!,
    stack: type === Wire.procsChange ? scheduler.tables.stack(args[1]!) : 0,
  })
}

export function label(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  requires(thread, RUNNING)
  const text = scheduler.tables.text(args[0]!)
  return tell(scheduler, EventKind.label, time, thread, { subject: thread.goroutine, text })
}

export function taskBegin(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  requires(thread, RUNNING)
  const [task, parentId] = [args[0]!, args[1]!]
  if (scheduler.tasks.has(task)) throw broken(`task ${task} begins twice`)
  const parent = parentId === 0 || parentId >= 2 ** 31 ? -1 : parentId
  const name = scheduler.tables.text(args[2]!)
  scheduler.tasks.set(task, { name, parent })
  return tell(scheduler, EventKind.taskBegin, time, thread, {
    subject: parent,
    text: name,
    stack: scheduler.tables.stack(args[3]!),
    value: task,
  })
}

/** A task may end more than once, and one may end that began before the trace. */
export function taskEnd(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  requires(thread, RUNNING)
  const known = scheduler.tasks.get(args[0]!)
  scheduler.tasks.delete(args[0]!)
  return tell(scheduler, EventKind.taskEnd, time, thread, {
    subject: known?.parent ?? -1,
    text: known?.name ?? 0,
    stack: scheduler.tables.stack(args[1]!),
    value: args[0]!,
  })
}

export function region(
  scheduler: Scheduler,
  { type, time, args }: Cursor,
  thread: Thread,
): boolean {
  requires(thread, RUNNING)
  const [task, text] = [args[0]!, scheduler.tables.text(args[1]!)]
  const row = thread.goroutine
  const name = `${task} ${text}`
  const open = scheduler.regions.get(row)
  const isBegin = type === Wire.regionBegin
  if (isBegin) {
    if (open) open.push(name)
    else scheduler.regions.set(row, [name])
  } else if (open && open.length > 0 && open.pop() !== name) {
    throw broken('a region ends that is not the innermost one')
  }
  return tell(scheduler, isBegin ? EventKind.regionBegin : EventKind.regionEnd, time, thread, {
    text,
    stack: scheduler.tables.stack(args[2]!),
    value: task,
  })
}

export function log(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  requires(thread, RUNNING)
  return tell(scheduler, EventKind.log, time, thread, {
    subject: scheduler.tables.text(args[2]!),
    text: scheduler.tables.text(args[1]!),
    stack: scheduler.tables.stack(args[3]!),
    value: args[0]!,
  })
}

/** Events of heap spans, objects and goroutine stacks: an experiment. They only pass time. */
export function experimental(scheduler: Scheduler, { time }: Cursor, thread: Thread): boolean {
  requires(thread, {})
  scheduler.events.tick(time)
  return true
}
