import { timeText } from '../profile/time-text.ts'
import { ENOUGH } from './decision.ts'
import type { Finding, Rate } from './finding.ts'
import type { Judgement, Measured } from './measured.ts'
import { heapColumns } from './turnover.ts'

// Figures, times and places as sentences show them.

/** `main.leak (main.go:32, chan send)` */
export function placeOf(
  { function: name, file, line }: Pick<Finding, 'function' | 'file' | 'line'>,
  state: string,
): string {
  const base = file.slice(file.lastIndexOf('/') + 1)
  const place = base === '' ? '' : line > 0 ? `${base}:${line}` : base
  const notes = [place, state].filter((note) => note !== '')
  return notes.length > 0 ? `${name} (${notes.join(', ')})` : name
}

/** `85 → 289 goroutines over 4 snapshots in 8 s` */
export function courseText(measured: Measured, { course, known }: Judgement): string {
  const { format } = measured
  const { values } = course
  const n = values.length
  const time = known.minutes === null ? '' : ` in ${timeText(known.minutes * 60)}`
  return `${format(values[0]!)} → ${format(values[n - 1]!)} ${unitWord(measured)} over ${n} snapshots${time}`
}

/** `85 → 151 → 218 → 289`; of more than eight values the first four and the last three. */
export function courseOf({ format }: Measured, values: ArrayLike<number>): string {
  const all = Array.from(values)
  if (all.length <= 8) return all.map(format).join(' → ')
  return [...all.slice(0, 4).map(format), '…', ...all.slice(-3).map(format)].join(' → ')
}

/** Whether goroutines are counted. */
export function isGoroutines({ type }: Measured): boolean {
  return type === 'goroutine' || type === 'goroutineleak'
}

/** Whether the snapshots are heap profiles. */
export function isHeap({ snapshots }: Measured): boolean {
  return snapshots.length > 0 && heapColumns(snapshots[0]!.profile) !== null
}

/** The word for what the values count. */
export function unitWord(measured: Measured): string {
  return isGoroutines(measured) ? 'goroutines' : measured.type
}

/** The same as the subject of a sentence. */
export function subjectOf(measured: Measured): string {
  if (isGoroutines(measured)) return 'goroutines'
  if (measured.unit === 'bytes') return 'memory'
  return measured.type.endsWith('objects') ? 'objects' : measured.type
}

/** The verb for the subject. */
export function grows(measured: Measured): 'grow' | 'grows' {
  return subjectOf(measured).endsWith('s') ? 'grow' : 'grows'
}

/** `Two more snapshots a minute apart` */
export function moreSnapshots(measured: Measured, snapshots: number): string {
  const { placed } = measured
  const more = Math.max(2, ENOUGH + 1 - snapshots)
  const words = ['', '', 'Two', 'Three', 'Four', 'Five']
  const steps = placed.places.slice(1).map((place, i) => place - placed.places[i]!)
  const usual = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 60
  // Nobody waits for more snapshots that are days apart.
  const apart = placed.timed && usual < 7200 ? timeText(usual) : 'a minute'
  return `${words[more] ?? more} more snapshots ${apart === '1 min' ? 'a minute' : apart} apart${isHeap(measured) ? ', with gc=1,' : ''}`
}

/** `p < 0.001`, `p = 0.02` */
export function chanceText(chance: number): string {
  return chance < 0.001 ? 'p < 0.001' : `p = ${chance.toPrecision(1)}`
}

/** The rate in a suitable unit of time: the shortest in which it is not tiny. */
export function rateOf({ placed, format, unit }: Measured, { known }: Judgement): Rate {
  const { rate, low, high } = known.judged
  const some = unit === 'bytes' ? 1024 : 1
  const units = placed.timed ? TIMES : STEPS
  const [per, seconds] =
    units.find(([, seconds]) => Math.abs(rate) * seconds >= some) ?? units.at(-1)!
  const text = (by: number): string => {
    const value = by * seconds
    const isWhole = Math.abs(value) >= 10 || unit === 'bytes'
    return format(isWhole ? Math.round(value) : Number(value.toPrecision(2)))
  }
  return {
    ...{ value: rate * seconds, low: low * seconds, high: high * seconds, per },
    text: `about ${text(rate)} more per ${per}`,
    interval: `${text(rate)} per ${per}, 95 %: ${text(low)} to ${text(high)}`,
  }
}

const TIMES = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const
const STEPS = [['snapshot', 1]] as const

/** `85%`, from a share of 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
