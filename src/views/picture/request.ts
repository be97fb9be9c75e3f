import type { Options } from '../../engine/select/options.ts'
import type {
  CompareFlameRequest,
  CompareWidth,
  FlameQuery,
  FlameShape,
  PairId,
  PairQueryOf,
  ProfileId,
  Search,
  SeriesQueryOf,
} from '../../worker/protocol.ts'
import { samePath, type Zoom } from './zoom.ts'

/** Which comparison a flame graph is of. */
export interface FlameCompared {
  readonly pair: PairId
  readonly mode: CompareFlameRequest['mode']
  readonly by: CompareWidth
}

/** Which series a flame graph is of, in order or to be put in order. */
export type FlameOfSeries = Pick<
  SeriesQueryOf<'series-flame'>,
  'profiles' | 'names' | 'given' | 'by'
>

/** What a flame graph is of where it is of more than one profile. */
export type FlameSubject = FlameCompared | FlameOfSeries

/** How much more than what is on screen is asked for on either side, as a share of it. */
const MARGIN = 0.5
/** Steps per width of the screen, at least, in which the part that is asked for moves along. */
const STEPS = 4

export interface Wish {
  readonly profile: ProfileId
  /** The comparison that it is of, if `profile` is a difference, or the series that has it. */
  readonly compared: FlameSubject | null
  readonly options: Options
  readonly search: Search
  readonly shape: FlameShape
  readonly zoom: Zoom
  /** CSS pixels. */
  readonly width: number
  /** Pixels of the screen per CSS pixel. */
  readonly ratio: number
  /** CSS pixels: narrower frames are not asked for, nor those narrower than one of the screen. */
  readonly narrowest: number
}

/** A question of the page, which always says which tree it is about. */
export type FlameQuestion = (FlameQuery | CompareFlameQuestion | SeriesFlameQuestion) & {
  readonly shape: FlameShape
}

type CompareFlameQuestion = PairQueryOf<'compare-flame'> & { readonly profile: ProfileId }
type SeriesFlameQuestion = SeriesQueryOf<'series-flame'> & { readonly profile: ProfileId }

/** The question of one profile, or the same of two that are compared or of a series. */
export function questionOf(
  query: Omit<FlameQuery, 'type'> & { readonly shape: FlameShape },
  compared: FlameSubject | null,
): FlameQuestion {
  if (!compared) return { type: 'flame', ...query }
  return 'pair' in compared
    ? { type: 'compare-flame', ...query, ...compared }
    : { type: 'series-flame', ...query, ...compared }
}

/**
 * The question for what is on screen and some of what lies beside it, so that it can be moved
 * without asking; small moves lead to the same question.
 */
export function questionFor(wish: Wish): FlameQuestion {
  const { profile, compared, options, search, shape, zoom, width, ratio, narrowest } = wish
  const span = zoom.to - zoom.from
  // A power of two, so that its multiples are exact and compare.
  const step = 2 ** Math.floor(Math.log2(span / STEPS))
  const whole = zoom.from <= 0 && zoom.to >= 1
  const from = whole ? 0 : Math.max(0, Math.floor((zoom.from - span * MARGIN) / step) * step)
  const to = whole ? 1 : Math.min(1, Math.ceil((zoom.to + span * MARGIN) / step) * step)
  const query = {
    profile,
    options,
    root: zoom.root,
    from,
    to,
    width: Math.max(1, Math.round((width * (to - from)) / span)),
    minWidth: Math.max(narrowest, 1 / ratio),
    search,
    shape,
  }
  return questionOf(query, compared)
}

/** Why there is a new picture; the bench tells its figures apart by it. */
export type Reason = 'open' | 'options' | 'zoom' | 'search'

export function reasonOf(before: FlameQuestion | undefined, after: FlameQuestion): Reason {
  if (before?.profile !== after.profile) return 'open'
  if (!sameTree(before, after)) return 'options'
  return sameSearch(before.search, after.search) ? 'zoom' : 'search'
}

/** Whether two questions are about the same tree and search, and differ in the zoom at most. */
export function sameButZoom(a: FlameQuestion, b: FlameQuestion): boolean {
  return reasonOf(a, b) === 'zoom'
}

/** Whether the numbers of nodes in the answers to both are of one tree. */
export function sameTree(a: FlameQuestion, b: FlameQuestion): boolean {
  return (
    a.profile === b.profile &&
    subjectOf(a) === subjectOf(b) &&
    sameFields(a.options, b.options) &&
    sameFields(a.shape, b.shape)
  )
}

/** What of more than one profile makes a tree another one. */
function subjectOf(question: FlameQuestion): string {
  switch (question.type) {
    case 'flame':
      return ''
    case 'compare-flame':
      return question.by
    case 'series-flame':
      return [question.by, question.given, ...question.profiles].join(' ')
  }
}

export function sameSearch(a: Search, b: Search): boolean {
  return sameFields(a, b)
}

export function sameQuestion(a: FlameQuestion, b: FlameQuestion): boolean {
  return (
    sameButZoom(a, b) &&
    samePath(a.root, b.root) &&
    a.from === b.from &&
    a.to === b.to &&
    a.width === b.width &&
    a.minWidth === b.minWidth
  )
}

/** Whether two flat records hold the same. */
function sameFields<T extends object>(a: T, b: T): boolean {
  return a === b || Object.entries(a).every(([name, value]) => b[name as keyof T] === value)
}
