import type { Take } from '../../sources/service-address.ts'
import { serviceProfileKind } from '../../sources/service-kinds.ts'

/** What the user is about to record, fields as typed. */
export interface Wish {
  readonly profile: string
  /** As it is now, or what comes from now on, over some seconds. */
  readonly since: 'now' | 'from-now'
  readonly seconds: string
  readonly dump: boolean
  readonly gc: boolean
  /** Seconds from one to the next. */
  readonly every: string
}

/** An hour: no service records for longer. */
const LONGEST = 3600
const USUAL_DELTA = 10
const USUAL_EVERY = 10

export function wishFor(profile: string): Wish {
  const { records } = serviceProfileKind(profile)
  return {
    profile,
    since: 'now',
    seconds: String(records || USUAL_DELTA),
    // States and waits are what goroutines are taken for.
    dump: profile === 'goroutine',
    gc: false,
    every: String(Math.max(records, USUAL_EVERY)),
  }
}

/** Whole seconds, from one to an hour. */
export function isSeconds(text: string): boolean {
  return /^\s*\d{1,4}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST
}

/** @returns null while its seconds are none */
export function wishedTake({ profile, since, seconds, dump, gc }: Wish): Take | null {
  const records = serviceProfileKind(profile).records > 0
  const over = records || since === 'from-now'
  if (over && !isSeconds(seconds)) return null
  // A service counts what comes from its profiles, never from texts.
  return { profile, seconds: over ? Number(seconds) : 0, dump: dump && !over, gc: gc && !over }
}
