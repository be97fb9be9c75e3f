import type { FindingKind } from '../../src/engine/series/finding.ts'
import { type Drawn, SHAPE_NAMES } from './draw.ts'

/** What became of the series of one shape, or of all. */
export interface Row {
  readonly shape: string
  series: number
  /** What was said of the functions that the shape is about. */
  readonly said: Record<FindingKind | 'silent', number>
  /** Series in which something that does not leak was said to. */
  accused: number
  /** Leaks that could be seen, those of them that were named, and named a leak. */
  visible: number
  named: number
  leaks: number
  /** Of those that stand so high in twelve snapshots and more, those that were not named. */
  missed: number
}

export function confusion(drawn: readonly Drawn[]): Row[] {
  const rows = SHAPE_NAMES.map((shape) => row(shape))
  for (const each of drawn) tally(rows[SHAPE_NAMES.indexOf(each.shape)]!, each)
  return rows
}

export function sumOf(rows: readonly Row[], shape: string): Row {
  const all = row(shape)
  for (const each of rows) {
    for (const key of ['series', 'accused', 'visible', 'named', 'leaks', 'missed'] as const) {
      all[key] += each[key]
    }
    for (const [kind, count] of Object.entries(each.said)) all.said[kind as FindingKind] += count
  }
  return all
}

function row(shape: string): Row {
  return {
    shape,
    said: { leaks: 0, grows: 0, filled: 0, varies: 0, nothing: 0, silent: 0 },
    ...{ series: 0, accused: 0, visible: 0, named: 0, leaks: 0, missed: 0 },
  }
}

/** Leaks that stand three standard errors above the first in so many snapshots shall be named … */
const ABOVE = 4
/** … and none of them missed after so many. */
const CERTAIN = 12

function tally(row: Row, { scenario, findings, leaks }: Drawn): void {
  const kinds = new Map(findings.map((finding) => [finding.function, finding.kind]))
  row.series++
  const subjects = leaks.length > 0 ? leaks.map(({ name }) => name) : [scenario.subject]
  for (const name of subjects) row.said[kinds.get(name) ?? 'silent']++
  const leaking = new Set(leaks.map(({ name }) => name))
  if (findings.some((each) => each.kind === 'leaks' && !leaking.has(each.function))) row.accused++
  for (const { name, visible } of leaks) {
    if (visible.above < ABOVE) continue
    const kind = kinds.get(name)
    row.visible++
    if (kind === 'leaks') row.leaks++
    if (kind === 'leaks' || kind === 'grows') row.named++
    else if (visible.above >= CERTAIN) row.missed++
  }
}

/** A line for each shape, those of all at the end. */
export function confusionText(drawn: readonly Drawn[]): string {
  const rows = confusion(drawn)
  const leaking = sumOf(
    rows.filter(({ shape }) => shape.startsWith('leak: ')),
    'all that leak',
  )
  const sound = sumOf(
    rows.filter(({ shape }) => !shape.startsWith('leak: ')),
    'all that do not',
  )
  const head = [
    '',
    'series',
    'leaks',
    'grows',
    'filled',
    'varies',
    '–',
    'accused',
    'visible',
    'named',
    'missed',
  ]
  const lines = [...rows, leaking, sound].map((each) => {
    const { said, visible, named } = each
    const share = visible === 0 ? '' : `${((100 * named) / visible).toFixed(0)} %`
    return [
      each.shape,
      ...[each.series, said.leaks, said.grows, said.filled, said.varies].map(String),
      ...[said.silent + said.nothing, each.accused].map(String),
      ...(visible === 0 ? ['', '', ''] : [String(visible), share, String(each.missed)]),
    ]
  })
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((cells) => cells[i]!.length)))
  return [head, ...lines]
    .map((cells) =>
      cells
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  '),
    )
    .join('\n')
}
