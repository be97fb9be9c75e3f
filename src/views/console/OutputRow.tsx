import { copyText, filterByFrame } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { findFrame } from './find-frame.ts'
import { nameInLine } from './links.ts'
import { type Row, textOf } from './rows.ts'
import { cancelLine, saveWhole } from './state.ts'

interface OutputRowProps {
  readonly profile: OpenProfile
  readonly row: Row | undefined
  readonly onSelect: (name: string) => void
  readonly onMenu: (x: number, y: number, name: string) => void
}

export function OutputRow({ profile, row, onSelect, onMenu }: OutputRowProps) {
  switch (row?.kind) {
    case undefined:
      return null
    case 'prompt':
      return (
        <div className="console-row prompt">
          <span className="muted">(pprof)</span> {row.entry.line}
          {row.entry.said.length > 0 && (
            <CopyButton label="Copy the output" copy={() => copyText(textOf(row.entry))} />
          )}
        </div>
      )
    case 'line':
      return (
        <div className="console-row">
          <Line
            profile={profile}
            report={row.report}
            text={row.text}
            onSelect={onSelect}
            onMenu={onMenu}
          />
        </div>
      )
    case 'error':
    case 'remark':
      return <div className={`console-row ${row.kind}`}>{row.text}</div>
    case 'left':
      return (
        <div className="console-row remark">
          {row.text}{' '}
          <button
            type="button"
            className="console-action"
            onClick={() => saveWhole(profile, row.entry, row.report)}
          >
            Download all
          </button>
        </div>
      )
    case 'cancelled':
      return <div className="console-row remark">Cancelled.</div>
    case 'running':
      return (
        <div className="console-row running">
          <span role="status">Running…</span>{' '}
          <button type="button" className="console-action" onClick={() => cancelLine(profile)}>
            Cancel (Ctrl C)
          </button>
        </div>
      )
  }
}

interface LineProps {
  readonly profile: OpenProfile
  readonly report: string
  readonly text: string
  readonly onSelect: (name: string) => void
  readonly onMenu: (x: number, y: number, name: string) => void
}

/** A line of a report; the frame that it names can be selected and has its menu. */
function Line({ profile, report, text, onSelect, onMenu }: LineProps) {
  const selected = useView((view) => view.selected)
  const found = nameInLine(report, text)
  if (!found) return text
  const name = text.slice(found.start, found.end)
  return (
    <>
      {text.slice(0, found.start)}
      <button
        type="button"
        className={name === selected ? 'console-name selected' : 'console-name'}
        onClick={() => {
          // Who drags over it wants the text.
          if (getSelection()?.isCollapsed !== false) onSelect(name)
        }}
        onDoubleClick={() =>
          void findFrame(profile, name).then((frame) => filterByFrame('focus', frame))
        }
        onContextMenu={(event) => {
          event.preventDefault()
          onMenu(event.clientX, event.clientY, name)
        }}
        onKeyDown={(event) => {
          const asked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
          if (!asked) return
          event.preventDefault()
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          onMenu(left, bottom, name)
        }}
      >
        {name}
      </button>
      {text.slice(found.end)}
    </>
  )
}
