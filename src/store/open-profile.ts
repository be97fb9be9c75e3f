import type { MemoryStats } from '../engine/profile/profile.ts'
import type { LiveOrigin } from '../sources/service.ts'
import type { OpenAnswer, ProfileId } from '../worker/protocol.ts'

/** The resources of a process at a point in time, as far as the service reports them. */
export interface ProcessMoment {
  readonly memory: MemoryStats | null
  /** The number of goroutines; null if not known. */
  readonly goroutines: number | null
}

/** Identifies an open profile for the lifetime of the page, even after a crash of the worker. */
export type SessionKey = number

/** Where a profile comes from. `part` is its number in a file of several, from 1. */
export type Source =
  | { readonly kind: 'file'; readonly blob: Blob; readonly part?: number }
  /** `url` as in the link: it may be relative to the page, and ends in the part (`#2`). */
  | { readonly kind: 'url'; readonly url: string; readonly host: string; readonly part?: number }
  /** A profile of a running service; `url` requests a new one of the same kind. */
  | {
      readonly kind: 'live'
      readonly url: string
      readonly host: string
      readonly blob: Blob
      readonly part?: number
      readonly from: LiveOrigin
      /** Where the companion serves the source files of the profile; "" if it does not. */
      readonly sourceTextServer: string
      /** The resources of its process at that time, if it was watched. */
      readonly process?: ProcessMoment
    }

export interface OpenProfile {
  readonly key: SessionKey
  /** The worker's id; null after a crash, until it is opened again. */
  readonly id: ProfileId | null
  /** File name. */
  readonly name: string
  readonly source: Source
  /** The original bytes, for saving them. */
  readonly original: Blob
  readonly answer: OpenAnswer
  /** Whether the decoder's warnings were dismissed. */
  readonly warningsRead: boolean
}

/** A profile in a comparison, multiplied by `scale`. */
export interface Scaled {
  readonly key: SessionKey
  readonly scale: number
}

/** A comparison: the sum of some profiles with the sum of others. */
export interface Comparison {
  /** Unique among the keys of profiles: views store their state under it. */
  readonly key: SessionKey
  readonly sources: readonly Scaled[]
  readonly bases: readonly Scaled[]
}

/** The profiles of a comparison, sources first. */
export function keysOf({ sources, bases }: Comparison): readonly SessionKey[] {
  return [...sources, ...bases].map(({ key }) => key)
}

/** The address of the profile, as in a link; "" for a file. */
export function urlOf({ source }: Pick<OpenProfile, 'source'>): string {
  return source.kind === 'url' ? source.url : ''
}
