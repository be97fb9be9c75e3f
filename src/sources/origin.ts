import type { MemoryStats } from '../engine/profile/profile.ts'
import type { LiveOrigin } from './service.ts'

/** The resources of a process at a point in time, as far as the service reports them. */
export interface ProcessMoment {
  readonly memory: MemoryStats | null
  /** The number of goroutines; null if not known. */
  readonly goroutines: number | null
}

/** A file of the user. */
export interface FromFile {
  readonly kind: 'file'
}

/** `url` as in the link: it may be relative to the page, and ends in the part (`#2`). */
export interface FromUrl {
  readonly kind: 'url'
  readonly url: string
  readonly host: string
}

/** A profile of a running service; `url` requests a new one of the same kind. */
export interface FromService {
  readonly kind: 'live'
  readonly url: string
  readonly host: string
  readonly from: LiveOrigin
  /** Where the companion serves the source files of the profile; "" if it does not. */
  readonly sourceTextServer: string
  /** The resources of its process at that time, if it was watched. */
  readonly process?: ProcessMoment
}

/** Where a profile comes from, without its bytes. */
export type Origin = FromFile | FromUrl | FromService
