import { percentage, scale, scaledLabel } from '../../engine/profile/units.ts'
import { childrenOf, type FlameModel, type FrameIndex, frameOf, parentOf } from './model.ts'

/** How values are said. */
export interface Measure {
  /** What they are in. */
  readonly unit: string
  /** What to say them in: the unit that fits the total, unless the options name one. */
  readonly shownUnit: string
  /** What percentages are of. */
  readonly all: number
}

/** @param wanted the option `unit` */
export function measureOf(all: number, unit: string, wanted: string): Measure {
  const fits = wanted === 'minimum' || wanted === 'auto'
  return { all, unit, shownUnit: fits ? scale(all, unit, 'auto').unit : wanted }
}

/** A value in the unit of the total, so that they compare; one too small for that in its own. */
export function valueText(value: number, { unit, shownUnit }: Measure): string {
  const small = Math.abs(scale(value, unit, shownUnit).value) < 0.01
  return scaledLabel(value, unit, small ? 'auto' : shownUnit)
}

/** As pprof says it: 19.61%. */
export function shareText(value: number, all: number): string {
  return percentage(value, all).trim()
}

/** Short, for labels: 100%, 98.1%, 3.4%, 0.12%; with its sign. */
export function percentOf(value: number, all: number): string {
  const percent = all === 0 ? 0 : (value / all) * 100
  const size = Math.abs(percent)
  if (size >= 99.95) return `${Math.round(percent)}%`
  if (size >= 1 || size === 0) return `${Number(percent.toFixed(1))}%`
  return `${Number(percent.toPrecision(2))}%`
}

/** What the bar below says of a frame: `json.Marshal · 0.71s of 3.62s (19.6%) · self 0.02s`. */
export function statusOf(model: FlameModel, i: FrameIndex, measure: Measure): string {
  const { total, self } = model.answer
  const value = valueText(total[i]!, measure)
  const all = valueText(measure.all, measure)
  const share = shareText(total[i]!, measure.all)
  return `${frameOf(model, i).name} · ${value} of ${all} (${share}) · self ${valueText(self[i]!, measure)}`
}

/** The same for someone who hears it, with where the frame stands. */
export function spokenOf(model: FlameModel, i: FrameIndex, measure: Measure): string {
  const { total, self, depth, match } = model.answer
  const parent = parentOf(model, i)
  const callees = childrenOf(model, i).length
  const words = [
    frameOf(model, i).name,
    `${valueText(total[i]!, measure)}, ${shareText(total[i]!, measure.all)} of all`,
    `self ${valueText(self[i]!, measure)}`,
    parent < 0 ? 'outermost' : `called by ${frameOf(model, parent).name}`,
    callees === 1 ? '1 callee' : `${callees} callees`,
    `depth ${depth[i]}`,
  ]
  if (match[i]) words.push('matches the search')
  return words.join(', ')
}
