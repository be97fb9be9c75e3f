/** A phase of work that a user waits for. */
export type Phase = 'read' | 'inflate' | 'decode' | 'stacks' | 'aggregate'

/**
 * Called now and then by long work with its progress, in units of the phase (bytes, samples,
 * nodes). Throws CancelledError when the user has cancelled; while it is awaited, other messages
 * are handled.
 */
export type Checkpoint = (phase: Phase, done: number, total: number) => Promise<void>

/** For callers that show no progress and never cancel. */
export const noCheckpoint: Checkpoint = async () => {}
