import { RUNTIME_LEFT_OUT } from '../profile/left-out.ts'

/**
 * The state of a goroutine by the call that it waits in, for profiles that have no states: the
 * innermost of these functions decides. Functions of the runtime and what reaches into it.
 */
const STATES: ReadonlyMap<string, string> = new Map([
  ['runtime.chansend', 'chan send'],
  ['runtime.chansend1', 'chan send'],
  ['runtime.chanrecv', 'chan receive'],
  ['runtime.chanrecv1', 'chan receive'],
  ['runtime.chanrecv2', 'chan receive'],
  ['runtime.selectgo', 'select'],
  ['runtime.block', 'select (no cases)'],
  ['runtime.netpollblock', 'IO wait'],
  ['internal/poll.runtime_pollWait', 'IO wait'],
  ['time.Sleep', 'sleep'],
  ['runtime.timeSleep', 'sleep'],
  ['sync.runtime_Semacquire', 'semacquire'],
  ['sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['internal/sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['sync.runtime_SemacquireRWMutexR', 'sync.RWMutex.RLock'],
  ['sync.runtime_SemacquireRWMutex', 'sync.RWMutex.Lock'],
  ['sync.runtime_SemacquireWaitGroup', 'sync.WaitGroup.Wait'],
  ['sync.runtime_notifyListWait', 'sync.Cond.Wait'],
  ['internal/poll.runtime_Semacquire', 'semacquire'],
  ['runtime.coroswitch', 'coroutine'],
  ['runtime.gcBgMarkWorker', 'GC worker (idle)'],
  ['runtime.bgsweep', 'GC sweep wait'],
  ['runtime.bgscavenge', 'GC scavenge wait'],
  ['runtime.forcegchelper', 'force gc (idle)'],
  ['runtime.runfinq', 'finalizer wait'],
  ['runtime.runFinalizers', 'finalizer wait'],
  ['runtime.runCleanups', 'cleanup wait'],
  ['runtime.gcAssistAlloc', 'GC assist wait'],
  ['runtime/pprof.runtime_goroutineProfileWithLabels', 'running'],
  ['runtime.notetsleepg', 'syscall'],
  ['runtime.cgocall', 'syscall'],
  ['syscall.Syscall', 'syscall'],
  ['syscall.Syscall6', 'syscall'],
  ['syscall.RawSyscall6', 'syscall'],
  ['internal/runtime/syscall.Syscall6', 'syscall'],
  ['runtime/internal/syscall.Syscall6', 'syscall'],
])

/**
 * State of a goroutine that waits in none of them; a profile does not tell which of the two it is.
 */
export const RUNS = 'running or runnable'

/**
 * State of a goroutine whose innermost frame has no name: text formats leave out those of the
 * runtime.
 */
export const IN_RUNTIME = 'in the runtime'

/** Frames that are examined: what waits is never far from the innermost. */
export const DEEPEST = 12

/** @param innermost names of a stack's innermost functions, innermost first; "" for one without */
export function inferState(innermost: readonly string[]): string {
  for (const name of innermost) {
    const state = STATES.get(name)
    if (state !== undefined) return state
  }
  const [first = ''] = innermost
  return first === '' || first === RUNTIME_LEFT_OUT ? IN_RUNTIME : RUNS
}
