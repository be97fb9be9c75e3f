import { Icon } from '../../../ui/Icon.tsx'

export type SortOrder = 'ascending' | 'descending'

interface SortButtonProps {
  readonly label: string
  readonly help?: string
  /** How the rows are sorted by this column; undefined where they are not. */
  readonly order: SortOrder | undefined
  readonly onClick: () => void
}

/** In the head of a column: a click sorts by it, a second one turns the order. */
export function SortButton({ label, help, order, onClick }: SortButtonProps) {
  return (
    <button type="button" title={help} onClick={onClick}>
      {label}
      {order && <Icon name={order === 'ascending' ? 'up' : 'arrowDown'} />}
    </button>
  )
}

/** Names start at A, figures at the largest. */
export function orderOf(column: string, reverse: boolean): SortOrder {
  return (column === 'name') !== reverse ? 'ascending' : 'descending'
}
