import type { Options } from '../../engine/select/options.ts'
import type { FlameQuery, ProfileId, Search } from '../../worker/protocol.ts'
import { samePath, type Zoom } from './zoom.ts'

/** Frames narrower than a pixel of the screen, or than this many CSS pixels, are not asked for. */
const NARROWEST_FRAME = 0.5
/** How much more than what is on screen is asked for on either side, as a share of it. */
const MARGIN = 0.5
/** Steps per width of the screen, at least, in which the part that is asked for moves along. */
const STEPS = 4

export interface Wish {
  readonly profile: ProfileId
  readonly options: Options
  readonly search: Search
  readonly zoom: Zoom
  /** CSS pixels. */
  readonly width: number
  /** Pixels of the screen per CSS pixel. */
  readonly ratio: number
}

/**
 * The question for what is on screen and some of what lies beside it, so that it can be moved
 * without asking; small moves lead to the same question.
 */
export function questionFor({ profile, options, search, zoom, width, ratio }: Wish): FlameQuery {
  const span = zoom.to - zoom.from
  // A power of two, so that its multiples are exact and compare.
  const step = 2 ** Math.floor(Math.log2(span / STEPS))
  const whole = zoom.from <= 0 && zoom.to >= 1
  const from = whole ? 0 : Math.max(0, Math.floor((zoom.from - span * MARGIN) / step) * step)
  const to = whole ? 1 : Math.min(1, Math.ceil((zoom.to + span * MARGIN) / step) * step)
  return {
    type: 'flame',
    profile,
    options,
    root: zoom.root,
    from,
    to,
    width: Math.max(1, Math.round((width * (to - from)) / span)),
    minWidth: Math.max(NARROWEST_FRAME, 1 / ratio),
    search,
  }
}

/** Why there is a new picture; the bench tells its figures apart by it. */
export type Reason = 'open' | 'options' | 'zoom' | 'search'

export function reasonOf(before: FlameQuery | undefined, after: FlameQuery): Reason {
  if (before?.profile !== after.profile) return 'open'
  if (!sameTree(before, after)) return 'options'
  return sameSearch(before.search, after.search) ? 'zoom' : 'search'
}

/** Whether two questions are about the same tree and search, and differ in the zoom at most. */
export function sameButZoom(a: FlameQuery, b: FlameQuery): boolean {
  return reasonOf(a, b) === 'zoom'
}

/** Whether the numbers of nodes in the answers to both are of one tree. */
export function sameTree(a: FlameQuery, b: FlameQuery): boolean {
  return a.profile === b.profile && sameFields(a.options, b.options)
}

export function sameSearch(a: Search, b: Search): boolean {
  return sameFields(a, b)
}

export function sameQuestion(a: FlameQuery, b: FlameQuery): boolean {
  return (
    sameButZoom(a, b) &&
    samePath(a.root, b.root) &&
    a.from === b.from &&
    a.to === b.to &&
    a.width === b.width
  )
}

/** Whether two flat records hold the same. */
function sameFields<T extends object>(a: T, b: T): boolean {
  return a === b || Object.entries(a).every(([name, value]) => b[name as keyof T] === value)
}
