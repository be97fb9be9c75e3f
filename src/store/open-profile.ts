import type { FromFile, FromService, FromUrl } from '../sources/origin.ts'
import type { OpenAnswer, ProfileId } from '../worker/protocol.ts'

/** Identifies an open profile for the lifetime of the page, even after a crash of the worker. */
export type SessionKey = number

/** Where a profile comes from. `part` is its number in a file of several, from 1. */
export type Source =
  | (FromFile & { readonly blob: Blob; readonly part?: number })
  | (FromUrl & { readonly part?: number })
  | (FromService & { readonly blob: Blob; readonly part?: number })

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
