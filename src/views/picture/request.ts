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

/** The comparison that a flame graph is about. */
export interface FlameCompared {
  readonly pair: PairId
  readonly mode: CompareFlameRequest['mode']
  readonly by: CompareWidth
}

/** The series that a flame graph is about, with its order. */
export type FlameOfSeries = Pick<
  SeriesQueryOf<'series-flame'>,
  'profiles' | 'names' | 'given' | 'by'
>

/** The subject of a flame graph of more than one profile. */
export type FlameSubject = FlameCompared | FlameOfSeries

/** The margin that is requested on either side of the visible part, as a share of its width. */
const MARGIN = 0.5
/** The requested part moves in steps of at most this fraction of the visible part. */
const STEPS = 4

export interface Wish {
  readonly profile: ProfileId
  /** The comparison, if `profile` is a difference, or the series; null for a single profile. */
  readonly compared: FlameSubject | null
  readonly options: Options
  readonly search: Search
  readonly shape: FlameShape
  readonly zoom: Zoom
  /** CSS pixels. */
  readonly width: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  /** In CSS pixels: narrower frames are not requested, nor those narrower than a device pixel. */
  readonly narrowest: number
}

/** A question of the page; it always says which tree it is about. */
export type FlameQuestion = (FlameQuery | CompareFlameQuestion | SeriesFlameQuestion) & {
  readonly shape: FlameShape
}

type CompareFlameQuestion = PairQueryOf<'compare-flame'> & { readonly profile: ProfileId }
type SeriesFlameQuestion = SeriesQueryOf<'series-flame'> & { readonly profile: ProfileId }

/** The question about one profile, or the same about a comparison or a series. */
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
 * The question for the visible part and a margin on either side, so that the picture can be moved
 * without a new request; small moves give the same question.
 */
export function questionFor(wish: Wish): FlameQuestion {
  const { profile, compared, options, search, shape, zoom, width, ratio, narrowest } = wish
  const span = zoom.to - zoom.from
  // A power of two, so that its multiples are exact and can be compared.
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

/** Why a new picture is drawn; the benchmark groups its figures by it. */
export type Reason = 'open' | 'options' | 'zoom' | 'search'

/** Why a picture replaces another: the most significant difference between their questions. */
export function reasonOf(before: FlameQuestion | undefined, after: FlameQuestion): Reason {
  if (before?.profile !== after.profile) return 'open'
  if (!sameTree(before, after)) return 'options'
  return sameSearch(before.search, after.search) ? 'zoom' : 'search'
}

/** Whether two questions are about the same tree and search, and differ at most in the zoom. */
export function sameButZoom(a: FlameQuestion, b: FlameQuestion): boolean {
  return reasonOf(a, b) === 'zoom'
}

/** Whether node numbers mean the same in the answers to both questions. */
export function sameTree(a: FlameQuestion, b: FlameQuestion): boolean {
  return (
    a.profile === b.profile &&
    subjectOf(a) === subjectOf(b) &&
    sameFields(a.options, b.options) &&
    sameFields(a.shape, b.shape)
  )
}

/** The part of the subject that determines the tree, as text. */
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

/** Whether two searches are equal. */
export function sameSearch(a: Search, b: Search): boolean {
  return sameFields(a, b)
}

/** Whether two questions have the same answer. */
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

/** Whether two flat records have equal fields. */
function sameFields<T extends object>(a: T, b: T): boolean {
  return a === b || Object.entries(a).every(([name, value]) => b[name as keyof T] === value)
}
