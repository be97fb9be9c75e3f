import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { SeriesOf } from '../engine/questions/series/answers.ts'
import { byProgram, programName } from '../engine/series/program.ts'
import type { ProfileId, SeriesQueryOf } from '../worker/protocol.ts'
import { addressesIn } from './addresses.ts'
import { type Answered, useAnswer } from './answers.ts'
import { useOpened, useOptions, useSession } from './hooks.ts'
import type { OpenProfile, SessionKey } from './open-profile.ts'
import { ORDER, orderOf, orderStore } from './series-order.ts'
import { useField } from './use-field.ts'
import type { Opened } from './view-descriptor.ts'

/** The series on screen: all open profiles of the same kind and program. */
export interface OpenSeries {
  readonly members: readonly OpenProfile[]
  /** The index of the one on screen; -1 if none is. */
  readonly shown: number
  /** The number of open profiles that were left out: a series consists of the latest ones. */
  readonly leftOut: number
  /** The common fields of questions about the series. */
  readonly of: SeriesOf & { readonly profiles: readonly ProfileId[] }
}

/** The greatest number of snapshots: tables grow with them, and more could not be shown at once. */
const MOST_MEMBERS = 200

/** The input for views to decide whether they suit the profile. */
export function openedOf(profile: OpenProfile, profiles: readonly OpenProfile[]): Opened {
  return { profile, alike: alikeTo(profile, profiles).alike.length }
}

/** Groups profiles by kind and program, keeping their order. */
export function byKind(profiles: readonly OpenProfile[]): (readonly OpenProfile[])[] {
  return byProgram(profiles, ({ answer }) => answer.program).map(({ members }) => members)
}

/** A series that can be chosen, identified by one of its profiles. */
export interface SeriesChoice {
  /** Its newest profile; for the series on screen, the profile on screen. */
  readonly key: SessionKey
  /** `server: goroutine, 4 snapshots` */
  readonly text: string
}

/** All open series, if there is more than one. */
export function seriesChoices(
  profiles: readonly OpenProfile[],
  shown: OpenProfile | null,
): readonly SeriesChoice[] {
  const all = byKind(profiles.filter(({ id }) => id !== null)).filter(
    (members) => members.length > 1 || members.includes(shown!),
  )
  if (all.length < 2) return []
  return all.map((members) => {
    const [first] = members as [OpenProfile]
    const key = (shown && members.includes(shown) ? shown : members.at(-1)!).key
    const { program, sampleTypes, defaultSampleType } = first.answer
    const types = sampleTypes[defaultSampleType]?.type ?? ''
    const kind = /^(mutex|block)$/.test(program.kind) ? program.kind : types
    return {
      key,
      text: `${programName(program)}: ${kind}, ${members.length} ${members.length === 1 ? 'snapshot' : 'snapshots'}`,
    }
  })
}

/** The latest profiles of the same kind that the worker holds. */
export function alikeTo(
  shown: OpenProfile,
  profiles: readonly OpenProfile[],
): { readonly alike: readonly OpenProfile[]; readonly leftOut: number } {
  const held = profiles.filter(({ id }) => id !== null)
  const all = byKind(held).find((members) => members.some(({ key }) => key === shown.key)) ?? []
  const alike = all.slice(-MOST_MEMBERS)
  return { alike, leftOut: all.length - alike.length }
}

/** The members in the given order; those that it does not contain, opened later, come last. */
export function membersInOrder(
  members: readonly OpenProfile[],
  order: readonly SessionKey[] | null,
): readonly OpenProfile[] {
  if (!order) return members
  const places = new Map(order.map((key, at) => [key, at]))
  const place = ({ key }: OpenProfile): number => places.get(key) ?? order.length
  return [...members].sort((a, b) => place(a) - place(b))
}

/**
 * The series on screen.
 * @returns null if no profile is on screen
 */
export function useOpenSeries(): OpenSeries | null {
  const shown = useOpened()
  const profiles = useSession((session) => session.profiles)
  const [linked] = useField(ORDER)
  const kept = useStore(orderStore, (state) => state.order)
  const options = useOptions()
  return useMemo(() => {
    if (!shown) return null
    const { alike, leftOut } = alikeTo(shown, profiles)
    const order = orderOf(kept, addressesIn(linked), alike)
    const members = membersInOrder(alike, order)
    return {
      members,
      shown: members.findIndex(({ key }) => key === shown.key),
      leftOut,
      of: {
        options,
        profiles: members.flatMap(({ id }) => id ?? []),
        names: members.map(({ name }) => name),
        given: order !== null,
      },
    }
  }, [shown, profiles, kept, linked, options])
}

/** The series to choose from; empty if there is only one. */
export function useSeriesChoices(): readonly SeriesChoice[] {
  const shown = useOpened()
  const profiles = useSession((session) => session.profiles)
  return useMemo(() => seriesChoices(profiles, shown), [profiles, shown])
}

/** The course of a function over the snapshots; no request if there are none. */
export function useSeriesFrame(name: string): Answered<SeriesQueryOf<'series-frame'>> {
  const open = useOpenSeries()
  const asks = open !== null && open.members.length > 1 && name !== ''
  return useAnswer<SeriesQueryOf<'series-frame'>>(
    asks ? { type: 'series-frame', ...open.of, name } : null,
    'series-frame',
  )
}
