import { scaledLabel } from '../../engine/profile/units.ts'
import { childrenOf, type FlameModel, type FrameIndex, frameOf, parentOf } from './model.ts'

/** How values are said: the unit they are in, and the unit to say them in ("minimum": what fits). */
export interface Measure {
  readonly unit: string
  readonly shownUnit: string
}

export function valueText(value: number, { unit, shownUnit }: Measure): string {
  return scaledLabel(value, unit, shownUnit)
}

/** Short: 100%, 98.1%, 3.4%, 0.12%; with its sign. */
export function percentOf(value: number, all: number): string {
  const percent = all === 0 ? 0 : (value / all) * 100
  const size = Math.abs(percent)
  if (size >= 99.95) return `${Math.round(percent)}%`
  if (size >= 1 || size === 0) return `${Number(percent.toFixed(1))}%`
  return `${Number(percent.toPrecision(2))}%`
}

/** What the bar below says of a frame: `json.Marshal · 0.71s of 3.62s (19.6%) · self 0.02s`. */
export function statusOf(model: FlameModel, i: FrameIndex, measure: Measure): string {
  const { total, self, total100 } = model.answer
  const value = valueText(total[i]!, measure)
  const all = valueText(total100, measure)
  const share = percentOf(total[i]!, total100)
  return `${frameOf(model, i).name} · ${value} of ${all} (${share}) · self ${valueText(self[i]!, measure)}`
}

/** The same for someone who hears it, with where the frame stands. */
export function spokenOf(model: FlameModel, i: FrameIndex, measure: Measure): string {
  const { total, self, total100, depth, match } = model.answer
  const parent = parentOf(model, i)
  const callees = childrenOf(model, i).length
  const words = [
    frameOf(model, i).name,
    `${valueText(total[i]!, measure)}, ${percentOf(total[i]!, total100)} of all`,
    `self ${valueText(self[i]!, measure)}`,
    parent < 0 ? 'outermost' : `called by ${frameOf(model, parent).name}`,
    callees === 1 ? '1 callee' : `${callees} callees`,
    `depth ${depth[i]}`,
  ]
  if (match[i]) words.push('matches the search')
  return words.join(', ')
}
