import type { ServiceProfileKind } from '../../sources/service-kinds.ts'
import { isSeconds, type Wish } from './connect-wish.ts'

interface ConnectTimesProps {
  readonly wish: Wish
  readonly kind: ServiceProfileKind
  readonly onChange: (wish: Wish) => void
}

/** How to take it: now or over a time, and in which form. */
export function ConnectTimes({ wish, kind, onChange }: ConnectTimesProps) {
  const { profile, since, dump, gc } = wish
  const seconds = (
    <input
      className="field number"
      type="text"
      inputMode="numeric"
      aria-label="Seconds to record"
      aria-invalid={!isSeconds(wish.seconds)}
      title="Whole seconds, from 1 to 3600"
      value={wish.seconds}
      onChange={(event) =>
        onChange({ ...wish, seconds: event.target.value, ...(kind.delta ? FROM_NOW : {}) })
      }
    />
  )
  if (kind.records > 0) return <p className="connect-times">Record for {seconds} s</p>
  const one = (label: string, checked: boolean, wanted: Partial<Wish>, help = '') => (
    <label className="check" title={help}>
      <input
        type="radio"
        name="service-form"
        checked={checked}
        onChange={() => onChange({ ...wish, ...wanted })}
      />
      {label}
    </label>
  )
  const now = since === 'now'
  return (
    <div className="connect-times">
      {profile === 'goroutine' ? (
        <>
          {one(
            'each with its state and wait',
            now && dump,
            { since: 'now', dump: true },
            DUMP_HELP,
          )}
          {one('counted by stack', now && !dump, { since: 'now', dump: false }, COUNT_HELP)}
        </>
      ) : (
        kind.delta && one('as it is now', now, { since: 'now' })
      )}
      {kind.delta && (
        <span className="connect-delta">
          {one('what comes in', !now, FROM_NOW, DELTA_HELP)} {seconds} s
        </span>
      )}
      {profile === 'heap' && (
        <label className="check" title="gc=1: what is no longer used is gone from the profile">
          <input
            type="checkbox"
            disabled={!now}
            checked={gc && now}
            onChange={() => onChange({ ...wish, gc: !gc })}
          />
          collect garbage before
        </label>
      )}
    </div>
  )
}

const FROM_NOW = { since: 'from-now' } as const
const DUMP_HELP =
  'debug=2: the text of every goroutine. It stops the program for a moment, the longer the more goroutines there are.'
const COUNT_HELP = 'The binary profile: how many goroutines have each stack, without their states.'
const DELTA_HELP = 'The difference between the end and the begin, of Go 1.15 and newer.'
