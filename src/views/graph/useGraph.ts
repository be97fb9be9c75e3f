import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { CallGraphAnswer } from '../../engine/questions/graph/call-graph.ts'
import { useAnswer } from '../../store/answers.ts'
import { useOptions, useProfileId, useSearch } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import { GraphLayouts, type LayoutState } from '../../worker/graph-layout-client.ts'
import type { QueryOf } from '../../worker/protocol.ts'
import { type GraphPicture, pictureOf } from './picture.ts'
import { LABELS } from './state.ts'

export interface Graph {
  /** The last answer of the engine, laid out or not. */
  readonly answer: CallGraphAnswer | null
  /** The last picture; it stays while the next one is under way. */
  readonly picture: GraphPicture | null
  /** The engine is at work on a newer answer. */
  readonly pending: boolean
  readonly error: AskError | null
  readonly layout: LayoutState
}

/** Stays when the view leaves the screen: coming back, the layout is there, or further on. */
const ofWhole = new GraphLayouts()
/** Beside it stands, side by side, that of the base. */
const ofBase = new GraphLayouts()

/** The layouts for the pane that asks. */
export function useLayouts(): GraphLayouts {
  return useSide() === 'old' ? ofBase : ofWhole
}

/** The call graph for the profile and the view on screen, laid out. */
export function useGraph(): Graph {
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const [labels] = useField(LABELS)
  const { answer, pending, error } = useAnswer<QueryOf<'graph'>>(
    profile === null ? null : { type: 'graph', profile, options, search, labels },
    'graph',
  )
  const layouts = useLayouts()
  const dot = answer?.drawn
  useEffect(() => {
    if (dot) layouts.want(dot)
    else layouts.cancel()
  }, [layouts, dot])
  const subscribe = useCallback((told: () => void) => layouts.subscribe(told), [layouts])
  const layout = useSyncExternalStore(subscribe, () => layouts.state)
  const geometry = dot && layout.dot === dot ? layout.geometry : null
  const fresh = useMemo(
    () => (answer && geometry ? pictureOf(answer, geometry) : null),
    [answer, geometry],
  )
  const [last, setLast] = useState<GraphPicture | null>(null)
  if (fresh && fresh !== last) setLast(fresh)
  const given = dot && layout.dot === dot ? layout.status : 'idle'
  const without = dot === '' || given === 'cancelled' || given === 'failed'
  return { answer, picture: without ? null : (fresh ?? last), pending, error, layout }
}
