import { showOnlyMatches } from '../../store/actions.ts'
import { useField } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import { usePreference } from '../../store/preferences.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Tip } from '../../ui/Tip.tsx'
import { CopyRows } from './CopyRows.tsx'
import { COLUMNS, SHOWN_COLUMNS } from './columns.ts'
import { GROUPING, GROUPINGS } from './grouping.ts'
import type { Top } from './useTop.ts'

/** How many rows there are, what they stand for, which columns they have, and copying them. */
export function TopTools({ top }: { readonly top: Top }) {
  const [by, setGrouping] = useField(GROUPING)
  const searching = useView((view) => view.search !== '')
  const onlyMatches = useView((view) => view.onlyMatches)
  return (
    <div className="top-tools">
      <Tip text="Top shows every frame; pprof's top leaves out those below nodefraction and stops at nodecount.">
        <span className="number muted">{top.answer && countText(top)}</span>
      </Tip>
      {searching && (
        <label className="check">
          <input
            type="checkbox"
            checked={onlyMatches}
            onChange={(event) => showOnlyMatches(event.target.checked)}
          />
          only matches
        </label>
      )}
      <label className="top-by">
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
      <CopyRows top={top} />
    </div>
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

function countText({ answer, by }: Top): string {
  const count = answer?.count ?? 0
  if (by !== 'none') return `${count.toLocaleString('en')} rows`
  return `${count.toLocaleString('en')} ${count === 1 ? 'frame' : 'frames'}`
}
