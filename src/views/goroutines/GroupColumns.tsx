import { type ListColumn, ListColumns } from '../frame/list/ListColumns.tsx'
import { type GroupOrder, ORDER, REVERSE } from './state.ts'

const COLUMNS: readonly ListColumn<GroupOrder>[] = [
  { className: 'group-count', label: 'Count', help: 'Goroutines with this stack', sort: 'count' },
  {
    className: 'group-state',
    label: 'State',
    help: 'The state that most of them are in',
    sort: 'state',
    text: true,
  },
  {
    className: 'group-wait',
    label: 'Waiting',
    help: 'How long: the median and the longest',
    sort: 'wait',
  },
  {
    className: 'group-trend',
    label: 'Trend',
    help: 'Count in each dump of the series',
    sort: null,
  },
  {
    className: 'group-stack',
    label: 'Stack',
    help: 'Frames of the program itself, innermost first',
    sort: null,
  },
  {
    className: 'group-creator',
    label: 'Created by',
    help: 'The function that started them',
    sort: null,
  },
]
const WITHOUT_TREND = COLUMNS.filter(({ label }) => label !== 'Trend')

export function GroupColumns({ trend }: { readonly trend: boolean }) {
  const columns = trend ? COLUMNS : WITHOUT_TREND
  return <ListColumns className="group-columns" columns={columns} order={ORDER} reverse={REVERSE} />
}
