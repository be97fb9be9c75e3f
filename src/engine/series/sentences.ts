import { ENOUGH, isProven, LEAVING } from './decision.ts'
import type { Finding, FindingKind, Rate } from './finding.ts'
import type { Judgement, Measured } from './measured.ts'
import { evidenceOf, nextOf, repeatText, surenessOf } from './reasons.ts'
import { rangeOf, risesFrom } from './shape.ts'
import { neverFreed } from './turnover.ts'
import {
  courseOf,
  courseText,
  grows,
  isHeap,
  moreSnapshots,
  percent,
  placeOf,
  rateOf,
  subjectOf,
  unitWord,
} from './wording.ts'

// The findings as sentences that can be pasted.

/** @param kind of the finding, as decided */
export function sentenceOf(
  measured: Measured,
  judgement: Judgement,
  kind: Exclude<FindingKind, 'nothing'>,
): Finding {
  const { candidate, course, known, piece } = judgement
  const { values } = course
  const [first, last] = [values[0]!, values[values.length - 1]!]
  const rate =
    kind === 'varies' || values.length < 2 || known.judged.rate <= 0
      ? null
      : rateOf(measured, judgement)
  const sureness = surenessOf(judgement, kind)
  const finding = {
    ...{ kind, function: candidate.frame.name },
    ...{ file: candidate.frame.file, line: candidate.frame.line },
    since: kind === 'varies' ? null : piece.snapshots[risesFrom(course.values)]!,
    snapshots: piece.snapshots,
    ...{ rate, first, last, growth: last - first, sureness },
    evidence: evidenceOf(measured, judgement, kind),
    nextMeasurement: nextOf(measured, judgement, kind),
  }
  const place = placeOf(finding, known.goroutines?.state ?? '')
  const what = WORDS[kind]({ measured, judgement, place, rate })
  return { ...finding, sentence: what }
}

interface Said {
  readonly measured: Measured
  readonly judgement: Judgement
  readonly place: string
  readonly rate: Rate | null
}

const WORDS: Readonly<Record<Exclude<FindingKind, 'nothing'>, (said: Said) => string>> = {
  leaks: ({ measured, judgement, place, rate }) => {
    if (judgement.known.snapshots < 2) {
      const { format } = measured
      return `${place} leaks goroutines: ${format(judgement.course.values[0]!)} that nothing can wake any more, as the runtime itself has found.`
    }
    const course = courseText(measured, judgement)
    const speed = rate ? `, ${rate.text}` : ''
    const end = isProven(judgement.known) ? '' : ', still growing at the end'
    return `${place} leaks ${subjectOf(measured)}: ${course}${speed}${end}, and ${stayText(judgement)}.`
  },
  grows: ({ measured, judgement, place, rate }) => {
    const { meaning, type } = measured
    const course = courseText(measured, judgement)
    if (meaning === 'interval') {
      return `${place} takes more ${type} in the last profile than in the first: ${course}. Each profile is of an interval of its own: this is more work, not a leak.`
    }
    return `Not sure that it stays, but ${subjectOf(measured)} at ${place} ${grows(measured)}: ${course}${rate ? `, ${rate.text}` : ''}; ${doubtOf(judgement)}.`
  },
  filled: ({ measured, judgement, place }) => {
    const { values } = judgement.course
    const { format, names } = measured
    const [first, last] = [values[0]!, values[values.length - 1]!]
    const at = judgement.piece.snapshots[fullAt(values)]!
    return `${place} has filled and stays: ${format(first)} → ${format(last)} ${unitWord(measured)}, most of it by ${names[at]}, then hardly more. That is what pools and caches do, not a leak.`
  },
  varies: ({ measured, judgement, place }) => {
    const { format } = measured
    const { values } = judgement.course
    const [low, high] = rangeOf(values)
    return `It comes and goes at ${place}: between ${format(low)} and ${format(high)} ${unitWord(measured)} in ${values.length} snapshots.`
  },
}

/**
 * The finding for a single snapshot, which proves no growth; for a heap, what has never freed
 * anything.
 */
