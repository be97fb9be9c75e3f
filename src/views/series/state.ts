import { choiceField, flagField, textField } from '../../store/fields.ts'
import type { SeriesColumn, SeriesWidth } from '../../worker/protocol.ts'

/** How what grows is shown. */
export const SHOWN_AS = choiceField('gshow', ['table', 'flame'])
/** What the width of a frame stands for. */
export const WIDTH = choiceField<SeriesWidth>('gwidth', ['all', 'last'])
/** Where the flame graph is zoomed to. */
export const ZOOM = textField('gz')

/** What the rows are. */
export const TABLE = choiceField('gtable', ['stacks', 'flat', 'cum'])
export const COLUMN = choiceField<SeriesColumn>('gcol', ['growth', 'slope', 'last', 'name'])
export const REVERSE = flagField('gback')
