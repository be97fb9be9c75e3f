import type { Cursor } from './frontier.ts'
import * as goroutines from './order-goroutines.ts'
import * as procs from './order-procs.ts'
import * as ranges from './order-ranges.ts'
import type { Scheduler, Thread } from './scheduler.ts'
import { broken, FIRST_EXPERIMENTAL, LAST_EXPERIMENTAL, Wire } from './wire.ts'

/** Applies an event if it can come now, and returns whether it did. */
type Rule = (scheduler: Scheduler, cursor: Cursor, thread: Thread) => boolean

/** By number of the event. */
const RULES: readonly (Rule | undefined)[] = rules()

function rules(): (Rule | undefined)[] {
  const table: (Rule | undefined)[] = []
  const set = (rule: Rule, ...types: readonly number[]): void => {
    for (const type of types) table[type] = rule
  }
  set(procs.procStart, Wire.procStart)
  set(procs.procStop, Wire.procStop)
  set(procs.procSteal, Wire.procSteal)
  set(procs.procStatus, Wire.procStatus)
  set(goroutines.goStatus, Wire.goStatus, Wire.goStatusStack)
  set(goroutines.goCreate, Wire.goCreate, Wire.goCreateBlocked)
  set(goroutines.goCreateSyscall, Wire.goCreateSyscall)
  set(goroutines.goDestroySyscall, Wire.goDestroySyscall)
  set(goroutines.goStart, Wire.goStart)
  set(goroutines.goStop, Wire.goDestroy, Wire.goStop, Wire.goBlock)
  set(goroutines.goUnblock, Wire.goUnblock)
  set(goroutines.goSwitch, Wire.goSwitch, Wire.goSwitchDestroy)
  set(goroutines.goSyscallBegin, Wire.goSyscallBegin)
  set(goroutines.goSyscallEnd, Wire.goSyscallEnd)
  set(goroutines.goSyscallEndBlocked, Wire.goSyscallEndBlocked)
  set(ranges.gcActive, Wire.gcActive)
  set(ranges.gcBegin, Wire.gcBegin)
  set(ranges.gcEnd, Wire.gcEnd)
  set(ranges.sweep, Wire.sweepActive, Wire.sweepBegin, Wire.sweepEnd)
  set(ranges.rangeBegin, Wire.stwBegin, Wire.assistBegin)
  set(ranges.assistActive, Wire.assistActive)
  set(ranges.rangeEnd, Wire.stwEnd, Wire.assistEnd)
  set(ranges.metric, Wire.procsChange, Wire.heapAlloc, Wire.heapGoal)
  set(ranges.label, Wire.goLabel)
  set(ranges.taskBegin, Wire.taskBegin)
  set(ranges.taskEnd, Wire.taskEnd)
  set(ranges.region, Wire.regionBegin, Wire.regionEnd)
  set(ranges.log, Wire.log)
  for (let type = FIRST_EXPERIMENTAL; type <= LAST_EXPERIMENTAL; type++) {
    set(ranges.experimental, type)
  }
  return table
}

/**
 * Applies the next event of a thread, if those that it follows have been applied.
 * @returns whether it was
 * @throws ProfileError if it contradicts what came before
 */
export function apply(scheduler: Scheduler, cursor: Cursor): boolean {
  const rule = RULES[cursor.type]
  if (!rule) throw broken(`an event ${cursor.type} is out of place`)
  return rule(scheduler, cursor, threadOf(scheduler, cursor.thread))
}

function threadOf(scheduler: Scheduler, id: number): Thread {
  // What is written for no thread leaves nothing behind.
  if (id === -1) return { id, goroutine: -1, proc: -1 }
  let thread = scheduler.threads.get(id)
  if (!thread) {
    thread = { id, goroutine: -1, proc: -1 }
    scheduler.threads.set(id, thread)
  }
  return thread
}
