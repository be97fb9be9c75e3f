import { ProfileBuilder } from '../profile/builder.ts'
import type { Profile } from '../profile/profile.ts'
import { EventKind, GoState, type TraceEvents } from './events.ts'
import type { Trace } from './read.ts'
import type { TraceGoroutines } from './scheduler.ts'

/** Profiles that a trace holds, by the name that `go tool trace -pprof` has for each. */
export type TraceProfile = 'net' | 'sync' | 'syscall' | 'sched' | 'cpu'

export const TRACE_PROFILES: readonly TraceProfile[] = ['net', 'sync', 'syscall', 'sched', 'cpu']

/** What a profile counts: the state in which goroutines lose time, and why they are in it. */
interface Waits {
  readonly state: number
  readonly counts: (reason: string) => boolean
}

const WAITS: Readonly<Record<Exclude<TraceProfile, 'cpu'>, Waits>> = {
  net: { state: GoState.waiting, counts: (reason) => reason === 'network' },
  sync: { state: GoState.waiting, counts: (reason) => /chan|sync|select/.test(reason) },
  syscall: { state: GoState.syscall, counts: () => true },
  sched: { state: GoState.runnable, counts: () => true },
}

/**
 * A profile of a trace: how often and for how long goroutines waited for the network, for each other,
 * in system calls, or to be scheduled, by where that began; or its CPU samples. (Rule:
 * cmd/trace/pprof.go of Go.)
 */
export function traceProfile(trace: Trace, which: TraceProfile): Profile {
  const header = {
    timeNanos: trace.wallNanos,
    durationNanos: BigInt(Math.round(trace.duration)),
    periodType: { type: 'trace', unit: 'count' },
    period: 1n,
  }
  if (which === 'cpu') {
    const types = [{ type: 'samples', unit: 'count' }]
    return built(trace, new ProfileBuilder(types, header), sampled(trace.events))
  }
  const types = [
    { type: 'contentions', unit: 'count' },
    { type: 'delay', unit: 'nanoseconds' },
  ]
  const { texts } = trace.tables
  return built(trace, new ProfileBuilder(types, header), waited(trace, WAITS[which], texts))
}

/** Values by stack, in the order in which the stacks first appear. */
type Sums = ReadonlyMap<number, readonly number[]>

function waited(
  { events, goroutines }: Trace,
  { state, counts }: Waits,
  texts: readonly string[],
): Sums {
  const sums = new Map<number, [number, number]>()
  const counted = texts.map(counts)
  // By goroutine: the event with which it began to wait, and one more; 0 if it does not.
  const since = new Int32Array(goroutines.count)
  for (let row = 0; row < events.count; row++) {
    if (events.kind[row] !== EventKind.goroutine) continue
    const goroutine = events.subject[row]!
    const isIn = (events.state[row]! & 15) === state
    const begin = since[goroutine]! - 1
    if (begin < 0) {
      if (isIn && counted[events.text[row]!]) since[goroutine] = row + 1
      continue
    }
    if (isIn) continue
    since[goroutine] = 0
    const time = overlap(events, goroutines, goroutine, begin, row)
    if (time <= 0) continue
    const stack = events.stack[begin]!
    const sum = sums.get(stack)
    if (sum) {
      sum[0]++
      sum[1] += time
    } else sums.set(stack, [1, time])
  }
  return sums
}

/** Nanoseconds between two events, less those before the goroutine first ran and after its end. */
function overlap(
  { time, count }: TraceEvents,
  { firstRun, end }: TraceGoroutines,
  goroutine: number,
  from: number,
  to: number,
): number {
  const last = Math.min(end[goroutine]!, time[count - 1]!)
  return Math.min(time[to]!, last) - Math.max(time[from]!, firstRun[goroutine]!)
}

function sampled(events: TraceEvents): Sums {
  const sums = new Map<number, [number]>()
  for (let row = 0; row < events.count; row++) {
    if (events.kind[row] !== EventKind.sample) continue
    const sum = sums.get(events.stack[row]!)
    if (sum) sum[0]++
    else sums.set(events.stack[row]!, [1])
  }
  return sums
}

function built({ tables, warnings }: Trace, builder: ProfileBuilder, sums: Sums): Profile {
  const { frames, stacks, texts } = tables
  const locations = new Map<number, number>()
  const locationOf = (frame: number): number => {
    let location = locations.get(frame)
    if (location === undefined) {
      const { pc, function: name, file, line } = frames[frame]!
      const called = builder.addFunction({ name: texts[name]!, file: texts[file]! })
      location = builder.addLocation({ address: BigInt(pc), lines: [{ function: called, line }] })
      locations.set(frame, location)
    }
    return location
  }
  for (const [stack, values] of sums) {
    const path: number[] = []
    for (let at = stack; at > 0; at = stacks.parent[at]!)
      path.push(locationOf(stacks.location[at]!))
    builder.addSample(path, values)
  }
  for (const warning of warnings) builder.warn(warning)
  return builder.build()
}
