import { useSearch, useShown, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { useSideName } from '../../store/side.ts'
import { PendingLine, PictureError } from '../frame/PictureNotes.tsx'
import { useMatches } from '../frame/useMatches.ts'
import { GraphBar } from './GraphBar.tsx'
import './graph.css'
import { GraphEmpty, GraphProgress, LayoutEnded, TooLarge } from './GraphNotes.tsx'
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
  const { answer, picture, pending, error } = graph
  const selected = useView((view) => view.selected)
  useMatches(answer, useSearch().text)

  const busy = pending || isLaidOut(graph)
  const missing = picture && !busy && selected !== '' && nodesNamed(picture, selected).length === 0
  return (
    <section className="graph" aria-label={label} aria-busy={busy} data-pending={busy || undefined}>
      <GraphBar answer={answer} picture={picture} name={profile.name} />
      {missing && profile.id !== null && <MissingSelection profile={profile.id} name={selected} />}
      <div className="graph-body">
        {picture && (
          <GraphStage
            key={picture.answer.drawn}
            picture={picture}
            pending={pending}
            selected={selected}
            label={`Call graph of ${profile.name}, ${counted(picture.answer.nodes.length, 'node')}. Arrow keys walk, Enter focuses.`}
          />
        )}
        {busy && <PendingLine />}
        <Note {...graph} />
        {error && (
          <PictureError>
            {error.option ? `${error.option}: ` : ''}
            {error.message} {error.hint}
          </PictureError>
        )}
      </div>
      {picture && <GraphTable picture={picture} />}
    </section>
  )
}

/** The layout of the answer is running, or is about to start. */
function isLaidOut({ answer, layout }: Graph): boolean {
  if (!answer || answer.drawn === '') return false
  return answer.drawn !== layout.dot || layout.status === 'running'
}

/** What stands over or in place of the picture. */
function Note(graph: Graph) {
  const { answer, pending, layout } = graph
  if (pending || isLaidOut(graph)) {
    const runs = !pending && layout.status === 'running'
    return (
      <GraphProgress
        answer={pending ? null : answer}
        since={runs ? layout.since : Number.POSITIVE_INFINITY}
      />
    )
  }
  if (!answer) return null
  if (answer.tooLarge) return <TooLarge answer={answer} />
  if (answer.dot === '') return <GraphEmpty />
  return layout.status === 'done' ? null : <LayoutEnded answer={answer} layout={layout} />
}
