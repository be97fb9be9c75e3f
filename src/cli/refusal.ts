/** Why a request is rejected: the status and a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export function notFound(): never {
  throw new Refusal(404, 'There is no such file.')
}
