import { sortBy } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { topColumnOf } from '../../store/view.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { TopColumn } from '../../worker/protocol.ts'
import type { Column } from './columns.ts'

interface TopColumnsProps {
  readonly columns: readonly Column[]
  readonly onSort: () => void
}

/** The header row; a click sorts, a second one turns the order. */
export function TopColumns({ columns, onSort }: TopColumnsProps) {
  const column = useView(topColumnOf)
  const reverse = useView((view) => view.reverse)
  return (
    <tr aria-rowindex={1}>
      {columns.map(({ label, help, sort, kind }) => {
        const sorted = sort === column ? directionOf(sort, reverse) : undefined
        return (
          <th key={label} scope="col" aria-sort={sorted} className={`top-${kind}`} title={help}>
            {sort === null ? (
              label
            ) : (
              <button
                type="button"
                onClick={() => {
                  onSort()
                  sortBy(sort)
                }}
              >
                {label}
                {sorted && <Icon name={sorted === 'ascending' ? 'up' : 'arrowDown'} />}
              </button>
            )}
          </th>
        )
      })}
    </tr>
  )
}

/** Names start at A, figures at the largest. */
function directionOf(column: TopColumn, reverse: boolean): 'ascending' | 'descending' {
  return (column === 'name') !== reverse ? 'ascending' : 'descending'
}
