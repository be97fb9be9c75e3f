import { withFieldValue } from '../../../store/fields.ts'
import { useCompared } from '../../../store/hooks.ts'
import { changeView } from '../../../store/navigation.ts'
import { useField } from '../../../store/use-field.ts'
import { orderOf, SortButton, type SortOrder } from '../../../ui/controls/SortButton.tsx'
import type { CompareColumn, CompareMetric } from '../../../worker/protocol.ts'
import { FIGURES, METRICS, shareLabel } from './columns.ts'
import { COLUMN, METRIC, REVERSED } from './settings.ts'

interface CompareHeadProps {
  /** Of a column of values, in pixels. */
  readonly width: number
  readonly onSort: () => void
}

/** The columns and their two rows of heads. */
export function CompareHead({ width, onSort }: CompareHeadProps) {
  const [metric] = useField(METRIC)
  const isOfBase = useCompared()?.mode.diff ?? false
  return (
    <>
      <colgroup>
        <col />
        {METRICS.map(({ metric: of }) =>
          FIGURES.map(({ column }) => (
            <col
              key={of + column}
              className={`compare-col ${column}`}
              style={column === 'change' ? {} : { width }}
            />
          )),
        )}
      </colgroup>
      <thead className="table-head">
        <tr aria-rowindex={1}>
          <th
            scope="col"
            rowSpan={2}
            className="compare-frame"
            aria-sort={useOrder(metric, 'name')}
          >
            <Sorter label="frame" help="By name" {...{ metric, column: 'name', onSort }} />
          </th>
          {METRICS.map(({ metric: of, help }) => (
            <th key={of} scope="colgroup" colSpan={FIGURES.length} title={help}>
              {of}
            </th>
          ))}
        </tr>
        <tr aria-rowindex={2}>
          {METRICS.map(({ metric: of }) =>
            FIGURES.map((figure) => (
              <Head
                key={of + figure.label}
                {...figure}
                label={figure.column === 'change' ? shareLabel(isOfBase) : figure.label}
                metric={of}
                onSort={onSort}
              />
            )),
          )}
        </tr>
      </thead>
    </>
  )
}

interface HeadProps {
  readonly label: string
  readonly help: string
  readonly metric: CompareMetric
  readonly column: CompareColumn
  readonly onSort: () => void
}

function Head(props: HeadProps) {
  return (
    <th scope="col" className="compare-figure" aria-sort={useOrder(props.metric, props.column)}>
      <Sorter {...props} />
    </th>
  )
}

function Sorter({ label, help, metric, column, onSort }: HeadProps) {
  const order = useOrder(metric, column)
  const [reversed] = useField(REVERSED)
  return (
    <SortButton
      label={label}
      help={help}
      order={order}
      onClick={() => {
        onSort()
        sortBy(metric, column, order !== undefined && !reversed)
      }}
    />
  )
}

/** How the rows are sorted by this column, if they are. */
function useOrder(metric: CompareMetric, column: CompareColumn): SortOrder | undefined {
  const [sorted] = useField(COLUMN)
  const [by] = useField(METRIC)
  const [reversed] = useField(REVERSED)
  return sorted === column && by === metric ? orderOf(column, reversed) : undefined
}

/** One step, whatever it changes. */
function sortBy(metric: CompareMetric, column: CompareColumn, reversed: boolean): void {
  changeView((view) =>
    withFieldValue(
      withFieldValue(withFieldValue(view, METRIC, metric), COLUMN, column),
      REVERSED,
      reversed,
    ),
  )
}
