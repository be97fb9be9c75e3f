import type { FrameKind } from '../../goroutines/frame-kind.ts'
import { type GoroutineGroups, goroutineGroups } from '../../goroutines/groups.ts'
import { type GoroutineList, type GoroutineOrder, goroutineList } from '../../goroutines/list.ts'
import {
  type Counted,
  type GroupRow,
  groupRows,
  type StateCount,
  stateCounts,
} from '../../goroutines/rows.ts'
import { type StackFrame, stacksWith } from '../../goroutines/stack-frames.ts'
import type { StackIndex } from '../../profile/ids.ts'
import type { Profile } from '../../profile/profile.ts'
import { percentage } from '../../profile/units.ts'
import type { Options } from '../../select/options.ts'
import { counts } from '../../select/weights.ts'
import type { FrameText, Search } from '../../session/answers.ts'
import { matcher } from '../../session/search.ts'
import type { EngineSession } from '../../session/session.ts'
import { everyViewFilters, type LabelFilters, stateFilter } from './filters.ts'
import { frameOfRow } from './frame-of-row.ts'

/** Frames of a stack that are shown in one line. */
const IN_LINE = 12

/** Which goroutines are listed, and how. */
export interface GoroutineListRequest {
  readonly options: Options
  /** States to keep; none: all. */
  readonly states: readonly string[]
  /** Minutes that a goroutine has waited at least. */
  readonly minWait: number
  readonly search: Search
  readonly onlyMatches: boolean
}

/** A window of the groups of goroutines with equal stacks. */
export interface GoroutinesRequest extends GoroutineListRequest {
  readonly by: GoroutineOrder['by']
  readonly reverse: boolean
  readonly from: number
  readonly to: number
}

export interface GoroutinesAnswer {
  /** Whether the profile counts goroutines at all; nothing else means anything where not. */
  readonly goroutines: boolean
  readonly rows: readonly GoroutineGroupRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Groups in all. */
  readonly count: number
  /** Goroutines in them, and among those that the page's filters leave. */
  readonly listed: number
  readonly total: number
  /** Of all that the page's filters leave, most frequent first. */
  readonly states: readonly StateCount[]
  /**
   * Filters by which every view shows what is listed; null where that is all or nothing, where
   * pprof's options cannot say it beside those that are set, or where states are no labels.
   */
  readonly everyView: LabelFilters | null
  /** Whether the states were taken from frames, for want of better. */
  readonly inferred: boolean
  readonly waitsKnown: boolean
  /** Groups with a frame that matches the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface GoroutineFrame {
  readonly frame: FrameText
  /** Function's name, whatever the granularity, and where in it: `leak.go:53`, "" if not known. */
  readonly name: string
  readonly place: string
  readonly kind: FrameKind
}

export interface GoroutineGroupRow {
  /** Names the group as long as the profile is open. */
  readonly group: number
  readonly stack: StackIndex
  readonly count: number
  /** Of all that the page's filters leave. */
  readonly percent: string
  readonly states: readonly StateCount[]
  /** Minutes, 0 is less than one; null where the profile does not say. */
  readonly longest: number | null
  readonly median: number | null
  readonly creators: readonly Counted[]
  /** What of the stack to show in one line, and how many frames of libraries lie below and above. */
  readonly shown: readonly GoroutineFrame[]
  readonly folded: number
  readonly more: number
  /** Filter on labels that keeps the group's most frequent state; "" if states are no labels. */
  readonly stateFilter: string
  readonly match: boolean
}

/** A window of the list of goroutine groups, with counts by state. */
export function goroutinesWindow(
  session: EngineSession,
  request: GoroutinesRequest,
): GoroutinesAnswer {
  const groups = groupsOf(session.profile)
  const { matches, error: searchError } = searching(request.search)
  if (!groups) return { ...NO_GOROUTINES, searchError }
  const { list, found } = listOf(session, groups, request, matches)
  const counted = counting(session, request.options)
  const states = stateCounts(groups, counted)
  const total = states.reduce((sum, { count }) => sum + count, 0)
  const count = list.order.length
  const from = Math.max(0, Math.min(request.from, count))
  const isMatch = (group: number): boolean => found?.[groups.stack[group]!] === 1
  return {
    goroutines: true,
    rows: groupRows(list, from, Math.max(from, Math.min(request.to, count))).map((row) =>
      describe(session, request.options, row, {
        total,
        match: isMatch(row.group),
        inferred: groups.inferred,
      }),
    ),
    from,
    count,
    listed: list.total,
    total,
    states,
    everyView: list.total === 0 ? null : everyViewOf(groups, request, states),
    inferred: groups.inferred,
    waitsKnown: groups.waitsKnown,
    matches: found ? list.order.filter(isMatch).length : 0,
    searchError,
  }
}

