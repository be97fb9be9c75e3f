import { filterByFrame } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { useOptions } from '../../store/hooks.ts'
import type { ProfileId, QueryOf } from '../../worker/protocol.ts'
import { reachNode } from './limits.ts'

interface MissingSelectionProps {
  readonly profile: ProfileId
  /** Name of the selected frame. */
  readonly name: string
}

/** The selected frame is not in the picture: why, and how to get it there. */
export function MissingSelection({ profile, name }: MissingSelectionProps) {
  const options = useOptions()
  const { answer, query, error } = useAnswer<QueryOf<'graph-reach'>>(
    { type: 'graph-reach', profile, options, name },
    'graph-reach',
  )
  if (!error && (!answer || query?.name !== name)) return null
  if (error || !answer?.left) {
    return (
      <div className="graph-missing" role="status">
        <p>
          <b className="mono">{name}</b> is selected, but the filters leave nothing of it.
        </p>
      </div>
    )
  }
  const { frame, cumText, cumPercent, shownWith } = answer
  return (
    <div className="graph-missing" role="status">
      <p>
        <b className="mono">{frame.name}</b> is selected but not among the nodes shown: cum{' '}
        {cumText}, {cumPercent}.
      </p>
      {shownWith && (
        <button
          type="button"
          className="button"
          title={`-nodecount=${shownWith.nodecount} -nodefraction=${shownWith.nodefraction}`}
          onClick={() => reachNode(shownWith)}
        >
          Show it (node count {shownWith.nodecount})
        </button>
      )}
      <button type="button" className="button" onClick={() => filterByFrame('focus', frame)}>
        Focus on it
      </button>
    </div>
  )
}