export function ofOne(measured: Measured): Finding {
  const { snapshots, stacks, format } = measured
  const [only] = snapshots
  const values = stacks.values[0]
  const kept = only && values ? neverFreed(only, stacks, 0) : []
  const evidence = kept
    .map(({ row }) => ({ row, value: values![row]! }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 3)
    .map(({ row, value }) => {
      const frame = stacks.frames[stacks.tree.location[stacks.node[row]!]!]!
      const place = placeOf({ ...frame, function: frame.name }, '')
      return `Of what ${place} allocated, nothing has been freed yet: ${format(value)}. Caches and registries look the same.`
    })
  return {
    ...NOTHING,
    evidence,
    snapshots: [0],
    nextMeasurement: `Two more snapshots, a minute apart${isHeap(measured) ? ', with gc=1' : ''}.`,
    sentence: 'One snapshot says how much there is, not what grows.',
    sureness: {
      level: 'unsure',
      chance: 1,
      text: 'not judged: there is nothing to compare it with',
    },
  }
}

/** The finding for counters, which can only grow. */
export function ofCounter(measured: Measured): Finding {
  const { stacks, type, format, totals } = measured
  const [from, to] = [stacks.values[0]!, stacks.values.at(-1)!]
  let most = -1
  const growth = (row: number): number => to[row]! - from[row]!
  for (let row = 0; row < stacks.node.length; row++) {
    if (most < 0 || growth(row) > growth(most)) most = row
  }
  const frame = stacks.frames[stacks.tree.location[stacks.node[most] ?? 0] ?? -1]
  const [first, last] = [totals[0] ?? 0, totals.at(-1) ?? 0]
  const why = `${type} counts since the program’s start and can only grow: this is no leak by itself`
  const snapshots = Array.from(totals.keys())
  if (!frame || totals.length < 2 || growth(most) <= 0) {
    return { ...NOTHING, ...{ snapshots, first, last, growth: last - first }, sentence: `${why}.` }
  }
  const named = { function: frame.name, file: frame.file, line: frame.line }
  return {
    ...{ ...NOTHING, ...named, kind: 'grows', since: 0, snapshots },
    ...{ first: from[most]!, last: to[most]!, growth: growth(most) },
    sureness: { level: 'unsure', chance: 1, text: 'not judged: it can only grow' },
    evidence: [`The total went ${format(first)} → ${format(last)}.`],
    nextMeasurement: /^alloc_/.test(type)
      ? `Choose inuse_${type.slice('alloc_'.length)} to see what stays.`
      : '',
    sentence: `${format(growth(most))} more ${type} at ${placeOf(named, '')}, the most of all. But ${why}.`,
  }
}

/**
 * The finding where nothing grows.
 * @param most what grew most, however little
 * @param alone whether each snapshot is of another process
 */
export function nothingGrows(
  measured: Measured,
  most: (Pick<Judgement, 'candidate' | 'piece'> & { readonly growth: number }) | null,
  alone: boolean,
): Finding {
  const { totals, format } = measured
  const [first, last] = [totals[0]!, totals.at(-1)!]
  const n = totals.length
  const snapshots = n === 2 ? 'the two snapshots' : `${n} snapshots`
  if (alone) {
    return {
      ...NOTHING,
      nextMeasurement: `${moreSnapshots(measured, 1)} of one process.`,
      sentence: `Nothing can be said about growth: each of ${snapshots} is of another process (builds, addresses or counters differ).`,
    }
  }
  const evidence = [`Total ${measured.type}: ${courseOf(measured, totals)}.`]
  if (most) {
    const { candidate, growth } = most
    evidence.push(
      `${candidate.frame.name} grew most, by ${format(growth)}: no more than chance, or what comes and goes, explains.`,
    )
  }
  const repeats = most?.piece.repeats ?? 0
  if (repeats > 0) evidence.push(repeatText(repeats))
  return {
    ...NOTHING,
    ...{ snapshots: Array.from(totals.keys()), first, last, growth: last - first, evidence },
    nextMeasurement: n < ENOUGH ? `${moreSnapshots(measured, n)} would show a slower leak.` : '',
    sentence: `Nothing grows over ${snapshots}: ${format(first)} → ${format(last)} ${unitWord(measured)} in all.`,
  }
}

const NOTHING: Finding = {
  ...{ kind: 'nothing', function: '', file: '', line: 0, since: null, rate: null },
  ...{ snapshots: [], first: 0, last: 0, growth: 0 },
  sureness: { level: 'likely', chance: 1, text: 'no stack grows by more than chance explains' },
  ...{ evidence: [], nextMeasurement: '', sentence: '' },
}

function stayText({ known, course }: Judgement): string {
  const { judged, goroutines } = known
  if (isProven(known)) return 'nothing can wake them any more'
  if (goroutines?.ids) {
    return judged.leaving === 0
      ? 'none of them has ended'
      : `only ${percent(judged.leaving)} of them have ended`
  }
  if (course.sizes && judged.falling === 0) return 'each copy of it is larger than the one before'
  if (course.turnover) {
    return judged.leaving < 0.005
      ? 'nothing of it is freed'
      : `only ${percent(judged.leaving)} of it is freed`
  }
  return judged.falling === 0 ? 'it never falls' : 'it hardly ever falls'
}

/** Why a finding is not called a leak. */
function doubtOf({ known }: Judgement): string {
  const { judged, snapshots } = known
  if (snapshots === 2) return 'two snapshots cannot tell growth from chance'
  if (snapshots < ENOUGH) return `${snapshots} snapshots are too few to tell`
  if (judged.end === 'slows') return 'it slows down, as what fills does'
  if (judged.leaving > LEAVING) return `some leave again (${percent(judged.leaving)} of what comes)`
  if (!judged.spread) return 'most of it came in a step or two'
  if (judged.end === 'unclear') return 'whether it still grows at the end is not clear'
  return 'that may still be chance'
}

/** The index of the first snapshot with nine tenths of the growth. */
function fullAt(values: ArrayLike<number>): number {
  const growth = values[values.length - 1]! - values[0]!
  let at = 0
  while (at < values.length - 1 && values[at]! < values[0]! + 0.9 * growth) at++
  return at
}
