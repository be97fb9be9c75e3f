/** A rejected request: the status code and a sentence. */
export class HttpError extends Error {
  override readonly name = 'HttpError'

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** @throws HttpError with the status 404 */
export function notFound(): never {
  throw new HttpError(404, 'There is no such file.')
}
