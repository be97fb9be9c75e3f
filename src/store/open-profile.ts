import type { MemoryStats } from '../engine/profile/profile.ts'
import type { LiveOrigin } from '../sources/service.ts'
import type { OpenAnswer, ProfileId } from '../worker/protocol.ts'

/** What a process used at a moment, as far as the service has said. */
export interface ProcessMoment {
  readonly memory: MemoryStats | null
  /** How many there were; null: not known. */
  readonly goroutines: number | null
}

/** Names an open profile for as long as the page lives, also across a crash of the worker. */
export type SessionKey = number

/** `part`: which of several profiles in the file, from 1. */
export type Source =
  | { readonly kind: 'file'; readonly blob: Blob; readonly part?: number }
  /** `url` as the link has it, which may be relative to the page and ends in the part (`#2`). */
  | { readonly kind: 'url'; readonly url: string; readonly host: string; readonly part?: number }
  /** What a service was doing at a moment; `url` asks for the same of now. */
  | {
      readonly kind: 'live'
      readonly url: string
      readonly host: string
      readonly blob: Blob
      readonly part?: number
      readonly from: LiveOrigin
      /** Where the companion gives the source files that it names; "" for nowhere. */
      readonly sourceTextServer: string
      /** What its process used at that moment, where it was watched. */
      readonly process?: ProcessMoment
    }

export interface OpenProfile {
  readonly key: SessionKey
  /** The worker's number for it; null after a crash: it has to be opened again. */
  readonly id: ProfileId | null
  /** File name. */
  readonly name: string
  readonly source: Source
  /** The bytes as they came, for saving them again. */
  readonly original: Blob
  readonly answer: OpenAnswer
  /** Warnings of the decoder were read and dismissed. */
  readonly warningsRead: boolean
}

/** A profile as a comparison takes it: times `scale`. */
export interface Scaled {
  readonly key: SessionKey
  readonly scale: number
}

/** Profiles against others: what they add up to, and what the others add up to. */
export interface Comparison {
  /** Its own among the keys of profiles: views keep by it what they know of what they show. */
  readonly key: SessionKey
  readonly sources: readonly Scaled[]
  readonly bases: readonly Scaled[]
}

/** The profiles of a comparison, sources first. */
export function keysOf({ sources, bases }: Comparison): readonly SessionKey[] {
  return [...sources, ...bases].map(({ key }) => key)
}

/** The address that it came from, as a link has it; "" for a file. */
export function urlOf({ source }: Pick<OpenProfile, 'source'>): string {
  return source.kind === 'url' ? source.url : ''
}
