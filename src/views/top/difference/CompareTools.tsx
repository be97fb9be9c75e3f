import { useField } from '../../../store/use-field.ts'
import { Segmented } from '../../../ui/controls/Segmented.tsx'
import type { CompareFilter } from '../../../worker/protocol.ts'
import { CopyRows } from '../../frame/list/CopyRows.tsx'
import { ListHead } from '../../frame/list/ListHead.tsx'
import { COPIED } from './columns.ts'
import { parseMinimum } from './minimum.ts'
import { FILTER, MINIMUM } from './settings.ts'
import type { CompareTop } from './useCompareTop.ts'

interface CompareToolsProps {
  readonly top: CompareTop
  /** Of the sample type, which a minimum without a unit is in. */
  readonly unit: string
}

const FILTERS: readonly { readonly name: CompareFilter; readonly help: string }[] = [
  { name: 'all', help: 'Every frame that either side has' },
  { name: 'grew', help: 'More than before, or new' },
  { name: 'shrank', help: 'Less than before, or gone' },
  { name: 'new', help: 'Only in B' },
  { name: 'gone', help: 'Only in A' },
]

/** Which frames are listed: by what has become of them, and by how much. */
export function CompareTools({ top: { list, counts, metric }, unit }: CompareToolsProps) {
  const [filter, setFilter] = useField(FILTER)
  const [minimum, setMinimum] = useField(MINIMUM)
  const isWrong = parseMinimum(minimum, unit) === null
  return (
    <ListHead
      label="Changes"
      said={undefined}
      tools={[
        {
          key: 'filter',
          control: (
            <Segmented
              label={`Frames by what has become of their ${metric}`}
              value={filter}
              options={FILTERS.map(({ name, help }) => ({
                value: name,
                label: name,
                help,
                hint: counts?.[name].toLocaleString('en'),
              }))}
              onChange={setFilter}
            />
          ),
        },
        {
          key: 'minimum',
          control: (
            <label className="compare-minimum">
              changes of at least
              <input
                type="text"
                className="field number"
                size={8}
                placeholder="10% or 1MB"
                aria-invalid={isWrong}
                title={
                  isWrong
                    ? `No amount of ${unit}`
                    : `In percent of the old value, or an amount of ${unit}`
                }
                value={minimum}
                onChange={(event) => setMinimum(event.target.value, 'replace')}
              />
            </label>
          ),
        },
        { key: 'copy', end: true, control: <CopyRows list={list} columns={COPIED} /> },
      ]}
    />
  )
}
