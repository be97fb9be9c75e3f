import { useSearch, useShown, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/session.ts'
import { useSideName } from '../../store/side.ts'
import { useMatches } from '../frame/useMatches.ts'
import { GraphBar } from './GraphBar.tsx'
import './graph.css'
import { GraphEmpty, LayoutEnded, LayoutProgress, TooLarge } from './GraphNotes.tsx'
import { GraphStage } from './GraphStage.tsx'
import { GraphTable } from './GraphTable.tsx'
import { MissingSelection } from './MissingSelection.tsx'
import { nodesNamed } from './picture.ts'
import { type Graph, useGraph } from './useGraph.ts'
import { counted } from './words.ts'

/** The profile on screen as pprof's graph: functions in boxes, calls as arrows between them. */
export function GraphView() {
  const profile = useShown()
  return profile && <CallGraph profile={profile} />
}

function CallGraph({ profile }: { readonly profile: OpenProfile }) {
  const label = useSideName('Call graph')
  const graph = useGraph()
  const { answer, picture, pending, error, layout } = graph
  const selected = useView((view) => view.selected)
  useMatches(answer, useSearch().text)

  const busy = pending || (answer?.dot === layout.dot && layout.status === 'running')
  const missing = picture && !busy && selected !== '' && nodesNamed(picture, selected).length === 0
  return (
    <section className="graph" aria-label={label} data-pending={busy || undefined}>
      <GraphBar answer={answer} picture={picture} name={profile.name} />
      {missing && profile.id !== null && <MissingSelection profile={profile.id} name={selected} />}
      <div className="graph-body">
        {picture && (
          <GraphStage
            key={picture.answer.dot}
            picture={picture}
            selected={selected}
            label={`Call graph of ${profile.name}, ${counted(picture.answer.nodes.length, 'node')}. Arrow keys walk, Enter focuses.`}
          />
        )}
        {busy && <div className="graph-pending" />}
        <Note {...graph} />
        {error && (
          <p className="graph-error" role="status">
            {error.option ? `${error.option}: ` : ''}
            {error.message} {error.hint}
          </p>
        )}
      </div>
      {picture && <GraphTable picture={picture} />}
    </section>
  )
}

/** What stands over or in place of the picture. */
function Note({ answer, pending, layout }: Graph) {
  if (!answer) return null
  if (answer.tooLarge) return <TooLarge answer={answer} />
  if (answer.dot === '') return pending ? null : <GraphEmpty />
  if (answer.dot !== layout.dot) return null
  switch (layout.status) {
    case 'running':
      return <LayoutProgress key={layout.since} answer={answer} since={layout.since} />
    case 'cancelled':
    case 'failed':
      return <LayoutEnded answer={answer} layout={layout} />
    default:
      return null
  }
}
