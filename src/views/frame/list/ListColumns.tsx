import type { ViewField } from '../../../store/fields.ts'
import { useField } from '../../../store/use-field.ts'
import { Icon } from '../../../ui/Icon.tsx'
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
    <div className={`list-columns ${props.className}`}>
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
          <button
            key={label}
            type="button"
            className={className}
            title={help}
            aria-label={`Sort by ${label.toLowerCase()}${now}`}
            onClick={() => {
              if (isSorted) return setReverse(!reverse)
              setSorted(sort)
              setReverse(false, 'replace')
            }}
          >
            {label}
            {isSorted && <Icon name={up ? 'up' : 'arrowDown'} />}
          </button>
        )
      })}
    </div>
  )
}
