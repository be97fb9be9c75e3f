import type { TopOrder } from '../../session/frame-totals.ts'
import { type FrameGroups, groupOrder } from './groups.ts'

/** Which rows the table has. */
export interface TopLayout {
  /** Of a frame its place in the order; of a group -1 less its index in `groups`. */
  readonly rows: Int32Array
  readonly groups: readonly ShownGroup[]
}

export interface ShownGroup {
  readonly group: number
  /** Frames that are shown when it is open. */
  readonly frames: number
  readonly open: boolean
  /** Some frame in it matches the search. */
  readonly match: boolean
  /** Flat values added up down to it; undefined where the order gives them no meaning. */
  readonly running: number | undefined
}

/** @param only places of the frames to show; null for all */
export function plainLayout({ keys }: TopOrder, only: Int32Array | null): TopLayout {
  return { rows: only ?? Int32Array.from(keys, (_, place) => place), groups: [] }
}

interface GroupingOptions {
  readonly reverse: boolean
  readonly dropNegative: boolean
  /** Names of the groups whose frames are shown. */
  readonly open: ReadonlySet<string>
  /** Places of the frames that match the search, and whether only these are shown. */
  readonly matching: Int32Array
  readonly onlyMatches: boolean
}

/** Groups in order, the frames of those that are open below them in theirs. */
export function groupedLayout(
  order: TopOrder,
  frameGroups: FrameGroups,
  { reverse, dropNegative, open, matching, onlyMatches }: GroupingOptions,
): TopLayout {
  const { names, ofFrame } = frameGroups
  const { groups: ordered, running } = groupOrder(frameGroups, order.column, reverse, dropNegative)
  const groupAt = (place: number): number => ofFrame[order.keys[place]!]!
  const places = onlyMatches ? matching : Int32Array.from(order.keys, (_, place) => place)
  const matches = new Uint8Array(names.length)
  for (const place of matching) matches[groupAt(place)] = 1
  // The places of each group, group after group: counted, then filled in.
  const first = new Uint32Array(names.length + 1)
  for (const place of places) first[groupAt(place) + 1]!++
  for (let group = 0; group < names.length; group++) first[group + 1]! += first[group]!
  const next = first.slice()
  const members = new Int32Array(places.length)
  for (const place of places) members[next[groupAt(place)]!++] = place

  const rows = new Int32Array(places.length + ordered.length)
  const groups: ShownGroup[] = []
  let count = 0
  ordered.forEach((group, i) => {
    const from = first[group]!
    const to = first[group + 1]!
    if (from === to) return
    const isOpen = open.has(names[group]!)
    rows[count++] = -1 - groups.length
    groups.push({
      group,
      frames: to - from,
      open: isOpen,
      match: matches[group] === 1,
      running: running.length > 0 ? running[i] : undefined,
    })
    if (!isOpen) return
    rows.set(members.subarray(from, to), count)
    count += to - from
  })
  return { rows: rows.subarray(0, count), groups }
}