function everyViewOf(
  groups: GoroutineGroups,
  { options, states, minWait }: GoroutineListRequest,
  left: readonly StateCount[],
): LabelFilters | null {
  if (groups.inferred || (states.length === 0 && minWait <= 0)) return null
  return everyViewFilters({
    ...{ filters: options, states, minWait },
    known: groups.states.filter((name) => name !== ''),
    left: left.map(({ name }) => name),
  })
}

const NO_GOROUTINES: Omit<GoroutinesAnswer, 'searchError'> = {
  goroutines: false,
  rows: [],
  from: 0,
  count: 0,
  listed: 0,
  total: 0,
  states: [],
  everyView: null,
  inferred: false,
  waitsKnown: false,
  matches: 0,
}

/** Groups are made once for each profile; null for one that does not count goroutines. */
const known = new WeakMap<Profile, GoroutineGroups | null>()

/** The goroutine groups of a profile, computed once; null if it does not count goroutines. */
export function groupsOf(profile: Profile): GoroutineGroups | null {
  let groups = known.get(profile)
  if (groups === undefined) {
    groups = goroutineGroups(profile)
    known.set(profile, groups)
  }
  return groups
}

/** The groups that are listed; `found` has a byte per stack, null where nothing is searched for. */
export function listOf(
  session: EngineSession,
  groups: GoroutineGroups,
  request: GoroutineListRequest & Partial<GoroutineOrder>,
  matches = searching(request.search).matches,
): { list: GoroutineList; found: Uint8Array | null } {
  const { options, states, minWait, onlyMatches, by = 'count', reverse = false } = request
  const found = matches && stacksWith(groups.profile, matches)
  const list = goroutineList(
    groups,
    {
      states,
      minWait,
      maxWait: Number.POSITIVE_INFINITY,
      counts: counting(session, options),
      ...(onlyMatches && found && { has: (group) => found[groups.stack[group]!] === 1 }),
    },
    { by, reverse },
  )
  return { list, found }
}

/** Whether the page's filters leave a sample. */
function counting(session: EngineSession, options: Options): (sample: number) => boolean {
  // With frames made of labels the samples are the same, on other stacks.
  const { profile, counted } = session.selection(options)
  const { stack, labelSet } = profile.samples
  return (sample) => counts(counted, stack[sample]!, labelSet[sample]!)
}

function searching(search: Search): {
  matches: ((name: string) => boolean) | null
  error: string
} {
  try {
    return { matches: matcher(search), error: '' }
  } catch (error) {
    return { matches: null, error: (error as Error).message }
  }
}

interface RowParts {
  readonly total: number
  readonly match: boolean
  readonly inferred: boolean
}

function describe(
  session: EngineSession,
  options: Options,
  row: GroupRow,
  { total, match, inferred }: RowParts,
): GoroutineGroupRow {
  const { group, stack, count, states, longest, median, creators, shown, folded, frames } = row
  const [state] = states
  return {
    group,
    stack,
    count,
    percent: percentage(count, total).trim(),
    states,
    longest,
    median,
    creators,
    shown: shown.slice(0, IN_LINE).map((frame) => inWords(session, options, frame)),
    folded: folded.length,
    more: frames.length - folded.length - Math.min(shown.length, IN_LINE),
    stateFilter: inferred || !state ? '' : stateFilter([state.name]),
    match,
  }
}

/** A frame of a goroutine, with its place in words. */
export function inWords(
  session: EngineSession,
  options: Options,
  { row, name, file, line, kind }: StackFrame,
): GoroutineFrame {
  const base = file.slice(file.lastIndexOf('/') + 1)
  const place = base !== '' && line > 0 ? `${base}:${line}` : base
  const frame = frameOfRow(session.selection(options), row, name)
  return { frame, name, place, kind }
}
