import { useEffect, useState } from 'react'
import type { CallGraphAnswer } from '../../engine/questions/graph/call-graph.ts'
import { MOST_EDGES, MOST_NODES } from '../../engine/questions/graph/limits.ts'
import { useHeader, useOptions } from '../../store/hooks.ts'
import { Progress } from '../../ui/Progress.tsx'
import type { LayoutState } from '../../worker/graph-layout-client.ts'
import { NothingLeft } from '../frame/NothingLeft.tsx'
import { DEFAULT_NODES, percentOf, showLightNodes, showNodes } from './limits.ts'
import { useLayouts } from './useGraph.ts'
import { counted } from './words.ts'

/** A shorter wait is not shown, in milliseconds. */
const PATIENCE = 300
/** From here on Graphviz takes long. */
const LARGE = 300

interface NoteProps {
  readonly answer: CallGraphAnswer
}

interface WaitProps {
  /** The graph that is laid out; null while the engine is at work on it. */
  readonly answer: CallGraphAnswer | null
  /** When the layout was begun, where that was before the view came on screen. */
  readonly since: number
}

/**
 * What a picture waits for, for how long, and how to end it. It is on screen from the first wait,
 * the engine's, to the last, the layout's, for people wait for both at once.
 */
export function GraphProgress({ answer, since }: WaitProps) {
  const [begun] = useState(() => Math.min(since, performance.now()))
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), PATIENCE)
    return () => clearInterval(timer)
  }, [])
  if (now - begun < PATIENCE) return null
  const seconds = Math.floor((now - begun) / 1000)
  return (
    <div className="graph-note" role="status">
      <p>
        {answer ? `Laying out ${sizeOf(answer)}` : 'Adding up the graph'}…{' '}
        {seconds > 0 && <span aria-hidden="true">{seconds} s</span>}
      </p>
      {answer && answer.nodeCount > LARGE && (
        <p className="muted">A graph of this size may take a minute or more.</p>
      )}
      <Progress label={answer ? 'Laying out the graph' : 'Adding up the graph'} share={null} />
      {answer && <LayoutActions answer={answer} />}
    </div>
  )
}

function LayoutActions({ answer }: NoteProps) {
  const layouts = useLayouts()
  return (
    <div className="graph-note-actions">
      <button type="button" className="button" onClick={() => layouts.cancel()}>
        Cancel
      </button>
      <FewerNodes answer={answer} />
    </div>
  )
}

/** Why a layout that was started has no result. */
export function LayoutEnded({ answer, layout }: NoteProps & { readonly layout: LayoutState }) {
  const layouts = useLayouts()
  return (
    <div className="graph-note" role="status">
      <p>
        {layout.status === 'cancelled'
          ? `The layout of ${sizeOf(answer)} was cancelled.`
          : `Graphviz could not lay out ${sizeOf(answer)}: ${layout.error}`}
      </p>
      <div className="graph-note-actions">
        <button type="button" className="button" onClick={() => layouts.retry()}>
          {layout.status === 'cancelled' ? 'Lay it out' : 'Try again'}
        </button>
        <FewerNodes answer={answer} />
      </div>
    </div>
  )
}

/** A graph whose layout is not started. */
export function TooLarge({ answer }: NoteProps) {
  return (
    <div className="graph-note" role="status">
      <p>With these settings the graph has {sizeOf(answer)}: too large to lay out, or to read.</p>
      <p className="muted">
        Up to {counted(MOST_NODES, 'node')} and {counted(MOST_EDGES, 'arrow')} are laid out. Show
        fewer, or filter: focus on a function by a double-click in another view.
      </p>
      <div className="graph-note-actions">
        <FewerNodes answer={answer} />
      </div>
    </div>
  )
}

function FewerNodes({ answer: { nodeCount } }: NoteProps) {
  const counts = [DEFAULT_NODES, 200].filter((count) => count < nodeCount)
  return counts.map((count) => (
    <button key={count} type="button" className="button" onClick={() => showNodes(count)}>
      Show {count} nodes
    </button>
  ))
}

function sizeOf({ nodeCount, edgeCount }: CallGraphAnswer): string {
  return `${counted(nodeCount, 'node')} and ${counted(edgeCount, 'arrow')}`
}

/** Why there is no graph, and what to do. */
export function GraphEmpty() {
  const options = useOptions()
  const header = useHeader().answer
  if (header && header.shown !== 0) {
    return (
      <div className="graph-note">
        <p>
          Every node is lighter than {percentOf(options.nodefraction)}% of {header.shownText}, and
          lighter nodes are left out.
        </p>
        <button type="button" className="button" onClick={showLightNodes}>
          Show light nodes, too
        </button>
      </div>
    )
  }
  return (
    <div className="graph-note">
      <NothingLeft />
    </div>
  )
}
