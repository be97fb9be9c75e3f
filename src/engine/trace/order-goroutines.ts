import { GoState, ProcState } from './events.ts'
import type { Cursor } from './frontier.ts'
import {
  GoStatus,
  goState,
  ProcStatus,
  RUNNING,
  requires,
  type Scheduler,
  type Thread,
} from './scheduler.ts'
import { broken, Wire } from './wire.ts'

/**
 * Events of goroutines. Each function applies the next event of a thread if it can come now, and
 * returns whether it did. (Rule: order.go of internal/trace.)
 */

/** The running goroutine of the thread. */
function running(scheduler: Scheduler, thread: Thread): number {
  requires(thread, RUNNING)
  if (scheduler.statusOf(thread.goroutine) !== GoStatus.running) {
    throw broken('a goroutine has an event of one that runs, and does not run')
  }
  return thread.goroutine
}

export function goStatus(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread) {
  const [id, on, status] = [args[0]!, threadId(args[1]!), args[2]!]
  const to = goState(status)
  let from = to
  let row = scheduler.rowOf(id)
  if (scheduler.statusOf(row) !== GoStatus.none) {
    if (scheduler.statusOf(row) !== status) throw broken(`goroutine ${id} has two states`)
    scheduler.resetSequence(row)
  } else if (scheduler.isFirstGeneration) {
    row = scheduler.addGoroutine(id, status)
    from = GoState.undetermined
  } else throw broken(`goroutine ${id} appears without having begun`)
  const context = { goroutine: thread.goroutine, proc: thread.proc }
  if (status === GoStatus.running) thread.goroutine = row
  else if (status === GoStatus.syscall) {
    if (on === -1) throw broken(`goroutine ${id} is in a system call without a thread`)
    if (on === thread.id) {
      if (!scheduler.isFirstGeneration && thread.goroutine !== row) throw onAnotherThread(id)
      thread.goroutine = row
    } else {
      // It has been in a system call for the whole generation.
      const other = scheduler.threads.get(on)
      if (!other) scheduler.threads.set(on, { id: on, goroutine: row, proc: -1 })
      else if (other.goroutine !== row) throw onAnotherThread(id)
      else context.goroutine = row
    }
  }
  const stack = type === Wire.goStatusStack ? scheduler.tables.stack(args[3]!) : 0
  scheduler.tellGoroutine(time, context, { row, from, to, stack, own: stack })
  return true
}

/** 2^64-1 stands for none. */
function threadId(value: number): number {
  return value >= 2 ** 63 ? -1 : value
}

function onAnotherThread(id: number) {
  return broken(`goroutine ${id} is in a system call of another thread`)
}

export function goCreate(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread) {
  requires(thread, { proc: true })
  const { goroutine } = thread
  if (
    scheduler.statusOf(goroutine) !== GoStatus.none &&
    scheduler.statusOf(goroutine) !== GoStatus.running
  ) {
    throw broken('a goroutine that does not run begins another')
  }
  const isBlocked = type === Wire.goCreateBlocked
  const row = begin(scheduler, args[0]!, isBlocked ? GoStatus.waiting : GoStatus.runnable)
  scheduler.tellGoroutine(time, thread, {
    row,
    from: GoState.notExist,
    to: isBlocked ? GoState.waiting : GoState.runnable,
    own: scheduler.tables.stack(args[1]!),
    stack: scheduler.tables.stack(args[2]!),
  })
  return true
}

function begin(scheduler: Scheduler, id: number, status: number): number {
  if (scheduler.statusOf(scheduler.rowOf(id)) !== GoStatus.none) {
    throw broken(`goroutine ${id} begins twice`)
  }
  return scheduler.addGoroutine(id, status)
}

/** A call from C begins a goroutine. */
export function goCreateSyscall(scheduler: Scheduler, { time, args }: Cursor, thread: Thread) {
  requires(thread, { goroutine: false })
  const row = begin(scheduler, args[0]!, GoStatus.syscall)
  scheduler.tellGoroutine(time, thread, { row, from: GoState.notExist, to: GoState.syscall })
  thread.goroutine = row
  return true
}

/** A call from C has come to its end, or its thread has. */
export function goDestroySyscall(scheduler: Scheduler, { time }: Cursor, thread: Thread) {
  requires(thread, { goroutine: true })
  const row = thread.goroutine
  if (scheduler.statusOf(row) !== GoStatus.syscall) throw notInSyscall()
  scheduler.setStatus(row, GoStatus.none)
  const context = { goroutine: thread.goroutine, proc: thread.proc }
  thread.goroutine = -1
  if (thread.proc >= 0) {
    // Its number may be given to another thread: what it held is free from now on.
    const proc = scheduler.procs.get(thread.proc)
    if (proc?.status !== ProcStatus.syscall)
      throw broken('a P is not in the system call of its thread')
    proc.status = ProcStatus.abandoned
    scheduler.tellProc(time, context, thread.proc, ProcState.running, ProcState.idle)
    thread.proc = -1
  }
  scheduler.tellGoroutine(time, context, { row, from: GoState.syscall, to: GoState.notExist })
  return true
}

