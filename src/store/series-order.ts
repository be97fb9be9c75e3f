import { createStore } from 'zustand/vanilla'
import { addressesIn, asLinked, isAt } from './addresses.ts'
import { fieldOf, textField, withFieldValue } from './fields.ts'
import { changeView } from './navigation.ts'
import { type OpenProfile, type SessionKey, urlOf } from './open-profile.ts'
import type { View } from './view.ts'

// The order of snapshots that the user has chosen: in the link if all of them have addresses,
// otherwise for the lifetime of the page.

/** The addresses of the snapshots in order, separated by spaces. */
export const ORDER = textField('gorder')

/** The order of snapshots without addresses; null if it is the default, or in the link. */
export const orderStore = createStore<{ readonly order: readonly SessionKey[] | null }>()(() => ({
  order: null,
}))

/**
 * Sets the order of the snapshots.
 * @param snapshots in their new order; null for the default
 */
export function orderSeries(snapshots: readonly OpenProfile[] | null): void {
  const urls = snapshots?.map((profile) => asLinked(urlOf(profile))) ?? []
  const isLinked = urls.every((url) => url !== '')
  orderStore.setState({ order: isLinked ? null : (snapshots?.map(({ key }) => key) ?? null) })
  changeView((view) => withFieldValue(view, ORDER, isLinked ? urls.join(' ') : ''))
}

/** The addresses of the ordered snapshots in a link; empty if it has no order. */
export function linkedSnapshots(view: Pick<View, 'fields'>): readonly string[] {
  return addressesIn(fieldOf(view, ORDER))
}

/** The view without the address of a snapshot, so that it is not opened again. */
export function withoutSnapshot(view: View, profile: OpenProfile): View {
  const others = linkedSnapshots(view).filter((url) => !isAt(profile, url))
  return withFieldValue(view, ORDER, others.join(' '))
}

/** The order of open profiles in a link; null if it has none. */
export function linkedOrder(
  addresses: readonly string[],
  profiles: readonly OpenProfile[],
): readonly SessionKey[] | null {
  const byAddress = new Map(profiles.map((profile) => [asLinked(urlOf(profile)), profile.key]))
  const keys = addresses.flatMap((url) => byAddress.get(asLinked(url)) ?? [])
  return keys.length > 0 ? [...new Set(keys)] : null
}

/**
 * The chosen order of snapshots; null for the default.
 * @param kept the order that the page keeps; it may be of other snapshots
 * @param addresses as in the link
 */
export function orderOf(
  kept: readonly SessionKey[] | null,
  addresses: readonly string[],
  snapshots: readonly OpenProfile[],
): readonly SessionKey[] | null {
  const known = new Set(kept)
  return snapshots.some(({ key }) => known.has(key)) ? kept : linkedOrder(addresses, snapshots)
}
