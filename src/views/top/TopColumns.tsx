import { sortBy } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { topColumnOf } from '../../store/view.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { TopColumn } from '../../worker/protocol.ts'
import { COLUMNS } from './columns.ts'

const ALL = [
  ...COLUMNS,
  { label: 'name', help: 'Frame, as pprof prints it', sort: 'name' as const },
]

/** The header row; a click sorts, a second one turns the order. */
export function TopColumns({ onSort }: { readonly onSort: () => void }) {
  const column = useView(topColumnOf)
  const reverse = useView((view) => view.reverse)
  return (
    <tr aria-rowindex={1}>
      {ALL.map(({ label, help, sort }) => {
        const sorted = sort === column ? directionOf(sort, reverse) : undefined
        return (
          <th
            key={label}
            scope="col"
            aria-sort={sorted}
            className={label === 'name' ? 'top-name' : 'top-number'}
            title={help}
          >
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
