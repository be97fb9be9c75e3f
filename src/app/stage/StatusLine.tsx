import { useEffect } from 'react'
import { copyText } from '../../store/actions.ts'
import {
  useCommand,
  useHeader,
  useSelectedFrame,
  useShown,
  useTransient,
  useView,
} from '../../store/hooks.ts'
import { setHovered } from '../../store/transient.ts'
import { viewAt } from '../../store/view-list.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { toggleInspector, useShell } from '../shell.ts'
import './status.css'

/** What is under the pointer or selected, in words; the same view as a pprof command. */
export function StatusLine() {
  const shown = useShown()
  const path = useView((view) => view.path)
  const command = useCommand()
  const open = useShell((shell) => shell.inspector)
  if (!shown) return null
  return (
    <footer className="status">
      <span className="status-words number">
        <Words key={`${path} ${shown.key}`} />
      </span>
      <button
        type="button"
        className="button quiet inspector-toggle"
        aria-expanded={open}
        onClick={toggleInspector}
      >
        Selection
      </button>
      {command !== '' && (
        <>
          <code className="status-command mono" title={`The same with pprof: ${command}`}>
            {command}
          </code>
          <CopyButton label="Copy the pprof command" copy={() => copyText(command)} />
        </>
      )}
    </footer>
  )
}

/** For the first minute: what a hand can do in the view that is on. */
function Hint() {
  const path = useView((view) => view.path)
  return (
    <span className="muted">
      {viewAt(path).hint} · <kbd>/</kbd> searches · <kbd>Ctrl K</kbd> finds anything · <kbd>?</kbd>{' '}
      lists the keys
    </span>
  )
}

/** Of one view of one profile: what was under the pointer goes with it. */
function Words() {
  const hovered = useTransient((state) => state.hovered)
  useEffect(() => () => setHovered(null), [])
  const selected = useView((view) => view.selected)
  const header = useHeader().answer
  const { answer } = useSelectedFrame()
  if (hovered !== null) return hovered
  if (selected === '') return <Hint />
  if (answer?.frame.name !== selected || !header) return selected
  const { cumText, cumPercent, flatText, paths } = answer
  const count = paths === 1 ? '1 path' : `${paths.toLocaleString('en')} paths`
  return `${selected} · ${cumText} of ${header.totalText} (${cumPercent}) · self ${flatText} · ${count}`
}
