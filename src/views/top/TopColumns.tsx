import { useView } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import { orderOf, SortButton } from '../../ui/controls/SortButton.tsx'
import type { Column } from './columns.ts'
import { REVERSE, sortBy, sortColumn } from './order.ts'

interface TopColumnsProps {
  readonly columns: readonly Column[]
  readonly onSort: () => void
}

/** The head of the table. */
export function TopColumns({ columns, onSort }: TopColumnsProps) {
  const column = useView(sortColumn)
  const [reverse] = useField(REVERSE)
  return (
    <thead className="table-head">
      <tr aria-rowindex={1}>
        {columns.map(({ label, help, sort, kind }) => {
          const order = sort === column ? orderOf(column, reverse) : undefined
          return (
            <th key={label} scope="col" aria-sort={order} className={`top-${kind}`} title={help}>
              {sort === null ? (
                label
              ) : (
                <SortButton
                  label={label}
                  order={order}
                  onClick={() => {
                    onSort()
                    sortBy(sort)
                  }}
                />
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
