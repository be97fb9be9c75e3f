import { divided, percentage, scale, scaledLabel } from '../../engine/profile/units.ts'
import type { Options } from '../../engine/select/options.ts'
import type { ChangeFlameAnswer, FlameAnswer, FlameShape } from '../../worker/protocol.ts'
import { isCompared, isSigned } from './change.ts'
import { childrenOf, type FlameModel, type FrameIndex, frameOf, parentOf } from './model.ts'

/** How values are formatted. */
export interface Measure {
  /** The unit of the values. */
  readonly unit: string
  /** The unit to show: the one that fits the total, unless the options name one. */
  readonly shownUnit: string
  /** What values are divided by for display. */
  readonly divideBy: number
  /** The value that percentages relate to. */
  readonly all: number
}

/**
 * How to format the values of a picture.
 * @param all the total
 */
export function measureOf(
  all: number,
  unit: string,
  { unit: wanted, divide_by: divideBy }: Pick<Options, 'unit' | 'divide_by'>,
): Measure {
  const fits = wanted === 'minimum' || wanted === 'auto'
  const shownUnit = fits ? scale(divided(all, divideBy), unit, 'auto').unit : wanted
  return { all, unit, shownUnit, divideBy }
}

/** A change as `valueText` says it, with its sign: +37.77MB. */
export function changeOf(value: number, measure: Measure): string {
  return signed(value, valueText(Math.abs(value), measure))
}

/** A value in the unit of the total, for comparison; one too small for that in its own unit. */
export function valueText(value: number, { unit, shownUnit, divideBy }: Measure): string {
  const said = divided(value, divideBy)
  const small = Math.abs(scale(said, unit, shownUnit).value) < 0.01
  return scaledLabel(said, unit, small ? 'auto' : shownUnit)
}

/** As pprof prints it: 19.61%. */
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

/** The figure after a frame's name: its share of all or, in a comparison, its change. */
export function figureOf(answer: FlameAnswer, i: FrameIndex, all: number): string {
  if (isSigned(answer)) return signed(answer.total[i]!, percentOf(Math.abs(answer.total[i]!), all))
  if (!isCompared(answer)) return percentOf(answer.total[i]!, all)
  return changeAt(answer, i).percent || 'as before'
}

/** The sign before a frame's name in a comparison, so that colour is not the only cue. */
export function signOf(answer: FlameAnswer, i: FrameIndex): string {
  if (!isCompared(answer) && !isSigned(answer)) return ''
  const delta = isCompared(answer) ? changeAt(answer, i).delta : answer.total[i]!
  return delta > 0 ? '▲ ' : delta < 0 ? '▼ ' : ''
}

interface ChangeAt {
  readonly old: number
  readonly new: number
  readonly delta: number
  /** +212%; "new" or "gone" where one side has nothing, "" where nothing has changed. */
  readonly percent: string
}

/** The change of a frame's node. */
export function changeAt(answer: ChangeFlameAnswer, i: FrameIndex): ChangeAt {
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

/** With a sign, except for zero. */
export function signed(value: number, absolute: string): string {
  return value > 0 ? `+${absolute}` : value < 0 ? `−${absolute}` : absolute
}

/** 14.25MB → 52.02MB (+37.77MB, +265%) */
export function changeText(answer: ChangeFlameAnswer, i: FrameIndex, measure: Measure): string {
  const { old, new: now, delta, percent } = changeAt(answer, i)
  const text = changeOf(delta, measure)
  const change = percent === '' ? 'as before' : `${text}, ${percent}`
  return `${valueText(old, measure)} → ${valueText(now, measure)} (${change})`
}

/** Words for how frames relate to those beside them. */
export interface Relations {
  /** The part of a frame's value that the frames below do not have. */
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

/** The words for the relations in a tree of this direction. */
export function relationsOf({ direction }: Pick<FlameShape, 'direction'>): Relations {
  return direction === 'up' || direction === 'callers' ? TO_CALLERS : TO_CALLEES
}

/**
 * The colouring that makes sense in a tree: in a bottom-up tree the whole value of a frame is the
 * self value of the function at the root.
 */
export function coloringOf<Wanted extends string>(
  shape: Pick<FlameShape, 'direction'>,
  wanted: Wanted,
): Wanted | 'total' {
  return wanted === 'self' && relationsOf(shape).rest !== 'self' ? 'total' : wanted
}

/** The status line for a frame: `json.Marshal · 0.71s of 3.62s (19.6%) · self 0.02s`. */
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
  const all = valueText(measure.all, measure)
  const share = shareText(total[i]!, measure.all)
  if (isSigned(answer)) {
    const change = `${changeOf(total[i]!, measure)}, ${share} of ${all}`
    return `${name} · ${change} · ${rest} ${changeOf(self[i]!, measure)}`
  }
  const value = valueText(total[i]!, measure)
  return `${name} · ${value} of ${all} (${share}) · ${rest} ${valueText(self[i]!, measure)}`
}

/** The same for screen readers, with the position of the frame. */
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
  const textOf = isSigned(answer) ? changeOf : valueText
  const figures = isCompared(answer)
    ? [changeText(answer, i, measure)]
    : [
        `${textOf(total[i]!, measure)}, ${shareText(total[i]!, measure.all)} of all`,
        `${rest} ${textOf(self[i]!, measure)}`,
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

/** The accessible name of a picture, with its keys. */
export function labelOf(what: string, model: FlameModel | undefined): string {
  const frames = model ? `${model.answer.node.length} frames on screen` : 'on its way'
  return `${what}, ${frames}. Arrow keys walk, Enter zooms, Escape zooms out, u zooms out one level.`
}
