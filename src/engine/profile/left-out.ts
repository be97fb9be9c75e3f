/**
 * The name of a function of Go's runtime that a text form leaves out (`?debug=1` names neither
 * what allocates nor what parks a goroutine). pprof's rules on `runtime\..*` take it as one.
 */
export const RUNTIME_LEFT_OUT = 'runtime.[left out]'
