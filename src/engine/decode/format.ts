import type { Profile } from '../profile/profile.ts'
import type { Checkpoint } from '../progress.ts'

/** A profile of a file that may hold several. */
export interface NamedProfile {
  /** What tells it from the others of its file; "" where it is the only one. */
  readonly name: string
  readonly profile: Profile
}

/** A kind of file that holds profiles, known by its content. */
export interface Format {
  /** As docs/formats.md calls it. */
  readonly name: string
  /** Whether `go tool pprof` reads it, too. */
  readonly pprofReads?: true
  /** Whether the bytes may be of this format; cheap, as it is asked of every file. */
  recognizes(bytes: Uint8Array): boolean
  /**
   * @returns one profile or several; null if the bytes are of another format after all
   * @throws ProfileError if they are of this format, and broken: later formats are still tried
   */
  decode(bytes: Uint8Array, checkpoint: Checkpoint): Promise<readonly NamedProfile[] | null>
}

/** What a format of one profile returns. */
export function only(profile: Profile): readonly NamedProfile[] {
  return [{ name: '', profile }]
}
