import { useState } from 'react'
import type {
  GoroutineGroupRow,
  GoroutineListRequest,
} from '../../engine/questions/goroutines/goroutines.ts'
import { useAnswer } from '../../store/answers.ts'
import type { FrameText, ProfileId, QueryOf } from '../../worker/protocol.ts'
import { FrameButton } from './FrameButton.tsx'
import './group-details.css'
import { GoroutineIds } from './GoroutineIds.tsx'
import { canFocus, focusOnGroup, NAMED } from './state.ts'
import { waitHelp } from './words.ts'

interface GroupDetailsProps {
  readonly list: GoroutineListRequest & { readonly profile: ProfileId }
  readonly row: GoroutineGroupRow
  readonly onMenu: (x: number, y: number, frame: FrameText) => void
}

/** States that are explained; more are rare. */
const EXPLAINED = 4

/** What a group waits for in plain words, its whole stack, its goroutines. */
export function GroupDetails({ list, row, onMenu }: GroupDetailsProps) {
  const { group, states, creators } = row
  const [from, setFrom] = useState(0)
  const [goroutine, setGoroutine] = useState(-1)
  const query: QueryOf<'goroutine-group'> = {
    type: 'goroutine-group',
    ...{ ...list, group, goroutine, from, to: from + NAMED },
  }
  const { answer } = useAnswer(query, `goroutine-group-${group}`)
  // The slot may have the answer about another profile's group of this number.
  const current = answer?.group === group ? answer : null
  return (
    <div className="group-details">
      <dl className="group-states">
        {states.slice(0, EXPLAINED).map(({ name, count, explained }) => (
          <div key={name}>
            <dt>
              {name}
              {states.length > 1 && (
                <span className="number muted"> × {count.toLocaleString('en')}</span>
              )}
            </dt>
            <dd>
              {explained ? (
                <>
                  {explained.meaning} <span className="muted">{explained.cause}</span>
                </>
              ) : (
                'A state that a newer Go has introduced.'
              )}
            </dd>
          </div>
        ))}
        {states.length > EXPLAINED && <div>{states.length - EXPLAINED} more states</div>}
      </dl>
      {row.longest !== null && <p className="number">{waitHelp(row)}</p>}
      {creators.length > 0 && (
        <p>
          Created by{' '}
          {creators.slice(0, EXPLAINED).map(({ name, count }, i) => (
            <span key={name}>
              {i > 0 && ', '}
              <span className="mono">{name}</span>
              {creators.length > 1 && (
                <span className="number muted"> × {count.toLocaleString('en')}</span>
              )}
            </span>
          ))}
          {creators.length > EXPLAINED && ` and ${creators.length - EXPLAINED} more`}.
        </p>
      )}
      <p>
        <button
          type="button"
          className="button"
          disabled={!canFocus(row)}
          title="Filters every view by the foremost frame and the state of this group"
          onClick={() => focusOnGroup(row)}
        >
          Focus on this group
        </button>
      </p>
      {current && (
        <ol className="group-frames mono" aria-label="Stack, innermost frame first">
          {current.frames.map((frame, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a recursion repeats its frames
            <li key={`${i} ${frame.name}`} className={frame.kind}>
              <FrameButton frame={frame} tabIndex={0} onMenu={onMenu} />
              <span className="muted"> {frame.place}</span>
            </li>
          ))}
          {current.cut && <li className="muted">… the stack goes on</li>}
        </ol>
      )}
      {current && current.count > 0 && (
        <GoroutineIds
          answer={current}
          from={from}
          goroutine={goroutine}
          onFrom={(next) => {
            setFrom(next)
            setGoroutine(-1)
          }}
          onGoroutine={setGoroutine}
        />
      )}
    </div>
  )
}
