import { Icon } from '../Icon.tsx'
import './table.css'

export type SortOrder = 'ascending' | 'descending'

interface SortButtonProps {
  readonly label: string
  readonly help?: string | undefined
  /** Where the label alone does not say it. */
  readonly name?: string
  /** Where it stands, for a head that is no table's. */
  readonly className?: string
  readonly disabled?: boolean
  /** How the rows are sorted by this column; undefined where they are not. */
  readonly order: SortOrder | undefined
  readonly onClick: () => void
}

/** In the head of a column: a click sorts by it, a second one turns the order. */
export function SortButton(props: SortButtonProps) {
  const { label, help, name, className = '', order, ...rest } = props
  return (
    <button
      type="button"
      className={order ? `sort sorted ${className}` : `sort ${className}`}
      title={help}
      aria-label={name}
      {...rest}
    >
      {label}
      {order && <Icon name={order === 'ascending' ? 'up' : 'arrowDown'} />}
    </button>
  )
}

/** Names start at A, figures at the largest. */
export function orderOf(column: string, reverse: boolean): SortOrder {
  return (column === 'name') !== reverse ? 'ascending' : 'descending'
}