export function goStart(scheduler: Scheduler, { time, args }: Cursor, thread: Thread) {
  const row = scheduler.rowOf(args[0]!)
  const sequence = args[1]!
  if (scheduler.statusOf(row) !== GoStatus.runnable || !scheduler.follows(row, sequence))
    return false
  requires(thread, { proc: true, goroutine: false })
  scheduler.setStatus(row, GoStatus.running)
  scheduler.setSequence(row, sequence)
  scheduler.tellGoroutine(time, thread, { row, from: GoState.runnable, to: GoState.running })
  thread.goroutine = row
  return true
}

/** It ends, yields or blocks. */
export function goStop(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread) {
  const row = running(scheduler, thread)
  const from = GoState.running
  if (type === Wire.goDestroy) {
    scheduler.setStatus(row, GoStatus.none)
    scheduler.tellGoroutine(time, thread, { row, from, to: GoState.notExist })
  } else {
    const isBlock = type === Wire.goBlock
    const stack = scheduler.tables.stack(args[1]!)
    scheduler.setStatus(row, isBlock ? GoStatus.waiting : GoStatus.runnable)
    scheduler.tellGoroutine(time, thread, {
      row,
      from,
      to: isBlock ? GoState.waiting : GoState.runnable,
      reason: scheduler.tables.text(args[0]!),
      stack,
      own: stack,
    })
  }
  thread.goroutine = -1
  return true
}

export function goUnblock(scheduler: Scheduler, { time, args }: Cursor, thread: Thread) {
  const row = scheduler.rowOf(args[0]!)
  const sequence = args[1]!
  if (scheduler.statusOf(row) !== GoStatus.waiting || !scheduler.follows(row, sequence))
    return false
  scheduler.setStatus(row, GoStatus.runnable)
  scheduler.setSequence(row, sequence)
  const stack = scheduler.tables.stack(args[2]!)
  scheduler.tellGoroutine(time, thread, {
    row,
    from: GoState.waiting,
    to: GoState.runnable,
    stack,
  })
  return true
}

/** A goroutine hands its thread to another one: three events in one. */
export function goSwitch(scheduler: Scheduler, { type, time, args }: Cursor, thread: Thread) {
  const row = running(scheduler, thread)
  const next = scheduler.rowOf(args[0]!)
  const sequence = args[1]!
  if (scheduler.statusOf(next) !== GoStatus.waiting || !scheduler.follows(next, sequence))
    return false
  scheduler.tellGoroutine(time, thread, {
    row: next,
    from: GoState.waiting,
    to: GoState.runnable,
  })
  const ends = type === Wire.goSwitchDestroy
  scheduler.setStatus(row, ends ? GoStatus.none : GoStatus.waiting)
  const to = ends ? GoState.notExist : GoState.waiting
  scheduler.tellGoroutine(time, thread, { row, from: GoState.running, to })
  scheduler.setStatus(next, GoStatus.running)
  scheduler.setSequence(next, sequence)
  const context = { goroutine: -1, proc: thread.proc }
  scheduler.tellGoroutine(time, context, {
    row: next,
    from: GoState.runnable,
    to: GoState.running,
  })
  thread.goroutine = next
  return true
}

export function goSyscallBegin(scheduler: Scheduler, { time, args }: Cursor, thread: Thread) {
  const row = running(scheduler, thread)
  const proc = scheduler.procs.get(thread.proc)
  if (!proc) throw broken(`P ${thread.proc} is not known`)
  const sequence = args[0]!
  if (!scheduler.procFollows(proc, sequence)) throw broken(`P ${thread.proc} misses an event`)
  scheduler.setStatus(row, GoStatus.syscall)
  proc.status = ProcStatus.syscall
  proc.sequence = sequence
  const stack = scheduler.tables.stack(args[1]!)
  const change = { row, from: GoState.running, to: GoState.syscall, stack, own: stack }
  scheduler.tellGoroutine(time, thread, change)
  return true
}

export function goSyscallEnd(scheduler: Scheduler, { time }: Cursor, thread: Thread) {
  requires(thread, RUNNING)
  const row = thread.goroutine
  if (scheduler.statusOf(row) !== GoStatus.syscall) throw notInSyscall()
  const proc = scheduler.procs.get(thread.proc)
  if (proc?.status !== ProcStatus.syscall)
    throw broken('a P is not in the system call of its thread')
  scheduler.setStatus(row, GoStatus.running)
  proc.status = ProcStatus.running
  scheduler.tellGoroutine(time, thread, { row, from: GoState.syscall, to: GoState.running })
  return true
}

/** Its P was taken meanwhile: that must have been told before. */
export function goSyscallEndBlocked(scheduler: Scheduler, { time }: Cursor, thread: Thread) {
  if (thread.proc >= 0) {
    const proc = scheduler.procs.get(thread.proc)
    if (!proc) throw broken(`P ${thread.proc} is not known`)
    if (proc.status === ProcStatus.syscall) return false
  }
  requires(thread, { goroutine: true })
  const row = thread.goroutine
  if (scheduler.statusOf(row) !== GoStatus.syscall) throw notInSyscall()
  scheduler.setStatus(row, GoStatus.runnable)
  scheduler.tellGoroutine(time, thread, { row, from: GoState.syscall, to: GoState.runnable })
  thread.goroutine = -1
  return true
}

function notInSyscall() {
  return broken('a goroutine ends a system call in which it is not')
}
