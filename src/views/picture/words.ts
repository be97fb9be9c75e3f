import { divided, percentage, scale, scaledLabel } from '../../engine/profile/units.ts'
import type { Options } from '../../engine/select/options.ts'
import type { CompareFlameAnswer, FlameAnswer, FlameShape } from '../../worker/protocol.ts'
import { isCompared } from './change.ts'
import { childrenOf, type FlameModel, type FrameIndex, frameOf, parentOf } from './model.ts'

/** How values are said. */
export interface Measure {
  /** What they are in. */
  readonly unit: string
  /** What to say them in: the unit that fits the total, unless the options name one. */
  readonly shownUnit: string
  /** What they are divided by, to be said. */
  readonly divideBy: number
  /** What percentages are of. */
  readonly all: number
}

export function measureOf(
  all: number,
  unit: string,
  { unit: wanted, divide_by: divideBy }: Pick<Options, 'unit' | 'divide_by'>,
): Measure {
  const fits = wanted === 'minimum' || wanted === 'auto'
  const shownUnit = fits ? scale(divided(all, divideBy), unit, 'auto').unit : wanted
  return { all, unit, shownUnit, divideBy }
}

/** A value in the unit of the total, so that they compare; one too small for that in its own. */
export function valueText(value: number, { unit, shownUnit, divideBy }: Measure): string {
  const said = divided(value, divideBy)
  const small = Math.abs(scale(said, unit, shownUnit).value) < 0.01
  return scaledLabel(said, unit, small ? 'auto' : shownUnit)
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

/** Behind a frame's name: its share of all or, of a comparison, what has become of it. */
export function figureOf(answer: FlameAnswer, i: FrameIndex, all: number): string {
  if (!isCompared(answer)) return percentOf(answer.total[i]!, all)
  return changeAt(answer, i).percent || 'as before'
}

/** Before a frame's name in a comparison, so that no colour has to be seen. */
export function signOf(answer: FlameAnswer, i: FrameIndex): string {
  if (!isCompared(answer)) return ''
  const { delta } = changeAt(answer, i)
  return delta > 0 ? '▲ ' : delta < 0 ? '▼ ' : ''
}

interface ChangeAt {
  readonly old: number
  readonly new: number
  readonly delta: number
  /** +212%; "new" or "gone" where one side has nothing, "" where nothing has changed. */
  readonly percent: string
}

/** What has become of a frame's node. */
export function changeAt(answer: CompareFlameAnswer, i: FrameIndex): ChangeAt {
  const old = answer.old[i]!
  const now = answer.new[i]!
  const delta = now - old
  const percent =
    delta === 0
      ? ''
      : old === 0
        ? 'new'
        : now === 0
          ? 'gone'
          : signed(delta, percentOf(Math.abs(delta), Math.abs(old)))
  return { old, new: now, delta, percent }
}

/** With its sign, which is none of a zero. */
export function signed(value: number, absolute: string): string {
  return value > 0 ? `+${absolute}` : value < 0 ? `−${absolute}` : absolute
}

/** 14.25MB → 52.02MB (+37.77MB, +265%) */
export function changeText(answer: CompareFlameAnswer, i: FrameIndex, measure: Measure): string {
  const { old, new: now, delta, percent } = changeAt(answer, i)
  const text = signed(delta, valueText(Math.abs(delta), measure))
  const change = percent === '' ? 'as before' : `${text}, ${percent}`
  return `${valueText(old, measure)} → ${valueText(now, measure)} (${change})`
}

/** How frames stand to those beside them, in words. */
export interface Relations {
  /** What is left of a frame's value when those below have taken theirs. */
  readonly rest: string
  readonly above: string
  readonly below: readonly [one: string, many: string]
  readonly ofAbove: string
}

const TO_CALLEES: Relations = {
  rest: 'self',
  above: 'called by',
  below: ['callee', 'callees'],
  ofAbove: 'of its caller',
}
const TO_CALLERS: Relations = {
  rest: 'outermost',
  above: 'calls',
  below: ['caller', 'callers'],
  ofAbove: 'of what it calls',
}

export function relationsOf({ direction }: Pick<FlameShape, 'direction'>): Relations {
  return direction === 'up' || direction === 'callers' ? TO_CALLERS : TO_CALLEES
}

/**
 * What colours mean in a tree: from functions to their callers a frame's whole value is the own one
 * of the function that it leads from.
 */
export function coloringOf<Wanted extends string>(
  shape: Pick<FlameShape, 'direction'>,
  wanted: Wanted,
): Wanted | 'total' {
  return wanted === 'self' && relationsOf(shape).rest !== 'self' ? 'total' : wanted
}

/** What the bar below says of a frame: `json.Marshal · 0.71s of 3.62s (19.6%) · self 0.02s`. */
export function statusOf(
  model: FlameModel,
  i: FrameIndex,
  measure: Measure,
  { rest }: Relations,
): string {
  const { answer } = model
  const { total, self } = answer
  const name = frameOf(model, i).name
  if (isCompared(answer)) return `${name} · ${changeText(answer, i, measure)}`
  const value = valueText(total[i]!, measure)
  const all = valueText(measure.all, measure)
  const share = shareText(total[i]!, measure.all)
  return `${name} · ${value} of ${all} (${share}) · ${rest} ${valueText(self[i]!, measure)}`
}

/** The same for someone who hears it, with where the frame stands. */
export function spokenOf(
  model: FlameModel,
  i: FrameIndex,
  measure: Measure,
  { rest, above, below }: Relations,
): string {
  const { total, self, depth, match } = model.answer
  const parent = parentOf(model, i)
  const under = childrenOf(model, i).length
  const { answer } = model
  const figures = isCompared(answer)
    ? [changeText(answer, i, measure)]
    : [
        `${valueText(total[i]!, measure)}, ${shareText(total[i]!, measure.all)} of all`,
        `${rest} ${valueText(self[i]!, measure)}`,
      ]
  const words = [
    frameOf(model, i).name,
    ...figures,
    parent < 0 ? 'the whole' : `${above} ${frameOf(model, parent).name}`,
    `${under} ${under === 1 ? below[0] : below[1]}`,
    `depth ${depth[i]}`,
  ]
  if (match[i]) words.push('matches the search')
  return words.join(', ')
}

/** What a picture is, for those who do not see it, and its keys. */
export function labelOf(what: string, model: FlameModel | undefined): string {
  const frames = model ? `${model.answer.node.length} frames on screen` : 'on its way'
  return `${what}, ${frames}. Arrow keys walk, Enter zooms, Escape zooms out, u zooms out one level.`
}
