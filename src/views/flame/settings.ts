import { choiceField, flagField, textField } from '../../store/fields.ts'
import type { Preference } from '../../store/preferences.ts'
import type { FlameShape } from '../../worker/protocol.ts'

/** What the picture shows, in the link. */
export const DIRECTION = choiceField('dir', ['down', 'up', 'sandwich'])
/** Name of the frame that a sandwich is of. */
export const SANDWICHED = textField('of')
/** Whether direct repeats of a frame are shown as one. */
export const COLLAPSE = flagField('fcollapse')
export const ORDER = choiceField<FlameShape['order']>('forder', ['size', 'name'])
export const COLORING = choiceField('fcolor', ['package', 'file', 'self', 'total'])

export type FlameDirection = typeof DIRECTION.initial
/** What colours tell apart, or of what they show how much it is. */
export type Coloring =
  | typeof COLORING.initial
  // Of a comparison (change.ts): the change as a share of what, and how less is shown.
  | `change ${'relative' | 'absolute'} ${'blue' | 'green'}`

export const ROW_HEIGHTS = [16, 20, 24] as const
/** Of frames that are drawn at all, in CSS pixels. */
export const NARROWEST = [0.5, 1, 2, 4] as const

export const ROW_HEIGHT: Preference<number> = {
  name: 'flame.row',
  initial: 20,
  check: (value): value is number => ROW_HEIGHTS.some((height) => height === value),
}

export const MIN_WIDTH: Preference<number> = {
  name: 'flame.narrowest',
  initial: 0.5,
  check: (value): value is number => NARROWEST.some((width) => width === value),
}
