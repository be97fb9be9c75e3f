/** A failed request to a service; the message says what happened, without its address. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
}

/** Host names with several addresses fail with an error for each. */
export function upstreamError(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  const first = error instanceof AggregateError ? error.errors[0] : error
  return new UpstreamError(first instanceof Error ? first.message : String(first))
}
