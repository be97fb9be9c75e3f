import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { SeriesOf } from '../engine/session/series.ts'
import type { ProfileId } from '../worker/protocol.ts'
import { useOpened, useOptions, useSession } from './hooks.ts'
import type { OpenProfile, SessionKey } from './session.ts'

/** The open profiles that are of one kind with the one on screen: snapshots of one program. */
export interface OpenSeries {
  readonly members: readonly OpenProfile[]
  /** Which of them is on screen; -1 if none is. */
  readonly shown: number
  /** What a question about all of them begins with. */
  readonly of: SeriesOf & { readonly profiles: readonly ProfileId[] }
}

/** The order that a person has given; null while the snapshots are in their own. */
const orderStore = createStore<{ readonly order: readonly SessionKey[] | null }>()(() => ({
  order: null,
}))

export function orderSeries(order: readonly SessionKey[] | null): void {
  orderStore.setState({ order })
}

/** Two profiles are of one kind if they count the same. */
export function isOfKind(one: OpenProfile, other: OpenProfile): boolean {
  const kind = ({ answer }: OpenProfile): string =>
    answer.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join()
  return kind(one) === kind(other)
}

/** Members in the order given; those that it does not know, opened since, come last. */
export function membersInOrder(
  members: readonly OpenProfile[],
  order: readonly SessionKey[] | null,
): readonly OpenProfile[] {
  if (!order) return members
  const place = ({ key }: OpenProfile): number => {
    const at = order.indexOf(key)
    return at < 0 ? order.length : at
  }
  return [...members].sort((a, b) => place(a) - place(b))
}

/** @returns null while no profile is on screen */
export function useOpenSeries(): OpenSeries | null {
  const shown = useOpened()
  const profiles = useSession((session) => session.profiles)
  const order = useStore(orderStore, (state) => state.order)
  const options = useOptions()
  return useMemo(() => {
    if (!shown) return null
    const alike = profiles.filter((profile) => profile.id !== null && isOfKind(profile, shown))
    const members = membersInOrder(alike, order)
    return {
      members,
      shown: members.findIndex(({ key }) => key === shown.key),
      of: {
        options,
        profiles: members.flatMap(({ id }) => id ?? []),
        names: members.map(({ name }) => name),
        given: order !== null,
      },
    }
  }, [shown, profiles, order, options])
}
