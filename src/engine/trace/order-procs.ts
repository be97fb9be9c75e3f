import { ProcState } from './events.ts'
import type { Cursor } from './frontier.ts'
import { ProcStatus, procState, requires, type Scheduler, type Thread } from './scheduler.ts'
import { broken } from './wire.ts'

/**
 * Events of Ps. Each function applies the next event of a thread if it can come now, and returns
 * whether it did. (Rule: order.go of internal/trace.)
 */

export function procStatus(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const id = args[0]!
  let status = args[1]!
  let from = procState(status)
  let context = { goroutine: thread.goroutine, proc: thread.proc }
  const known = scheduler.procs.get(id)
  const isAbandoned = status === ProcStatus.abandoned
  if (!known) {
    const { generation } = scheduler
    scheduler.procs.set(id, { status, generation, sequence: 0, isSweeping: false })
    from = scheduler.isFirstGeneration ? ProcState.undetermined : ProcState.notExist
  } else if (isAbandoned && known.status === ProcStatus.syscall) {
    // Nothing is lost: its thread is known. It is about to be taken from that one.
    status = ProcStatus.syscall
    from = ProcState.running
    const holder = [...scheduler.threads.values()].find(({ proc }) => proc === id)
    if (!holder) throw broken(`P ${id} belongs to no thread`)
    context = { goroutine: holder.goroutine, proc: id }
  } else if (known.status !== status) throw broken(`P ${id} has two states`)
  if (known) {
    known.generation = scheduler.generation
    known.sequence = 0
  }
  const isBound = status === ProcStatus.running || status === ProcStatus.syscall
  if (isBound && !isAbandoned) thread.proc = id
  scheduler.tellProc(time, context, id, from, procState(status))
  return true
}

export function procStart(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const id = args[0]!
  const proc = scheduler.procs.get(id)
  if (proc?.status !== ProcStatus.idle || !scheduler.procFollows(proc, args[1]!)) return false
  if (thread.proc >= 0) return false
  requires(thread, { proc: false })
  proc.status = ProcStatus.running
  proc.sequence = args[1]!
  scheduler.tellProc(time, thread, id, ProcState.idle, ProcState.running)
  thread.proc = id
  return true
}

export function procStop(scheduler: Scheduler, { time }: Cursor, thread: Thread): boolean {
  requires(thread, { proc: true })
  const id = thread.proc
  const proc = scheduler.procs.get(id)
  if (proc?.status !== ProcStatus.running && proc?.status !== ProcStatus.syscall) {
    throw broken(`P ${id} stops and does not run`)
  }
  proc.status = ProcStatus.idle
  scheduler.tellProc(time, thread, id, ProcState.running, ProcState.idle)
  thread.proc = -1
  return true
}

/** A P is taken from a thread that is in a system call. */
export function procSteal(scheduler: Scheduler, { time, args }: Cursor, thread: Thread): boolean {
  const [id, sequence, from] = [args[0]!, args[1]!, args[2]!]
  const proc = scheduler.procs.get(id)
  const isAbandoned = proc?.status === ProcStatus.abandoned
  if (!proc || (proc.status !== ProcStatus.syscall && !isAbandoned)) return false
  if (!scheduler.procFollows(proc, sequence)) return false
  requires(thread, {})
  proc.status = ProcStatus.idle
  proc.sequence = sequence
  const context = { goroutine: thread.goroutine, proc: thread.proc }
  if (!isAbandoned) {
    const loser = from === thread.id ? thread : scheduler.threads.get(from)
    if (loser?.proc !== id) throw broken(`P ${id} is taken from a thread that does not have it`)
    loser.proc = -1
  }
  const before = isAbandoned ? ProcState.idle : ProcState.running
  scheduler.tellProc(time, context, id, before, ProcState.idle)
  return true
}
