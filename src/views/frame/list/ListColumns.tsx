import type { ViewField } from '../../../store/fields.ts'
import { useField } from '../../../store/use-field.ts'
import { SortButton } from '../../../ui/controls/SortButton.tsx'
import './list-columns.css'

export interface ListColumn<Sort extends string> {
  readonly className: string
  readonly label: string
  readonly help: string
  /** What a click sorts by; null where none does. */
  readonly sort: Sort | null
  /** Text starts at A, figures at the largest. */
  readonly text?: boolean
}

interface ListColumnsProps<Sort extends string> {
  readonly className: string
  readonly columns: readonly ListColumn<Sort>[]
  /** Where the link says what the rows are sorted by, and whether the other way round. */
  readonly order: ViewField<Sort>
  readonly reverse: ViewField<boolean>
}

/** The names of a list's columns; a click sorts, a second one turns the order. */
export function ListColumns<Sort extends string>(props: ListColumnsProps<Sort>) {
  const [sorted, setSorted] = useField(props.order)
  const [reverse, setReverse] = useField(props.reverse)
  return (
    <div className={`list-columns table-head ${props.className}`}>
      {props.columns.map(({ className, label, help, sort, text = false }) => {
        if (sort === null) {
          return (
            <span key={label} className={className} title={help}>
              {label}
            </span>
          )
        }
        const isSorted = sort === sorted
        const up = text !== reverse
        const now = isSorted ? `, ${up ? 'ascending' : 'descending'} now` : ''
        return (
          <SortButton
            key={label}
            label={label}
            className={className}
            help={help}
            order={isSorted ? (up ? 'ascending' : 'descending') : undefined}
            name={`Sort by ${label.toLowerCase()}${now}`}
            onClick={() => {
              if (isSorted) return setReverse(!reverse)
              setSorted(sort)
              setReverse(false, 'replace')
            }}
          />
        )
      })}
    </div>
  )
}
