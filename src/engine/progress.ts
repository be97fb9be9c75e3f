/** A stretch of work that a user waits for. */
export type Phase = 'read' | 'inflate' | 'decode' | 'stacks' | 'aggregate'

/**
 * Told now and then by long work how far it is, in units of the phase (bytes, samples, nodes).
 * It throws CancelledError when the user has cancelled; awaiting it lets other messages in.
 */
export type Checkpoint = (phase: Phase, done: number, total: number) => Promise<void>

/** For callers that show no progress and never cancel. */
export const noCheckpoint: Checkpoint = async () => {}
