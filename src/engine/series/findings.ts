import { adjusted } from '../statistics/false-discoveries.ts'
import { type Candidate, candidatesOf, valuesOf } from './candidates.ts'
import { copySizes, mayBeCopy } from './copies.ts'
import { type Course, growthChance, type Judged, judge, turnoverChance } from './course.ts'
import { decide, GROWS_BELOW, type Known } from './decision.ts'
import { type Finding, rankOf } from './finding.ts'
import { type GoroutineEvidence, GoroutineProfiles } from './goroutine-evidence.ts'
import type { Judgement, Measured } from './measured.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { nothingGrows, ofCounter, ofOne, sentenceOf } from './sentences.ts'
import { rangeOf } from './shape.ts'
import type { CountedProfile } from './stacks.ts'
import { sum, total } from './sums.ts'
import { heapColumns, type Recorded, recordedOf, turnoverOf } from './turnover.ts'

/** How many findings of each kind are reported; leaks are reported up to a generous limit. */
const MOST = { leaks: 20, grows: 5, filled: 3, varies: 3 } as const

/**
 * The smallest changes that matter: in goroutines and other counts, in objects on the heap, in
 * bytes.
 */
const LEAST_COUNT = 4
const LEAST_OBJECTS = 16
const LEAST_BYTES = 2 ** 16

/**
 * What leaks, grows, has filled or varies, the most serious first; never empty. Takes time linear
 * in stacks times snapshots, except for the few stacks that move.
 */
export function findingsOf(measured: Measured): Finding[] {
  const { meaning, snapshots } = measured
  if (meaning === 'counter') return [ofCounter(measured)]
  const { judgements, most } = judgementsOf(measured)
  const found = new Map<string, { finding: Finding; weight: number }>()
  for (const judgement of judgements) {
    const kind = decide(judgement.known)
    if (!kind) continue
    const named = meaning === 'interval' && kind !== 'varies' ? ('grows' as const) : kind
    const finding = sentenceOf(measured, judgement, named)
    const weight = Math.abs(finding.growth)
    const other = found.get(finding.function)
    const isMore =
      !other ||
      rankOf(finding.kind) < rankOf(other.finding.kind) ||
      (finding.kind === other.finding.kind && weight > other.weight)
    if (isMore) found.set(finding.function, { finding, weight })
  }
  const sorted = [...found.values()]
    .sort((a, b) => rankOf(a.finding.kind) - rankOf(b.finding.kind) || b.weight - a.weight)
    .map(({ finding }) => finding)
  const named = (['leaks', 'grows', 'filled', 'varies'] as const).flatMap((kind) =>
    sorted.filter((finding) => finding.kind === kind).slice(0, MOST[kind]),
  )
  if (named.some(({ kind }) => kind !== 'varies')) return named
  return [
    snapshots.length < 2 ? ofOne(measured) : nothingGrows(measured, most, isAlone(measured)),
    ...named,
  ]
}

/** Whether each snapshot is of another process. */
function isAlone({ snapshots }: Measured): boolean {
  return piecesOf(snapshots, []).every((piece) => piece.snapshots.length < 2)
}

interface Looked {
  readonly piece: Piece
  readonly candidate: Candidate
  readonly growth: number
  /** The chance that it grew by chance, not adjusted yet. */
  readonly chance: number
}

/** This many candidates that move most are also tested for coming and going. */
const MOVING = 100

function judgementsOf(measured: Measured): {
  readonly judgements: Judgement[]
  readonly most: Looked | null
} {
  const { snapshots, stacks, placed, meaning } = measured
  const least = leastOf(measured)
  const rows = stacks.node.length
  const recorded = snapshots.map((snapshot, at) =>
    meaning === 'level' ? recordedOf(snapshot, stacks.rowOf[at]!, rows) : null,
  )
  const goroutines = new GoroutineProfiles(snapshots, stacks)
  const pieces = piecesOf(snapshots, recorded)
  const looked = pieces.flatMap((piece) =>
    piece.snapshots.length < 2
      ? []
      : candidatesOf(stacks, piece.snapshots, least).map((candidate) =>
          look(measured, piece, candidate, recorded, least),
        ),
  )
  const chances = adjusted(
    looked.map(({ chance }) => chance),
    looked.length,
  )
  const forever = new Map<number, Float64Array | null>()
  const isStuck = ({ rows }: Candidate, at: number): boolean => {
    if (!forever.has(at)) forever.set(at, goroutines.foreverBy(at))
    const stuck = forever.get(at)
    return stuck != null && sum(stuck, rows) >= 0.9 * sum(stacks.values[at]!, rows)
  }
  const moving = looked.map(({ candidate }) => candidate.range).sort((a, b) => b - a)[MOVING] ?? 0
  const judged = looked.flatMap((each, i) => {
    const { piece, candidate, growth } = each
    const grows =
      growth >= least && (chances[i]! <= GROWS_BELOW || isStuck(candidate, piece.snapshots.at(-1)!))
    if (!grows && candidate.range <= moving) return []
    const course = courseOf(measured, piece, candidate, recorded)
    return [{ ...each, grows, course, chance: chances[i]!, judged: judge(course, least) }]
  })
  const trends = adjusted(
    judged.map((each) => each.judged.trendChance),
    looked.length,
  )
  const judgements = judged.map((each, i): Judgement => {
    const { piece, candidate, course, grows, chance } = each
    const { values, places } = course
    const evidence = grows ? goroutines.evidenceOf(candidate.rows, piece.snapshots) : null
    const known: Known = {
      judged: withIds(each.judged, evidence),
      trendChance: trends[i]!,
      growthChance: chance,
      snapshots: values.length,
      minutes: placed.timed ? (places.at(-1)! - places[0]!) / 60 : null,
      least,
      peak: rangeOf(values)[1] - values[0]!,
      goroutines: evidence,
    }
    return { piece, candidate, course, known, tests: looked.length }
  })
  const grown = looked.filter(({ growth }) => growth > 0)
  return {
    judgements: [...judgements, ...leakedNow(measured, goroutines, pieces.at(-1)!)],
    most: grown.length > 0 ? grown.reduce((a, b) => (b.growth > a.growth ? b : a)) : null,
  }
}

