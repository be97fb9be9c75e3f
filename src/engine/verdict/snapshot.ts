import type { Profile } from '../profile/profile.ts'

/** A snapshot: one profile of a series. */
export interface Snapshot {
  /** Its name: `heap.1.pb.gz`, `log.txt#2`. */
  readonly name: string
  /** When its file was written, or when it was fetched: milliseconds since 1970; 0 if not known. */
  readonly taken: number
  readonly profile: Profile
}
