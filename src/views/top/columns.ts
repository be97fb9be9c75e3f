import type { TopColumn, TopRow } from '../../worker/protocol.ts'

export interface Column {
  readonly label: string
  readonly help: string
  /** What a click on the header sorts by; null where it does not. */
  readonly sort: TopColumn | null
  readonly text: (row: TopRow) => string
  /** Draws a bar as long as the share behind the text. */
  readonly heat: 'flat' | 'cum' | null
}

/** Left of the name, all right-aligned; in pprof's order. */
export const COLUMNS: readonly Column[] = [
  {
    label: 'flat',
    help: 'Value of the samples that end in the frame',
    sort: 'flat',
    text: (row) => row.flatText,
    heat: null,
  },
  {
    label: 'flat%',
    help: 'flat as a share of the total',
    sort: null,
    text: (row) => row.flatPercent,
    heat: 'flat',
  },
  {
    label: 'sum%',
    help: 'flat% of this row and all above it',
    sort: null,
    text: (row) => row.sumPercent,
    heat: null,
  },
  {
    label: 'cum',
    help: 'Value of the samples that have the frame anywhere in their stack',
    sort: 'cum',
    text: (row) => row.cumText,
    heat: null,
  },
  {
    label: 'cum%',
    help: 'cum as a share of the total',
    sort: null,
    text: (row) => row.cumPercent,
    heat: 'cum',
  },
]

/** Length of a heat bar for a percentage as printed. */
export function heatWidth(percent: string): string {
  const share = Math.abs(Number.parseFloat(percent))
  return Number.isNaN(share) ? '0' : `${Math.min(100, share)}%`
}
