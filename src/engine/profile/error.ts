/** What a decoder found instead of a profile. */
export type ProfileErrorKind =
  /** No bytes at all. */
  | 'empty'
  /** The compressed data ends too early, or its check sum does not fit. */
  | 'truncated'
  /** A profile by its form, but inconsistent. */
  | 'malformed'
  /** A known format that is not a profile. */
  | 'not-a-profile'
  /** An unknown format. */
  | 'unrecognized'
  /** It is larger than the limit. */
  | 'too-large'
  /** The file holds several profiles, where one was requested. */
  | 'several'
  /** Profiles that were to be combined have nothing in common. */
  | 'incompatible'
  /** It could not be read at all (a folder, a file that vanished, a network error). */
  | 'unreadable'

/**
 * Says why bytes are no profile. `message` tells what is wrong, `hint` what was expected or what
 * to do, each a sentence for the user; `offset` is the byte of the inflated data, where known.
 */
export class ProfileError extends Error {
  override readonly name = 'ProfileError'

  constructor(
    readonly kind: ProfileErrorKind,
    message: string,
    readonly hint: string,
    readonly offset?: number,
    /** Profiles that the bytes link to, relative to where they come from. */
    readonly links?: readonly string[],
  ) {
    super(message)
  }
}

/** @param reason as pprof words it, without a full stop */
export function incompatible(reason: string): ProfileError {
  return new ProfileError(
    'incompatible',
    `The profiles cannot be combined: ${reason}.`,
    'Add up or compare profiles of one kind, such as two CPU profiles or two heap profiles.',
  )
}

/** The user has cancelled the work. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
  constructor() {
    super('cancelled')
  }
}
