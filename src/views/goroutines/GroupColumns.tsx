import { useField } from '../../store/fields.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type GroupOrder, ORDER, REVERSE, sortGroups } from './state.ts'

const SORTED: readonly {
  readonly by: GroupOrder
  readonly label: string
  readonly help: string
}[] = [
  { by: 'count', label: 'Count', help: 'Goroutines with this stack' },
  { by: 'state', label: 'State', help: 'What most of them are in' },
  { by: 'wait', label: 'Waiting', help: 'How long: the median and the longest' },
]

/** The names of the columns; a click sorts, a second one turns the order. */
export function GroupColumns({ trend }: { readonly trend: boolean }) {
  const [order] = useField(ORDER)
  const [reverse] = useField(REVERSE)
  return (
    <div className="group-columns">
      {SORTED.map(({ by, label, help }) => (
        <button
          key={by}
          type="button"
          className={`group-${by}`}
          title={help}
          aria-label={`Sort by ${label.toLowerCase()}${by === order ? orderText(by, reverse) : ''}`}
          onClick={() => sortGroups(by, order, reverse)}
        >
          {label}
          {by === order && <Icon name={ascends(by, reverse) ? 'up' : 'arrowDown'} />}
        </button>
      ))}
      {trend && (
        <span className="group-trend" title="In the dumps of the series, in their order">
          Trend
        </span>
      )}
      <span className="group-stack" title="Frames of the program itself, innermost first">
        Stack
      </span>
      <span className="group-creator" title="What has started them">
        Created by
      </span>
    </div>
  )
}

function ascends(by: GroupOrder, reverse: boolean): boolean {
  return (by === 'state') !== reverse
}

function orderText(by: GroupOrder, reverse: boolean): string {
  return ascends(by, reverse) ? ', ascending now' : ', descending now'
}
