import { IN_RUNTIME, RUNS } from './inferred-state.ts'

/** What a goroutine's state means, for somebody who has to find out why it is in it. */
export interface StateMeaning {
  readonly meaning: string
  /** What is usually behind it, above all where many goroutines are in it, or for long. */
  readonly cause: string
}

const IDLE = 'Every Go program has it; it waits for work.'
const MOMENT = 'It lasts microseconds: to meet it is chance.'

/**
 * The states that headers of goroutines name: those of the scheduler, and what a waiting
 * goroutine waits for (runtime: gStatusStrings in traceback.go, waitReasonStrings in runtime2.go,
 * of Go 1.0 to 1.27).
 */
const MEANINGS: ReadonlyMap<string, StateMeaning> = new Map(
  Object.entries({
    idle: {
      meaning: 'No goroutine, but the own stack of a thread (number 0), which crashes print, too.',
      cause: IDLE,
    },
    runnable: {
      meaning: 'Ready to run, waiting for a processor (a P).',
      cause:
        'Many of them: more work than GOMAXPROCS can do, or a container that is throttled. A CPU profile tells what runs.',
    },
    running: {
      meaning: 'Running when the dump was taken.',
      cause: 'The goroutine that took the dump or panicked is always among them.',
    },
    syscall: {
      meaning: 'In a system call or in C code, on a thread of its own.',
      cause:
        'Files, DNS through libc, cgo, os/signal. For long: a slow disk or network file system, or C code that blocks.',
    },
    dead: { meaning: 'It has ended, or was not begun.', cause: MOMENT },
    copystack: { meaning: 'Its stack is being moved to a larger place.', cause: MOMENT },
    preempted: { meaning: 'Stopped by the scheduler in the middle of its work.', cause: MOMENT },
    waiting: { meaning: 'Waits for something that the runtime does not name.', cause: MOMENT },
    'chan receive': {
      meaning: 'Waits for a value from a channel, or for its closing.',
      cause:
        'Idle workers do. For long, and more of them all the time: nobody sends or closes any more – a leak.',
    },
    'chan send': {
      meaning: 'Waits for somebody to take its value from a channel.',
      cause:
        'The receiver has returned (a timeout, an early error) or is slower than the senders. The usual leak: give the channel room for one value, or select on ctx.Done() as well.',
    },
    'chan receive (nil chan)': {
      meaning: 'Receives from a nil channel: it will wait forever.',
      cause: 'A channel that was never made, or set to nil.',
    },
    'chan send (nil chan)': {
      meaning: 'Sends to a nil channel: it will wait forever.',
      cause: 'A channel that was never made, or set to nil.',
    },
    select: {
      meaning: 'Waits in a select for the first of several channels.',
      cause:
        'Event loops do. For long: none of its cases can happen any more – often a missing ctx.Done() or timeout.',
    },
    'select (no cases)': {
      meaning: 'In an empty select: it will wait forever.',
      cause: 'Mostly on purpose, `select {}` at the end of main.',
    },
    'IO wait': {
      meaning: 'Waits for the network, or another descriptor that can be polled.',
      cause:
        'Servers wait so for requests, keep-alive connections for the next one. For long in a request: the other side does not answer and no deadline is set.',
    },
    sleep: {
      meaning: 'In time.Sleep.',
      cause: 'Polling and retries. Many of them: a retry storm, or one sleeper for each request.',
    },
    semacquire: {
      meaning: 'Waits for a semaphore: a mutex or a wait group, by the next frame.',
      cause:
        'Contention, or a lock whose holder waits itself (a deadlock). Look for the goroutine that is inside the lock.',
    },
    'sync.Mutex.Lock': {
      meaning: 'Waits for a mutex that another goroutine holds.',
      cause:
        'Contention, or a holder that waits itself (a deadlock). Look for the goroutine that is inside the lock; a mutex profile tells where contention is.',
    },
    'sync.RWMutex.RLock': {
      meaning: 'Waits to read under a lock that is being written under, or about to be.',
      cause:
        'A writer that holds the lock for long or waits for its turn: then new readers wait, too, even where one already reads.',
    },
    'sync.RWMutex.Lock': {
      meaning: 'Waits to write under a lock until all its readers have left.',
      cause: 'Readers that keep the lock for long, or one that never gives it back.',
    },
    'sync.WaitGroup.Wait': {
      meaning: 'Waits for the goroutines of a wait group to end.',
      cause: 'One of them waits itself, or a path without Done (an early return, a panic).',
    },
    'sync.Cond.Wait': {
      meaning: 'Waits for the signal of a sync.Cond.',
      cause: 'Pools and queues that are empty or full. For long: a missing Signal or Broadcast.',
    },
    coroutine: {
      meaning: 'One side of an iterator (iter.Pull) while the other runs.',
      cause: 'Many of them: iterators whose stop function was never called.',
    },
    panicwait: { meaning: 'Main has returned while another goroutine panics.', cause: MOMENT },
    'synctest.Run': {
      meaning: 'Waits for all goroutines of a test bubble to end.',
      cause: 'A goroutine that the test has started has no way to end.',
    },
    'synctest.Wait': {
      meaning: 'Waits until all others in the test bubble are blocked.',
      cause: 'One of them runs on, or waits for something outside of the bubble (I/O, a mutex).',
    },
    'chan receive (synctest)': {
      meaning: 'Waits in a test bubble for a value from a channel of the bubble.',
      cause: 'As chan receive, in a test.',
    },
    'chan send (synctest)': {
      meaning: 'Waits in a test bubble to send to a channel of the bubble.',
      cause: 'As chan send, in a test.',
    },
    'select (synctest)': {
      meaning: 'Waits in a test bubble in a select on channels of the bubble.',
      cause: 'As select, in a test.',
    },
    'GC assist marking': {
      meaning: 'Helps the garbage collector before it may allocate.',
      cause:
        'Allocation outruns the collector: see the heap profile (alloc_space), GOGC, GOMEMLIMIT.',
    },
    'GC assist wait': {
      meaning: 'Has to wait for the garbage collector before it may allocate.',
      cause:
        'Allocation outruns the collector: see the heap profile (alloc_space), GOGC, GOMEMLIMIT.',
    },
    'wait for GC cycle': {
      meaning: 'Waits for a garbage collection to end.',
      cause: 'runtime.GC, debug.FreeOSMemory or a heap profile with gc=1 was called.',
    },
    'garbage collection': { meaning: 'Waits for a garbage collection.', cause: MOMENT },
    'garbage collection scan': { meaning: 'Scans stacks for the collector.', cause: MOMENT },
    'GC mark termination': { meaning: 'Ends the marking of the collector.', cause: MOMENT },
    'GC weak to strong wait': {
      meaning: 'Waits with a weak pointer for the marking to end.',
      cause: MOMENT,
    },
    'GC worker (idle)': { meaning: 'A worker of the garbage collector.', cause: IDLE },
    'GC worker (active)': { meaning: 'A worker of the garbage collector at work.', cause: MOMENT },
    'GC worker init': { meaning: 'Starts the workers of the garbage collector.', cause: MOMENT },
    'GC sweep wait': { meaning: 'The sweeper of the garbage collector.', cause: IDLE },
    'GC scavenge wait': { meaning: 'The scavenger, which gives memory back.', cause: IDLE },
    'force gc (idle)': {
      meaning: 'The helper that forces a collection every 2 minutes.',
      cause: IDLE,
    },
    'finalizer wait': { meaning: 'The goroutine that runs finalizers.', cause: IDLE },
    'cleanup wait': {
      meaning: 'A goroutine that runs cleanups (runtime.AddCleanup).',
      cause: IDLE,
    },
    'timer goroutine (idle)': { meaning: 'The timers of Go before 1.14.', cause: IDLE },
    'GOMAXPROCS updater (idle)': {
      meaning: "Adapts GOMAXPROCS to the container's limit.",
      cause: IDLE,
    },
    'trace reader (blocked)': { meaning: 'Waits for events of an execution trace.', cause: IDLE },
    'trace goroutine status': { meaning: 'Writes states into an execution trace.', cause: MOMENT },
    'trace proc status': { meaning: 'Writes states into an execution trace.', cause: MOMENT },
    'page trace flush': { meaning: 'Writes a trace of memory pages.', cause: MOMENT },
    'stopping the world': {
      meaning: 'Waits until all other goroutines stand still.',
      cause:
        'Collections, dumps and GOMAXPROCS changes do. For long: a loop that cannot be stopped.',
    },
    'flushing proc caches': { meaning: 'Empties the caches of all processors.', cause: MOMENT },
    'dumping heap': {
      meaning: 'In debug.WriteHeapDump.',
      cause: 'The whole program waits for it.',
    },
    'debug call': { meaning: 'Runs a function for a debugger.', cause: 'A debugger is attached.' },
    [RUNS]: {
      meaning: 'In none of the calls that wait: it runs, or is ready to.',
      cause: 'Which of the two only a dump says (debug=2).',
    },
    [IN_RUNTIME]: {
      meaning: 'In functions of the runtime that this form of the profile does not name.',
      cause:
        'Mostly it waits: for a channel, in a select. A dump (debug=2) or the binary form (without debug=1) says for what.',
    },
    '???': { meaning: 'A state that the runtime has no name for.', cause: MOMENT },
  } satisfies Record<string, StateMeaning>),
)

/** What the state means; null for one that is not known (of a newer Go). */
export function stateMeaning(state: string): StateMeaning | null {
  return MEANINGS.get(state) ?? null
}
