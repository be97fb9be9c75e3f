import { choiceField } from '../../store/fields.ts'
import type { Preference } from '../../store/preferences.ts'

export const COLORING = choiceField('fcolor', ['package', 'file', 'self', 'total'])
/** Whether colours show a change relative to the base value or to the whole, or packages. */
export const CHANGE_OF = choiceField('fchange', ['relative', 'absolute', 'package'])

/** What the colours of frames mean. */
export type Coloring =
  | typeof COLORING.initial
  // Changes (change.ts): relative to what, and the colour of decreases.
  | `change ${'relative' | 'absolute'} ${'blue' | 'green'}`

/** The colour of decreases: blue against red can be distinguished by everyone. */
export const LESS: Preference<'blue' | 'green'> = {
  name: 'flame.less',
  initial: 'blue',
  check: (value): value is 'blue' | 'green' => value === 'blue' || value === 'green',
}

export const ROW_HEIGHTS = [16, 20, 24] as const
/** The choices for the narrowest frame that is drawn, in CSS pixels. */
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
