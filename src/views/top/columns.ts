import type { Preference } from '../../store/preferences.ts'
import type { TopColumn, TopRow } from '../../worker/protocol.ts'
import type { CopyColumn } from '../frame/list/copy-rows.ts'

/** Its label is also what the preference keeps. */
export interface Column extends CopyColumn<TopRow> {
  readonly help: string
  /** What a click on the header sorts by; null where it does not. */
  readonly sort: TopColumn | null
  /** What of the text fits into the column, where that is not its beginning. */
  readonly brief?: (text: string) => string
  /** Draws a bar as long as the share behind the text. */
  readonly heat: 'flat' | 'cum' | null
}

type Figure = Pick<Column, 'label' | 'help' | 'text'> & Partial<Column>

const number = (column: Figure): Column => ({ sort: null, heat: null, kind: 'number', ...column })
const text = (column: Figure): Column => ({ sort: null, heat: null, kind: 'text', ...column })

/** All that can be shown, in pprof's order as far as it has them: figures, the name, texts. */
export const COLUMNS: readonly Column[] = [
  number({
    label: 'flat',
    help: 'Value of the samples that end in the frame',
    sort: 'flat',
    text: (row) => row.flatText,
  }),
  number({
    label: 'flat%',
    help: 'flat as a share of the total',
    text: (row) => row.flatPercent,
    heat: 'flat',
  }),
  number({
    label: 'sum%',
    help: 'flat% of this row and all above it',
    text: (row) => row.sumPercent,
  }),
  number({
    label: 'cum',
    help: 'Value of the samples that have the frame anywhere in their stack',
    sort: 'cum',
    text: (row) => row.cumText,
  }),
  number({
    label: 'cum%',
    help: 'cum as a share of the total',
    text: (row) => row.cumPercent,
    heat: 'cum',
  }),
  number({
    label: 'paths',
    help: 'Distinct call paths that end in or pass through the frame',
    text: ({ paths }) => (paths < 0 ? '' : paths.toLocaleString('en')),
  }),
  {
    label: 'name',
    help: 'Frame, as pprof prints it',
    sort: 'name',
    text: ({ frame, inline }) => (inline === '' ? frame.name : `${frame.name} ${inline}`),
    heat: null,
    kind: 'name',
  },
  text({
    label: 'package',
    help: 'Go or Java package, C++ namespace, or binary, by the name',
    text: (row) => row.frame.package,
  }),
  text({
    label: 'file:line',
    help: 'Where the function begins, or the line that the frame is about',
    text: ({ frame: { file, line } }) => (line > 0 && file !== '' ? `${file}:${line}` : file),
    brief: (path) => path.slice(path.lastIndexOf('/') + 1),
  }),
  text({ label: 'binary', help: 'Binary that the frame is in', text: (row) => row.binary }),
]

const OPTIONAL = ['paths', 'package', 'file:line', 'binary']

/** Labels of the columns shown; the name always is. */
export const SHOWN_COLUMNS: Preference<readonly string[]> = {
  name: 'top.columns',
  initial: COLUMNS.map(({ label }) => label).filter((label) => !OPTIONAL.includes(label)),
  check: (value): value is readonly string[] =>
    Array.isArray(value) && value.every((label) => typeof label === 'string'),
}

/** @param nameFirst where there is little room: figures scroll behind the name */
export function shownColumns(labels: readonly string[], nameFirst: boolean): readonly Column[] {
  const shown = COLUMNS.filter(({ label, kind }) => kind === 'name' || labels.includes(label))
  const rank = ({ kind }: Column) => (kind === 'name' ? 0 : 1)
  return nameFirst ? shown.toSorted((a, b) => rank(a) - rank(b)) : shown
}
