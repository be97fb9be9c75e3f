import type { GoroutineFacts } from './goroutine-facts.ts'
import type { SeriesFrame } from './stacks.ts'
import type { Suspect } from './suspects.ts'
import { steadiness, type Trend } from './trend.ts'

/**
 * `leak`: something grew in every step of several, `grows`: it grew in most, `between`: there are
 * two snapshots only, `counter`: the values can only grow, `interval`: each profile is of a time of
 * its own, `steady`: nothing grows, `single`: there is nothing to compare with.
 */
export type VerdictKind =
  | 'leak'
  | 'grows'
  | 'between'
  | 'counter'
  | 'interval'
  | 'steady'
  | 'single'

/** What the snapshots say, in words, and why. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly headline: string
  readonly reasons: readonly string[]
  /** The function that is named; null if none is. */
  readonly frame: SeriesFrame | null
}

/** What the verdict is taken from. */
export interface Evidence {
  /** Sample type as pprof names it. */
  readonly type: string
  /** What the values of the profiles are: held now, added up since the start, or in an interval. */
  readonly meaning: 'level' | 'counter' | 'interval'
  /** Total of each snapshot. */
  readonly totals: Float64Array
  readonly total: Trend
  /** Whether slopes are per second. */
  readonly timed: boolean
  /** The most suspicious first. */
  readonly suspects: readonly Suspect[]
  /** What else is known of one; null for profiles of something else than goroutines. */
  readonly factsOf: (suspect: Suspect) => GoroutineFacts | null
  readonly format: (value: number) => string
}

/** What grew by less than this share of the largest total is not worth a warning. */
const MATERIAL = 0.02
/** Rises less falls, as a share of the steps, of what grows rather than wavers. */
const STEADY = 0.5

/** The same with what is known of the suspect that is named. */
type Found = Evidence & { readonly goroutines: GoroutineFacts | null }

export function verdictOf(evidence: Evidence): Verdict {
  const { totals, suspects, meaning, factsOf } = evidence
  if (totals.length < 2) {
    return {
      kind: 'single',
      headline: 'One snapshot says how much there is, not what grows.',
      reasons: ['Open another one of the same kind, taken some time later.'],
      frame: null,
    }
  }
  const largest = totals.reduce((most, total) => Math.max(most, Math.abs(total)), 0)
  const suspect = suspects.find(
    ({ trend, values }) =>
      trend.growth > largest * MATERIAL && steadiness(trend, values.length) >= STEADY,
  )
  if (!suspect) return nothingGrows(evidence)
  const found = { ...evidence, goroutines: factsOf(suspect) }
  return {
    kind: kindOf(suspect, totals.length, meaning),
    headline: headlineOf(found, suspect),
    reasons: reasonsOf(found, suspect),
    frame: suspect.frame,
  }
}

function kindOf({ trend }: Suspect, snapshots: number, meaning: Evidence['meaning']): VerdictKind {
  if (meaning !== 'level') return meaning
  if (snapshots === 2) return 'between'
  return trend.rose === snapshots - 1 ? 'leak' : 'grows'
}

/** `204 more goroutines wait at main.leak, leak.go:53, chan send; more in each of 4 snapshots.` */
function headlineOf(evidence: Found, suspect: Suspect): string {
  const { totals, format } = evidence
  const { trend, values } = suspect
  const from = `${format(values[0]!)} → ${format(values.at(-1)!)}`
  const said = `${whatGrew(evidence, suspect)}: ${from}`
  return totals.length === 2
    ? `Between the two snapshots ${said}.`
    : `${said}; ${course(evidence, trend, totals.length)}.`
}

function whatGrew({ type, meaning, format, goroutines }: Found, suspect: Suspect): string {
  const { frame, trend } = suspect
  const file = frame.file.slice(frame.file.lastIndexOf('/') + 1)
  const place = file === '' ? '' : frame.line > 0 ? `, ${file}:${frame.line}` : `, ${file}`
  const at = `${frame.name}${place}`
  const more = `${format(trend.growth)} more`
  if (goroutines) {
    const one = trend.growth === 1
    const does = /^run/.test(goroutines.state) ? (one ? 'is' : 'are') : one ? 'waits' : 'wait'
    return `${more} ${one ? 'goroutine' : 'goroutines'} ${does} at ${at}, ${goroutines.state}`
  }
  if (meaning === 'interval') return `${at} takes ${more} ${type} in the last than in the first`
  return `${more} ${type} at ${at}`
}

