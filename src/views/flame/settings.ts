import { choiceField, flagField, textField } from '../../store/fields.ts'
import type { CompareWidth, FlameShape } from '../../worker/protocol.ts'

/** What the picture shows, in the link. */
export const DIRECTION = choiceField('dir', ['down', 'up', 'sandwich'])
/** Name of the frame that a sandwich is of. */
export const SANDWICHED = textField('of')
/** Whether direct repeats of a frame are shown as one. */
export const COLLAPSE = flagField('fcollapse')
export const ORDER = choiceField<FlameShape['order']>('forder', ['size', 'name'])
/** What the width of a frame stands for where two profiles are compared. */
export const WIDTH = choiceField<DifferenceWidth>('fwidth', ['sum', 'new', 'delta'])

/** Whether a value is as wide in both of two flame graphs that are compared. */
export const SAME_SCALE = flagField('samescale', true)

export type DifferenceWidth = Exclude<CompareWidth, 'old'>
export type FlameDirection = typeof DIRECTION.initial
