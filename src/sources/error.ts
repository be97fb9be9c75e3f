/** A failure to get a profile: `message` says what happened, `hint` what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError'

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
  }
}
