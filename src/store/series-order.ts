import { createStore } from 'zustand/vanilla'
import { addressesIn, asLinked, isAt } from './addresses.ts'
import { fieldOf, textField, withFieldValue } from './fields.ts'
import { changeView } from './navigation.ts'
import { type OpenProfile, type SessionKey, urlOf } from './open-profile.ts'
import type { View } from './view.ts'

// The order that a person has given to snapshots: in the link where all of them have addresses, for
// as long as the page lives where one does not.

/** Addresses of the snapshots in their order, parted by spaces. */
export const ORDER = textField('gorder')

/** The order of snapshots without addresses; null while they are in their own, or the link has it. */
export const orderStore = createStore<{ readonly order: readonly SessionKey[] | null }>()(() => ({
  order: null,
}))

/** @param snapshots in the order that is given to them; null for their own */
export function orderSeries(snapshots: readonly OpenProfile[] | null): void {
  const urls = snapshots?.map((profile) => asLinked(urlOf(profile))) ?? []
  const isLinked = urls.every((url) => url !== '')
  orderStore.setState({ order: isLinked ? null : (snapshots?.map(({ key }) => key) ?? null) })
  changeView((view) => withFieldValue(view, ORDER, isLinked ? urls.join(' ') : ''))
}

export function linkedSnapshots(view: Pick<View, 'fields'>): readonly string[] {
  return addressesIn(fieldOf(view, ORDER))
}

/** The view without an address that is not to be opened again. */
export function withoutSnapshot(view: View, profile: OpenProfile): View {
  const others = linkedSnapshots(view).filter((url) => !isAt(profile, url))
  return withFieldValue(view, ORDER, others.join(' '))
}

/** The order that a link gives to profiles that are open; null where it gives none. */
export function linkedOrder(
  addresses: readonly string[],
  profiles: readonly OpenProfile[],
): readonly SessionKey[] | null {
  const byAddress = new Map(profiles.map((profile) => [asLinked(urlOf(profile)), profile.key]))
  const keys = addresses.flatMap((url) => byAddress.get(asLinked(url)) ?? [])
  return keys.length > 0 ? [...new Set(keys)] : null
}

/**
 * The order that snapshots are given to be in; null for their own.
 * @param kept as the page keeps it: it may be that of other snapshots
 * @param addresses as the link has them
 */
export function orderOf(
  kept: readonly SessionKey[] | null,
  addresses: readonly string[],
  snapshots: readonly OpenProfile[],
): readonly SessionKey[] | null {
  const known = new Set(kept)
  return snapshots.some(({ key }) => known.has(key)) ? kept : linkedOrder(addresses, snapshots)
}
