import { fieldOf, flagField, withFieldValue } from '../../store/fields.ts'
import { changeView } from '../../store/navigation.ts'
import { setOption, type View } from '../../store/view.ts'
import type { TopColumn } from '../../worker/protocol.ts'

/** Whether rows are in the order of their names, rather than in that of the option `sort`. */
export const BY_NAME = flagField('byname')
/** Whether the order is the other way round. */
export const REVERSE = flagField('rev')

/** The column that the rows are sorted by. */
export function sortColumn(view: View): TopColumn {
  return fieldOf(view, BY_NAME) ? 'name' : view.options.sort
}

/** A click on the header of a column. */
export function sortBy(column: TopColumn): void {
  changeView((view) => sortedBy(view, column))
}

/** Sorts by the column, or reverses the order of rows that are sorted by it. */
export function sortedBy(view: View, column: TopColumn): View {
  if (sortColumn(view) === column) {
    return withFieldValue(view, REVERSE, !fieldOf(view, REVERSE))
  }
  const sorted = column === 'name' ? view : setOption(view, 'sort', column)
  return withFieldValue(withFieldValue(sorted, BY_NAME, column === 'name'), REVERSE, false)
}