/** How it grew, in as many words as the snapshots allow. */
function course({ goroutines, meaning }: Found, { rose, fell }: Trend, snapshots: number): string {
  const steps = snapshots - 1
  if (meaning === 'level' && goroutines?.allStayed)
    return `none ever left in ${snapshots} snapshots`
  if (rose === steps) return `more each time over ${snapshots} snapshots`
  if (fell === 0) return `more in ${rose} of ${steps} steps, never fewer`
  return `more in ${rose} of ${steps} steps, less in ${fell}`
}

function reasonsOf(evidence: Found, { trend }: Suspect): string[] {
  const { total, totals, meaning, format, timed, goroutines, type } = evidence
  const reasons: string[] = []
  const course = `${format(totals[0]!)} → ${format(totals.at(-1)!)}`
  if (total.growth > 0 && trend.growth <= total.growth) {
    const share = Math.round((trend.growth / total.growth) * 100)
    reasons.push(`That is ${share}% of what the total grew by (${course}).`)
  } else if (total.growth > 0) {
    reasons.push(`The total grew by less (${course}): other things shrank.`)
  } else reasons.push(`The total did not grow (${course}): other things shrank as much.`)
  if (timed && meaning === 'level') {
    reasons.push(`It grows by about ${rateText(trend.slope, format)} (least squares).`)
  }
  if (goroutines && goroutines.creator !== '') reasons.push(`Created by ${goroutines.creator}.`)
  if (goroutines?.allStayed === true) {
    reasons.push('Every goroutine of a snapshot is there again in the next, by its id.')
  }
  if (goroutines?.allStayed === false) {
    reasons.push('Some of its goroutines have ended meanwhile: new ones come faster.')
  }
  if (goroutines?.inferred) reasons.push('The state is inferred from the runtime’s frames.')
  if (meaning === 'counter') {
    reasons.push(
      `${type} counts since the program’s start and can only grow: this is no leak by itself.`,
    )
  } else if (meaning === 'interval') {
    reasons.push('Each profile is of an interval of its own: this is more work, not a leak.')
  } else if (totals.length === 2) {
    reasons.push('Two snapshots cannot tell growth from chance: a third one would.')
  }
  return reasons
}

/** `1.5MB per minute`, as the table has it; what a minute hardly shows by the hour or the day. */
function rateText(perSecond: number, format: Evidence['format']): string {
  const units = [
    ['minute', 60],
    ['hour', 3600],
    ['day', 86_400],
  ] as const
  const [unit, seconds] = units.find(([, length]) => perSecond * length >= 1) ?? units[2]
  return `${format(Math.round(perSecond * seconds))} per ${unit}`
}

function nothingGrows({ totals, total, suspects, format, type }: Evidence): Verdict {
  const course = Array.from(totals, format).join(' → ')
  const snapshots = totals.length === 2 ? 'the two snapshots' : `${totals.length} snapshots`
  const most = suspects.reduce<Suspect | null>(
    (best, other) => (best && best.trend.growth >= other.trend.growth ? best : other),
    null,
  )
  const reasons = [`Total ${type}: ${course}.`]
  if (most && most.trend.growth > 0) {
    const { frame, trend, values } = most
    const way = `up in ${trend.rose} and down in ${trend.fell} of ${values.length - 1} steps`
    reasons.push(
      `${frame.name} grew most, by ${format(trend.growth)}${totals.length > 2 ? `: ${way}` : ''}. That is too little or too unsteady to name a leak.`,
    )
  }
  const headline =
    total.growth > 0
      ? `Nothing grows steadily over ${snapshots}.`
      : `Nothing grows over ${snapshots}.`
  return { kind: 'steady', headline, reasons, frame: null }
}
