import { useState } from 'react'
import type { SeriesAnswer, SeriesSnapshot } from '../../engine/session/series.ts'
import { compareProfiles } from '../../store/comparing.ts'
import { changeView } from '../../store/navigation.ts'
import { orderSeries } from '../../store/series.ts'
import type { OpenProfile } from '../../store/session.ts'
import { showProfile } from '../../store/showing.ts'
import { showView } from '../../store/view.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Timeline } from './Timeline.tsx'

interface SnapshotsProps {
  readonly answer: SeriesAnswer
  /** In the order of the question, by which `index` names them. */
  readonly members: readonly OpenProfile[]
}

/** The snapshots in their order, with their totals; they can be moved, and any two compared. */
export function Snapshots({ answer, members }: SnapshotsProps) {
  // A profile that was just closed is in the last answer still.
  const rows = answer.snapshots.flatMap((snapshot) => {
    const profile = members[snapshot.index]
    return profile ? [{ snapshot, profile }] : []
  })
  function move(at: number, step: number): void {
    const keys = rows.map(({ profile }) => profile.key)
    const [key] = keys.splice(at, 1)
    if (key !== undefined) orderSeries(keys.toSpliced(at + step, 0, key))
  }
  return (
    <div className="snapshots">
      <Timeline snapshots={answer.snapshots} />
      <ol className="number" aria-label={`Snapshots, ${answer.type}`}>
        {rows.map(({ snapshot, profile }, at) => (
          <li key={profile.key}>
            <button
              type="button"
              className="snapshot-name"
              title={`${titleOf(snapshot)}\nShow this profile`}
              onClick={() => showProfile(profile.key)}
            >
              {snapshot.name}
            </button>
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
        {answer.timed ? 'By when they were taken.' : 'Steps as if equally long.'}{' '}
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

/** Two of the snapshots side by side; the first and the last if nobody says otherwise. */
function CompareTwo({ rows }: CompareTwoProps) {
  const [base, setBase] = useState(rows[0]?.profile.key ?? 0)
  const [source, setSource] = useState(rows.at(-1)?.profile.key ?? 0)
  const pick = (label: string, value: number, set: (key: number) => void) => (
    <select
      className="field"
      aria-label={label}
      value={value}
      onChange={(event) => set(Number(event.target.value))}
    >
      {rows.map(({ profile }) => (
        <option key={profile.key} value={profile.key}>
          {profile.name}
        </option>
      ))}
    </select>
  )
  return (
    <p className="snapshots-compare">
      {pick('Compare from', base, setBase)} → {pick('Compare to', source, setSource)}
      <button
        type="button"
        className="button"
        disabled={base === source}
        onClick={() => {
          compareProfiles(base, source)
          // Of a comparison the flame graph says more than this view, once on each side.
          changeView((view) => showView(view, 'flamegraph'), 'replace')
        }}
      >
        Compare
      </button>
    </p>
  )
}

function titleOf({ name, time, totalText }: SeriesSnapshot): string {
  return [name, time, totalText].filter((text) => text !== '').join('\n')
}
