/** Why a source gives no bytes: `message` says what happened to what, `hint` what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError'

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
  }
}
