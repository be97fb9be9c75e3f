import { useState } from 'react'
import { compareProfiles } from '../../store/comparing.ts'
import { changeView } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { orderSeries } from '../../store/series-order.ts'
import { showProfile } from '../../store/showing.ts'
import { showView } from '../../store/view.ts'
import { INITIAL_VIEW } from '../../store/view-list.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { SeriesAnswer, SeriesSnapshot } from '../../worker/protocol.ts'
import './snapshots.css'
import { Timeline } from './Timeline.tsx'

interface SnapshotsProps {
  readonly answer: SeriesAnswer
  /** In the order of the question, by which `index` names them. */
  readonly members: readonly OpenProfile[]
  readonly leftOut: number
}

/** The snapshots in their order, with their totals; they can be moved, and any two compared. */
export function Snapshots({ answer, members, leftOut }: SnapshotsProps) {
  // A profile that was just closed is in the last answer still.
  const rows = answer.snapshots.flatMap((snapshot) => {
    const profile = members[snapshot.index]
    return profile ? [{ snapshot, profile }] : []
  })
  function move(at: number, step: number): void {
    const order = rows.map(({ profile }) => profile)
    const [moved] = order.splice(at, 1)
    if (moved) orderSeries(order.toSpliced(at + step, 0, moved))
  }
  return (
    <div className="snapshots">
      <Timeline snapshots={answer.snapshots} />
      <ol className="number" aria-label={`Snapshots, ${answer.type}`}>
        {rows.map(({ snapshot, profile }, at) => (
          <li key={profile.key}>
            {/* What a service gave is called by when it was fetched. */}
            <span className="snapshot-what">
              <button
                type="button"
                className="snapshot-name"
                title={`${titleOf(snapshot, profile)}\nShow this profile`}
                onClick={() => showProfile(profile.key)}
              >
                {snapshot.name}
              </button>
              {answer.byTaken && snapshot.taken > 0 && profile.source.kind !== 'live' && (
                <span className="snapshot-taken muted">{takenText(snapshot, profile)}</span>
              )}
            </span>
            <span className="snapshot-total">{snapshot.totalText}</span>
            <span className="snapshot-change muted">{snapshot.changeText}</span>
            <button
              type="button"
              className="button quiet icon"
              aria-label={`Move ${snapshot.name} up`}
              title="Earlier"
              disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="button quiet icon"
              aria-label={`Move ${snapshot.name} down`}
              title="Later"
              disabled={at === rows.length - 1}
              onClick={() => move(at, 1)}
            >
              <Icon name="arrowDown" />
            </button>
          </li>
        ))}
      </ol>
      <p className="snapshots-order muted">
        {leftOut > 0 && `The ${members.length} that were opened last; ${leftOut} are left out. `}
        {orderText(answer)}{' '}
        <button type="button" className="link" onClick={() => orderSeries(null)}>
          Put in order
        </button>
      </p>
      <CompareTwo key={rows.map(({ profile }) => profile.key).join()} rows={rows} />
    </div>
  )
}

interface CompareTwoProps {
  readonly rows: readonly { readonly snapshot: SeriesSnapshot; readonly profile: OpenProfile }[]
}

/** Two of the snapshots side by side; by default the first and the last. */
function CompareTwo({ rows }: CompareTwoProps) {
  const [base, setBase] = useState(rows[0]?.profile.key ?? 0)
  const [source, setSource] = useState(rows.at(-1)?.profile.key ?? 0)
  const pick = (label: string, value: number, set: (key: number) => void) => (
    <Choice
      label={label}
      bare
      className="button"
      value={`${value}`}
      options={rows.map(({ profile }) => ({ value: `${profile.key}`, label: profile.name }))}
      onChange={(key) => set(Number(key))}
    />
  )
  return (
    <div className="snapshots-compare">
      {pick('Compare from', base, setBase)} → {pick('Compare to', source, setSource)}
      <button
        type="button"
        className="button"
        disabled={base === source}
        onClick={() => {
          compareProfiles(base, source)
          // Of a comparison the flame graph says more than this view, once on each side.
          changeView((view) => showView(view, INITIAL_VIEW.path), 'replace')
        }}
      >
        Compare
      </button>
    </div>
  )
}

function orderText({ timed, byTaken }: SeriesAnswer): string {
  if (!timed) return 'Steps as if equally long.'
  return byTaken
    ? 'By when they were taken; those that do not say, by when they were saved or fetched.'
    : 'By when they were taken.'
}

function titleOf(snapshot: SeriesSnapshot, profile: OpenProfile): string {
  const { name, time, totalText } = snapshot
  const when = snapshot.taken > 0 ? takenText(snapshot, profile, true) : time
  return [name, when, totalText].filter((text) => text !== '').join('\n')
}

/** `fetched 14:03:12`, in the reader's time zone; for a profile that does not say itself. */
function takenText({ taken }: SeriesSnapshot, { source }: OpenProfile, withDay = false): string {
  const at = new Date(taken)
  const time = at.toLocaleTimeString('en-GB')
  const how = source.kind === 'live' ? 'fetched' : 'file saved'
  return withDay ? `${how} ${at.toLocaleDateString('en-CA')} ${time}` : `${how} ${time}`
}
