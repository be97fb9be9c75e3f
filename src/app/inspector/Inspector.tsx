import { select } from '../../store/actions.ts'
import { useComparedFrame, useSelectedFrame, useSession, useView } from '../../store/hooks.ts'
import type { ViewName } from '../../store/view.ts'
import { viewAt } from '../../store/view-list.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { AskError } from '../../worker/client.ts'
import type { FrameAnswer } from '../../worker/protocol.ts'
import { CompareCard } from '../compare/CompareCard.tsx'
import { toggleInspector, useShell } from '../shell.ts'
import { Findings } from './Findings.tsx'
import { FrameButtons } from './FrameButtons.tsx'
import { FrameHead } from './FrameHead.tsx'
import { Neighbours } from './Neighbours.tsx'
import { SeriesFigures } from './SeriesFigures.tsx'
import './inspector.css'

const NOT_LEFT = 'The filters leave no sample of it.'

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
    <>
      <Findings />
      <div className="inspector-hint muted">
        <p>Click a frame or a row to see its figures, who calls it and what it calls.</p>
        <p>
          <kbd>f</kbd> <kbd>i</kbd> <kbd>h</kbd> then focus on it, ignore or hide it. <kbd>?</kbd>{' '}
          lists all keys.
        </p>
      </div>
    </>
  )
}

function Selected({ name }: { readonly name: string }) {
  const isComparing = useSession((session) => session.pair !== null)
  return isComparing ? <SelectedInBoth name={name} /> : <SelectedInOne name={name} />
}

function SelectedInOne({ name }: { readonly name: string }) {
  const { answer, error } = useSelectedFrame()
  if (error) return <NotThere name={name} error={error} />
  if (answer?.frame.name !== name) return <h2 className="frame-name mono">{name}</h2>
  return <Card answer={answer} />
}

function SelectedInBoth({ name }: { readonly name: string }) {
  const { answer, error } = useComparedFrame()
  if (error) return <NotThere name={name} error={error} />
  if (answer?.frame.name !== name) return <h2 className="frame-name mono">{name}</h2>
  return <CompareCard answer={answer} />
}

function NotThere({ name, error }: { readonly name: string; readonly error: AskError }) {
  const isSeries = useIsSeries()
  return (
    <div className="inspector-hint">
      <h2 className="frame-name mono">{name}</h2>
      {isSeries && <SeriesFigures name={name} />}
      <p className="muted">{error.option || error.kind !== 'option' ? error.message : NOT_LEFT}</p>
      <button type="button" className="button" onClick={() => select('')}>
        Clear the selection
      </button>
    </div>
  )
}

/** Whether several snapshots are looked at, of which the profile on screen is one. */
function useIsSeries(): boolean {
  const isSeries = (path: ViewName) => path !== '' && viewAt(path).showsSeries === true
  return useView((view) => isSeries(view.path) || isSeries(view.split))
}

function Card({ answer }: { readonly answer: FrameAnswer }) {
  const { frame, binary, callers, callees } = answer
  const isSeries = useIsSeries()
  return (
    <>
      <FrameHead frame={frame} binary={binary} />
      {isSeries && <SeriesFigures name={frame.name} />}
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
      <FrameButtons frame={frame} />
      {answer.paths === 0 ? (
        <p className="inspector-hint muted">{NOT_LEFT}</p>
      ) : (
        <>
          <Neighbours
            title="Callers"
            of={frame.name}
            neighbours={callers}
            none="Nothing calls it."
          />
          <Neighbours
            title="Callees"
            of={frame.name}
            neighbours={callees}
            none="It calls nothing."
          />
        </>
      )}
    </>
  )
}
