import type { SeriesColumn } from '../../engine/session/series.ts'
import { choiceField, flagField, setField } from '../../store/fields.ts'

/** What the rows are. */
export const TABLE = choiceField('gtable', ['stacks', 'flat', 'cum'])
export const COLUMN = choiceField<SeriesColumn>('gcol', ['growth', 'slope', 'last', 'name'])
export const REVERSE = flagField('gback')

/** A click on a column's header: sorts by it, or turns the order if it was sorted by it. */
export function sortSeries(column: SeriesColumn, sorted: SeriesColumn, reverse: boolean): void {
  if (column === sorted) setField(REVERSE, !reverse)
  else {
    setField(COLUMN, column)
    setField(REVERSE, false, 'replace')
  }
}
