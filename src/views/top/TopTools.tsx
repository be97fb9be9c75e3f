import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Tip } from '../../ui/Tip.tsx'
import { countText } from '../../ui/words.ts'
import { CopyRows } from '../frame/list/CopyRows.tsx'
import { ListHead } from '../frame/list/ListHead.tsx'
import { COLUMNS, SHOWN_COLUMNS } from './columns.ts'
import { GROUPING, GROUPINGS } from './grouping.ts'
import type { Top } from './useTop.ts'

/** How many rows there are, what they stand for, which columns they have, and copying them. */
export function TopTools({ top: { list, columns, by } }: { readonly top: Top }) {
  const [, setGrouping] = useField(GROUPING)
  const said = list.answer && countText(list.answer.count, by === 'none' ? 'frame' : 'row')
  return (
    <ListHead
      said={
        <Tip text="Top shows every frame; pprof's top leaves out those below nodefraction and stops at nodecount.">
          <span className="number muted">{said}</span>
        </Tip>
      }
    >
      <label className="list-end">
        by
        <select
          className="field"
          aria-label="Rows by"
          value={by}
          onChange={(event) => {
            const chosen = GROUPINGS.find((grouping) => grouping.by === event.target.value)
            if (chosen) setGrouping(chosen.by)
          }}
        >
          {GROUPINGS.map((grouping) => (
            <option key={grouping.by} value={grouping.by}>
              {grouping.label}
            </option>
          ))}
        </select>
      </label>
      <ChooseColumns />
      <CopyRows list={list} columns={columns} />
    </ListHead>
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
            <label key={label} className="check" title={help}>
              <input
                type="checkbox"
                checked={kind === 'name' || labels.includes(label)}
                disabled={kind === 'name'}
                onChange={(event) =>
                  setLabels(
                    event.target.checked
                      ? [...labels, label]
                      : labels.filter((other) => other !== label),
                  )
                }
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  )
}
