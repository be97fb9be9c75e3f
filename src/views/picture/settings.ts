import { choiceField } from '../../store/fields.ts'
import type { Preference } from '../../store/preferences.ts'

export const COLORING = choiceField('fcolor', ['package', 'file', 'self', 'total'])
/** Whether colour shows a change as a share of what there was, or of the whole. */
export const CHANGE_OF = choiceField('fchange', ['relative', 'absolute'])

/** What colours tell apart, or of what they show how much it is. */
export type Coloring =
  | typeof COLORING.initial
  // Of what has changed (change.ts): the change as a share of what, and how less is shown.
  | `change ${'relative' | 'absolute'} ${'blue' | 'green'}`

/** What has become less: blue beside red is told apart by everyone. */
export const LESS: Preference<'blue' | 'green'> = {
  name: 'flame.less',
  initial: 'blue',
  check: (value): value is 'blue' | 'green' => value === 'blue' || value === 'green',
}

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
