import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Check } from '../../ui/controls/Check.tsx'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Tip } from '../../ui/Tip.tsx'
import { countText } from '../../ui/words.ts'
import { CopyRows } from '../frame/list/CopyRows.tsx'
import { ListHead } from '../frame/list/ListHead.tsx'
import { COLUMNS, SHOWN_COLUMNS } from './columns.ts'
import { GROUPING, GROUPINGS } from './grouping.ts'
import { TopFacts } from './TopFacts.tsx'
import type { Top } from './useTop.ts'

/** How many rows there are, what they stand for, which columns they have, and copying them. */
export function TopTools({ top: { list, columns, by } }: { readonly top: Top }) {
  const [, setGrouping] = useField(GROUPING)
  const said = list.answer && countText(list.answer.count, by === 'none' ? 'frame' : 'row')
  return (
    <ListHead
      label="Rows and columns"
      said={
        <>
          <Tip text="Top shows every frame; pprof's top leaves out those below nodefraction and stops at nodecount.">
            <span className="number muted">{said}</span>
          </Tip>
          <TopFacts />
        </>
      }
      tools={[
        {
          key: 'by',
          end: true,
          control: (
            <Choice
              label="Rows"
              title="What the rows are put together by"
              value={by}
              options={GROUPINGS}
              onChange={setGrouping}
            />
          ),
        },
        { key: 'columns', control: <ChooseColumns /> },
        { key: 'copy', control: <CopyRows list={list} columns={columns} /> },
      ]}
    />
  )
}

function ChooseColumns() {
  const [labels, setLabels] = usePreference(SHOWN_COLUMNS)
  const button = (
    <>
      Columns <Caret />
    </>
  )
  return (
    <Popover button={button} popup="dialog" align="end" title="Columns to show">
      {() => (
        <fieldset className="top-choose">
          <legend className="menu-title">Columns</legend>
          {COLUMNS.map(({ label, help, kind }) => (
            <Check
              key={label}
              help={help}
              checked={kind === 'name' || labels.includes(label)}
              disabled={kind === 'name'}
              onChange={(on) =>
                setLabels(on ? [...labels, label] : labels.filter((other) => other !== label))
              }
            >
              {label}
            </Check>
          ))}
        </fieldset>
      )}
    </Popover>
  )
}
