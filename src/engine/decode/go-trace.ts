import { TRACE_PROFILES, type TraceProfile, traceProfile } from '../trace/profiles.ts'
import { readTrace, traceVersion } from '../trace/read.ts'
import type { Format } from './format.ts'

/** What each profile of a trace says. */
const NAMES: Readonly<Record<TraceProfile, string>> = {
  net: 'net: waiting for the network',
  sync: 'sync: waiting for other goroutines',
  syscall: 'syscall: in system calls',
  sched: 'sched: ready, waiting to be run',
  cpu: 'cpu: CPU samples',
}

/**
 * An execution trace of Go: the four profiles that `go tool trace` makes of it, in the order of
 * TRACE_PROFILES, and that of its CPU samples if it has some.
 */
export const goTrace: Format = {
  name: 'execution trace of Go',
  recognizes: (bytes) => traceVersion(bytes) !== null,
  async decode(bytes, checkpoint) {
    const trace = await readTrace(bytes, checkpoint)
    return TRACE_PROFILES.map((which) => ({
      name: NAMES[which],
      profile: traceProfile(trace, which),
    })).filter(({ profile }, i) => TRACE_PROFILES[i] !== 'cpu' || profile.samples.count > 0)
  },
}
