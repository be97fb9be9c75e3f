import { copyText, filterByFrame, frameActions, select } from '../store/actions.ts'
import { useSelectedFrame, useView } from '../store/hooks.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { FrameAnswer } from '../worker/protocol.ts'
import { Neighbours } from './Neighbours.tsx'
import { toggleInspector, useShell } from './shell.ts'
import './inspector.css'

/** The selected frame in figures, who calls it and whom it calls. */
export function Inspector() {
  const selected = useView((view) => view.selected)
  const open = useShell((shell) => shell.inspector)
  return (
    <aside className={open ? 'inspector open' : 'inspector'} aria-label="Selected frame">
      <button
        type="button"
        className="button quiet icon inspector-close"
        aria-label="Close the details"
        onClick={toggleInspector}
      >
        <Icon name="close" />
      </button>
      {selected === '' ? <NothingSelected /> : <Selected name={selected} />}
    </aside>
  )
}

function NothingSelected() {
  return (
    <div className="inspector-hint muted">
      <p>Nothing is selected.</p>
      <p>Click a frame or a row to see its figures, who calls it and what it calls.</p>
      <p>
        <kbd>f</kbd> <kbd>i</kbd> <kbd>h</kbd> then focus on it, ignore or hide it. <kbd>?</kbd>{' '}
        lists all keys.
      </p>
    </div>
  )
}

function Selected({ name }: { readonly name: string }) {
  const { answer, error } = useSelectedFrame()
  if (error) {
    return (
      <div className="inspector-hint">
        <h2 className="frame-name mono">{name}</h2>
        <p className="muted">
          {error.option || error.kind !== 'option'
            ? error.message
            : 'It is not in what the filters leave.'}
        </p>
        <button type="button" className="button" onClick={() => select('')}>
          Clear the selection
        </button>
      </div>
    )
  }
  if (answer?.frame.name !== name) return <h2 className="frame-name mono">{name}</h2>
  return <Card answer={answer} />
}

function Card({ answer }: { readonly answer: FrameAnswer }) {
  const { frame, binary, callers, callees } = answer
  const path = frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file
  const place = path.slice(path.lastIndexOf('/') + 1)
  return (
    <>
      <div className="frame-head">
        <h2 className="frame-name mono">{frame.name}</h2>
        <CopyButton label="Copy name" copy={() => copyText(frame.name)} />
      </div>
      <p className="frame-place muted mono" title={path}>
        {[place, binary].filter(Boolean).join(' · ')}
      </p>
      <table className="figures number">
        <tbody>
          <tr title="Values of samples that end in this frame">
            <th scope="row">flat</th>
            <td>{answer.flatText}</td>
            <td>{answer.flatPercent}</td>
          </tr>
          <tr title="Values of samples that have this frame anywhere in their stack">
            <th scope="row">cum</th>
            <td>{answer.cumText}</td>
            <td>{answer.cumPercent}</td>
          </tr>
          <tr title="Distinct call paths that lead to it">
            <th scope="row">paths</th>
            <td>{answer.paths.toLocaleString('en')}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <Actions answer={answer} />
      <Neighbours title="Callers" of={frame.name} neighbours={callers} none="Nothing calls it." />
      <Neighbours title="Callees" of={frame.name} neighbours={callees} none="It calls nothing." />
    </>
  )
}

function Actions({ answer: { frame } }: { readonly answer: FrameAnswer }) {
  const filters = frameActions(frame).filter((action) => action.label !== 'Copy name')
  return (
    <div className="frame-actions">
      {filters.map(({ label, key, enabled, run }) => (
        <button
          key={label}
          type="button"
          className="button"
          disabled={!enabled}
          title={enabled ? (key ? `${label} (${key})` : label) : 'It has no name to match'}
          onClick={run}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        className="button"
        disabled={!filters[0]?.enabled}
        title="Show only its frames"
        onClick={() => filterByFrame('show', frame)}
      >
        Show
      </button>
    </div>
  )
}
