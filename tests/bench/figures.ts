/** Repeated measurements of one thing, in one unit. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

export function spread(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('nothing was measured')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median =
    sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted[sorted.length - 1]!, runs: sorted.length }
}

/** A line of the table. */
export interface Figure {
  readonly name: string
  /** Milliseconds or bytes; undefined where it could not be measured, and `note` says why. */
  readonly value?: Spread
  readonly unit: 'ms' | 'bytes'
  /** The median as a multiple of something. */
  readonly ratio?: { readonly value: number; readonly to: string }
  /** What the median, or its ratio, may be at most. */
  readonly bound?: { readonly on: 'value' | 'ratio'; readonly limit: number }
  readonly note?: string
}

/** `value` as a multiple of `base`; none where the base was not measured. */
export function ratioTo(
  value: Spread,
  base: Spread | undefined,
  to: string,
): Pick<Figure, 'ratio'> {
  return base === undefined ? {} : { ratio: { value: value.median / base.median, to } }
}

/** Whether the figure keeps its bound; undefined where it has none or was not measured. */
export function verdict({ value, ratio, bound }: Figure): 'PASS' | 'over' | undefined {
  const measured = bound?.on === 'ratio' ? ratio?.value : value?.median
  if (bound === undefined || measured === undefined) return undefined
  return measured <= bound.limit ? 'PASS' : 'over'
}

/** A Markdown table with aligned columns, to read in a terminal and to paste in a README. */
export function table(title: string, figures: readonly Figure[]): string {
  const rows = [
    [title, 'median (min–max)', 'ratio', 'bound', ''],
    ...figures.map((figure) => [
      figure.name,
      valueText(figure),
      figure.ratio === undefined ? '' : `${number(figure.ratio.value)} × ${figure.ratio.to}`,
      boundText(figure),
      verdict(figure) ?? '',
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')
}

function valueText({ value, unit, note }: Figure): string {
  const suffix = note === undefined ? '' : ` ${note}`
  if (value === undefined) return `not measured${suffix}`
  // One unit for all three numbers, the median's.
  const [divisor, name] = scale(value.median, unit)
  const [median, min, max] = [value.median, value.min, value.max].map((v) => number(v / divisor))
  return `${median} ${name} (${min}–${max})${suffix}`
}

function boundText({ bound, ratio, unit }: Figure): string {
  if (bound === undefined) return ''
  if (bound.on === 'ratio') return `≤ ${bound.limit} ×${ratio === undefined ? '' : ` ${ratio.to}`}`
  const [divisor, name] = scale(bound.limit, unit)
  return `≤ ${number(bound.limit / divisor)} ${name}`
}

function scale(value: number, unit: Figure['unit']): readonly [number, string] {
  if (unit === 'bytes') return [2 ** 20, 'MiB']
  return value >= 1000 ? [1000, 's'] : [1, 'ms']
}

/** Three digits are as much as these measurements are worth. */
function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}
