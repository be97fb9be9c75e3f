import { compareNotes } from '../../compare/notes.ts'
import { divided, percentage, sameFamily, scale } from '../../profile/units.ts'
import { Measure } from '../../report/measure.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue } from '../../select/weights.ts'
import type {
  Change,
  Compared,
  CompareMetric,
  CompareSummaryAnswer,
  Contributor,
  TypeChange,
} from '../../session/compare-answers.ts'
import { growth } from '../../session/compare-order.ts'
import type { ComparedSides, CompareSession } from '../../session/compare-session.ts'
import { frameText } from '../../session/frame-texts.ts'
import { contributors } from './contributors.ts'
import { changeOf, changeWriter, frameChangeOf, signedText } from './texts.ts'

/** How much there is, how much that has changed, and where most of it comes from. */
export function compareSummary(session: CompareSession, request: Compared): CompareSummaryAnswer {
  const { options, mode } = request
  const sides = session.sides(options, mode)
  const measure = session.unfitted(options, mode)
  const totals = session.totalsOf(options, mode)
  const sums = [sides.old.total, sides.new.total] as const
  const total = changeOf(inOneUnit(session, request, sums), ...sums)
  const shown = changeOf(measure, shownOf(sides.old), shownOf(sides.new))
  // Where the totals are made equal, what is left of the change is only what rounding leaves.
  const frames = contributors(sides, totals, mode.normalize ? 0 : shown.delta)
  const writer = changeWriter(measure, options)
  const contributor = (key: number | null, metric: CompareMetric): Contributor | null =>
    key === null
      ? null
      : {
          frame: frameText(sides.new, key),
          change: frameChangeOf(writer, totals[metric].old[key]!, totals[metric].new[key]!),
        }
  const byFlat = contributor(frames.byFlat, 'flat')
  const byCum = contributor(frames.byCum, 'cum')
  return {
    total,
    shown,
    type: measure.type,
    sampleTypes: typeChanges(session, request),
    hundred: measure.format(measure.total),
    hundredText: hundredText(request, measure, sides),
    byFlat,
    byCum,
    sentence: sentenceOf(session, request, { shown, byFlat, byCum }),
    facts: session.pair.facts,
    notes: compareNotes(session.pair.facts),
  }
}

/** What the filters leave of a side. */
function shownOf({ weights: { total, totalDiv } }: Selection): number {
  return shownValue(total[0]!, totalDiv?.[0] ?? 0)
}

function typeChanges(session: CompareSession, { options, mode }: Compared): TypeChange[] {
  const { sampleTypes } = session.pair.values
  return sampleTypes.map(({ type, unit }, column) => {
    const asked = { ...options, sample_index: String(column), mean: false }
    const sides = session.sides(asked, mode)
    const measure = new Measure(sides.new.profile, sides.new.value, sides.old.total, options)
    return { type, unit, ...changeOf(measure, sides.old.total, sides.new.total) }
  })
}

function hundredText({ options, mode }: Compared, measure: Measure, sides: ComparedSides): string {
  const amount = `100% is ${measure.format(measure.total)}`
  const filtered = options.relative_percentages ? ' of what the filters leave' : ''
  const scaled = mode.normalize
    ? ' The new profile is scaled to the total of the old one first: shares are compared, not amounts.'
    : mode.perSecond
      ? ' Amounts are those of an average second of each recording.'
      : ''
  if (!mode.diff) {
    const changes = `all changes${filtered}, increases and decreases added up stack by stack`
    return `${amount}: ${changes}.${scaled}`
  }
  return sides.old.total === 0
    ? `${amount}: the total${filtered} of the new profile, since the old one has nothing.${scaled}`
    : `${amount}: the total${filtered} of the old profile.${scaled}`
}

/** Prints amounts that stand beside each other in one unit: the one that suits the largest. */
function inOneUnit(
  session: CompareSession,
  { options, mode }: Compared,
  amounts: readonly number[],
): Measure {
  const fits = options.unit === 'minimum' || options.unit === 'auto'
  const measure = session.unfitted(options, mode)
  const largest = Math.max(...amounts.map(Math.abs))
  const { unit } = scale(divided(largest, options.divide_by), measure.unit, 'auto')
  return fits && sameFamily(unit, measure.unit)
    ? session.unfitted({ ...options, unit }, mode)
    : measure
}

interface Said {
  readonly shown: Change
  readonly byFlat: Contributor | null
  readonly byCum: Contributor | null
}

/** "+41.2MB (+212%) inuse_space: 38.9MB of it in main.grow" */
function sentenceOf(session: CompareSession, request: Compared, said: Said): string {
  const { shown, byFlat, byCum } = said
  const { mode } = request
  if (mode.normalize) return normalizedSentence(session.unfitted(request.options, mode), byFlat)
  const deltas = [shown, byFlat?.change, byCum?.change].map((change) => change?.delta ?? 0)
  const isSame = shown.delta === 0
  const measure = inOneUnit(session, request, isSame ? [...deltas, shown.new] : deltas)
  const type = mode.perSecond ? `${measure.type} per second` : measure.type
  const amount = (value: number): string => measure.formatShown(Math.abs(value))
  const signed = (value: number): string => signedText(value, amount)
  if (isSame) {
    const all = `No change of ${type}: ${measure.formatShown(shown.new)} before and after`
    return byFlat ? `${all}, but ${signed(byFlat.change.delta)} in ${byFlat.frame.name}` : all
  }
  const size = shown.old === 0 ? '' : ` (${roughly(growth(shown.old, shown.delta))})`
  const parts: string[] = []
  if (byFlat) {
    const { delta } = byFlat.change
    const along = Math.sign(delta) === Math.sign(shown.delta)
    parts.push(
      `${along ? `${amount(delta)} of it` : `but ${signed(delta)}`} in ${byFlat.frame.name}`,
    )
  }
  if (byCum && byCum.frame.key !== byFlat?.frame.key) {
    parts.push(`${amount(byCum.change.delta)} under ${byCum.frame.name}`)
  }
  const where = parts.length > 0 ? `: ${parts.join(', ')}` : ''
  return `${signed(shown.delta)}${size} ${type}${where}`
}

/** "cpu scaled to the same total: +0.38s (+10.50%) in crypto/sha256.block" */
function normalizedSentence({ type }: Measure, byFlat: Contributor | null): string {
  const scaled = `${type} scaled to the same total`
  if (!byFlat) return `${scaled}: no difference`
  const { frame, change } = byFlat
  const share = change.shareText && ` (${change.shareText})`
  return `${scaled}: ${change.deltaText}${share} in ${frame.name}`
}

/** In whole percent, if these are two digits at least. */
function roughly(share: number): string {
  return signedText(share, (value) =>
    value >= 0.1 ? `${Math.round(value * 100)}%` : percentage(value, 1).trim(),
  )
}