/**
 * For heaps the first and the last snapshot are enough: what came and left in total follows from
 * these.
 */
function look(
  measured: Measured,
  piece: Piece,
  candidate: Candidate,
  recorded: readonly (Recorded | null)[],
  least: number,
): Looked {
  const { stacks } = measured
  const { rows } = candidate
  const [from, to] = [piece.snapshots[0]!, piece.snapshots.at(-1)!]
  const growth = sum(stacks.values[to]!, rows) - sum(stacks.values[from]!, rows)
  const looked = { piece, candidate, growth }
  const [first, last] = [recorded[from], recorded[to]]
  if (growth < least) return { ...looked, chance: 1 }
  const held = last ? sum(last.held, rows) : 0
  const isLarge =
    held > 0 && mayBeCopy(sum(stacks.values[to]!, rows) / held, samplingRate(measured))
  if (first?.taken && last?.taken && !isLarge) {
    const came = sum(last.taken, rows) - sum(first.taken, rows)
    const left = came - (held - sum(first.held, rows))
    return { ...looked, chance: turnoverChance(Math.max(0, came), Math.max(0, left)) }
  }
  return {
    ...looked,
    chance: growthChance(courseOf(measured, piece, candidate, recorded), least),
  }
}

/** The mean number of bytes between two samples of a heap. */
function samplingRate({ snapshots }: Measured): number {
  return Number(snapshots[0]!.profile.header.period)
}

/** Goroutine ids show what has left more exactly than the falls of a count. */
function withIds(judged: Judged, evidence: GoroutineEvidence | null): Judged {
  const turnover = evidence?.ids?.turnover
  if (!turnover) return judged
  const came = total(turnover.came)
  return { ...judged, leaving: came > 0 ? total(turnover.left) / came : 1 }
}

/** Findings for what the runtime reports as leaked in the last snapshot, whether it grew or not. */
function leakedNow(
  measured: Measured,
  goroutines: GoroutineProfiles,
  { snapshots, repeats }: Piece,
): Judgement[] {
  if (measured.type !== 'goroutineleak') return []
  const { stacks } = measured
  const at = snapshots.at(-1)!
  const piece = { snapshots: [at], repeats }
  return candidatesOf(
    { ...stacks, values: [...stacks.values, emptyLike(stacks.values[at]!)] },
    [stacks.values.length, at],
    1,
  ).map((candidate): Judgement => {
    const values = valuesOf(stacks, [at], candidate)
    const course: Course = { places: [0], values, unit: 1, turnover: null, sizes: null }
    return {
      ...{ piece, candidate, course, tests: 1 },
      known: {
        judged: ofOneValue(values[0]!),
        ...{ trendChance: 0, growthChance: 0, snapshots: 1, minutes: null, least: 1, peak: 0 },
        goroutines: goroutines.evidenceOf(candidate.rows, [at]),
      },
    }
  })
}

function emptyLike(column: Float64Array): Float64Array {
  return new Float64Array(column.length)
}

function ofOneValue(value: number): Judged {
  return {
    growth: value,
    ...{ rate: 0, low: 0, high: 0, trendChance: 0 },
    ...{ end: 'unclear', falling: 0, leaving: 0, rising: 1, spread: false, varies: false },
    troughsRise: null,
  }
}

function courseOf(
  measured: Measured,
  { snapshots: at }: Piece,
  candidate: Candidate,
  recorded: readonly (Recorded | null)[],
): Course {
  const { placed, stacks, unit, snapshots } = measured
  const values = valuesOf(stacks, at, candidate)
  const places = at.map((i) => placed.places[i]!)
  const all = at.flatMap((i) => recorded[i] ?? [])
  if (all.length === at.length && all.length > 0) {
    const held = all.map((each) => sum(each.held, candidate.rows))
    const sizes = unit === 'bytes' ? copySizes(values, held, samplingRate(measured)) : null
    // Sizes are exact: as their scatter a hundredth of the mean size is assumed.
    if (sizes)
      return { values, places, unit: total(sizes) / at.length / 100, turnover: null, sizes }
    const events = Math.max(total(held), 1e-9)
    return {
      ...{ values, places },
      unit: Math.max(total(values) / events, 1e-9),
      turnover: turnoverOf(all, candidate.rows),
      sizes: null,
    }
  }
  return { values, places, unit: unitOf(unit, values, snapshots), turnover: null, sizes: null }
}

/**
 * The value of a single event where the profile is not a heap: counts are exact, times are
 * sampled.
 */
function unitOf(unit: string, values: Float64Array, snapshots: readonly CountedProfile[]): number {
  if (unit === 'count') return 1
  const { header } = snapshots[0]!.profile
  if (header.periodType.unit === unit && header.period > 0n) return Number(header.period)
  return Math.max(1, total(values) / values.length / 100)
}

function leastOf({ unit, snapshots }: Measured): number {
  if (unit === 'bytes') return LEAST_BYTES
  const profile = snapshots[0]?.profile
  return profile && heapColumns(profile) ? LEAST_OBJECTS : LEAST_COUNT
}
