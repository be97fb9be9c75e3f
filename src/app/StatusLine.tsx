import { copyText } from '../store/actions.ts'
import { pprofCommand } from '../store/command.ts'
import {
  useHeader,
  useOptions,
  useSelectedFrame,
  useShown,
  useTransient,
  useView,
} from '../store/hooks.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { toggleInspector, useShell } from './shell.ts'
import './status.css'

/** What is under the pointer or selected, in words; the same view as a pprof command. */
export function StatusLine() {
  const shown = useShown()
  const path = useView((view) => view.path)
  const options = useOptions()
  const open = useShell((shell) => shell.inspector)
  if (!shown) return null
  const { source } = shown
  const place = source.kind === 'url' ? new URL(source.url, document.baseURI).href : shown.name
  const command = pprofCommand(path, options, place)
  return (
    <footer className="status">
      <span className="status-words number">
        <Words />
      </span>
      <button
        type="button"
        className="button quiet inspector-toggle"
        aria-expanded={open}
        onClick={toggleInspector}
      >
        Details
      </button>
      <code className="status-command mono" title={`The same with pprof: ${command}`}>
        {command}
      </code>
      <CopyButton label="Copy the pprof command" copy={() => copyText(command)} />
    </footer>
  )
}

function Words() {
  const hovered = useTransient((state) => state.hovered)
  const selected = useView((view) => view.selected)
  const header = useHeader().answer
  const { answer } = useSelectedFrame()
  if (hovered !== null) return hovered
  if (selected === '' || answer?.frame.name !== selected || !header) return selected
  const { cumText, cumPercent, flatText, paths } = answer
  const count = paths === 1 ? '1 path' : `${paths.toLocaleString('en')} paths`
  return `${selected} · ${cumText} of ${header.totalText} (${cumPercent}) · self ${flatText} · ${count}`
}
