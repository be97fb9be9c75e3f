import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { showSeries } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { type Recording, type Snapshots, serviceStore } from '../../store/service.ts'
import { stopSnapshots } from '../../store/service-snapshots.ts'
import { viewAt } from '../../store/view-list.ts'
import { Progress } from '../../ui/Progress.tsx'
import { bytesText } from '../../ui/words.ts'
import './connect.css'

/** How often what is shown of a time is brought up to date, in milliseconds. */
const TICK_MS = 250

/** What is being taken from services now, and a way to stop it. */
export function ConnectPanels() {
  const recordings = useStore(serviceStore, (state) => state.recordings)
  const snapshots = useStore(serviceStore, (state) => state.snapshots)
  const busy = recordings.length > 0 || snapshots !== null
  const now = useNow(busy)
  useWarning(busy)
  return (
    <>
      {recordings.map((recording) => (
        <RecordingPanel key={recording.id} recording={recording} now={now} />
      ))}
      {snapshots && <SnapshotsPanel snapshots={snapshots} now={now} />}
    </>
  )
}

interface RecordingPanelProps {
  readonly recording: Recording
  readonly now: number
}

function RecordingPanel({ recording, now }: RecordingPanelProps) {
  const { take, host, since, bytes, cancel } = recording
  const done = Math.max(0, (now - since) / 1000)
  const what = `${take.seconds > 0 ? 'Recording' : 'Taking'} ${take.profile} of ${host}`
  return (
    <section className="panel offer taking" aria-label={what}>
      <div>
        <p>
          {what}
          <span className="muted number taking-left">
            {bytes > 0 ? `${bytesText(bytes)} so far` : timeWords(take.seconds, done)}
          </span>
        </p>
        <Progress label={what} share={bytes > 0 ? null : shareOf(take.seconds, done)} />
      </div>
      <button type="button" className="button" onClick={cancel}>
        Cancel
      </button>
    </section>
  )
}

/** "12 s of 30 s"; behind its end the service still has to send it. */
function timeWords(seconds: number, done: number): string {
  if (seconds === 0) return done < 1 ? '' : `${Math.floor(done)} s`
  return done < seconds ? `${Math.floor(done)} s of ${seconds} s` : 'waiting for the answer'
}

function shareOf(seconds: number, done: number): number | null {
  return seconds > 0 && done < seconds ? done / seconds : null
}

interface SnapshotsPanelProps {
  readonly snapshots: Snapshots
  readonly now: number
}

function SnapshotsPanel({ snapshots, now }: SnapshotsPanelProps) {
  const { takes, host, everySeconds, hunts, rounds, most, bytes, missed } = snapshots
  const path = useView((view) => view.path)
  const profiles = takes.map(({ profile }) => profile).join(' and ')
  const what = hunts
    ? `Hunting a leak: ${profiles} of ${host}`
    : `Taking ${profiles} of ${host} every ${everySeconds} s`
  const limit = `At most ${most}: the page holds all of them in its memory.`
  const apart = hunts ? `, ${everySeconds} s apart` : ''
  return (
    <section className="panel offer taking" aria-label={what}>
      <div>
        <p>
          {what}
          <span className="muted number taking-left">{momentWords(snapshots, now)}</span>
        </p>
        <p className="muted number" title={limit}>
          {rounds} of at most {most} taken{apart}, {bytesText(bytes)} in memory
        </p>
        {hunts && (
          <p className="taking-verdict" role="status">
            {verdictWords(snapshots)}
          </p>
        )}
        {missed !== '' && <p className="taking-missed">The last one did not come: {missed}</p>}
      </div>
      {rounds > 1 && !viewAt(path).showsSeries && (
        <button type="button" className="button" onClick={showSeries}>
          Show the series
        </button>
      )}
      <button
        type="button"
        className="button"
        title={hunts ? 'Ends the hunt and shows what it has found' : ''}
        onClick={stopSnapshots}
      >
        Stop
      </button>
    </section>
  )
}

/** What a hunt has found so far, and what it goes on for. */
function verdictWords({ verdict, rounds }: Snapshots): string {
  if (verdict) return `So far: ${verdict.sentence} ${verdict.nextMeasurement}`.trimEnd()
  return rounds === 0
    ? 'It ends by itself when it is sure what grows, or that nothing does.'
    : 'So far: nothing can be said of one snapshot.'
}

function momentWords(
  { isTaking, since, next, everySeconds, takes }: Snapshots,
  now: number,
): string {
  // The clock here is a tick behind.
  const left = Math.min(everySeconds, Math.max(0, Math.ceil((next - now) / 1000)))
  if (!isTaking) return `next in ${left} s`
  const seconds = takes.reduce((sum, take) => sum + take.seconds, 0)
  return timeWords(seconds, Math.max(0, (now - since) / 1000))
}

/** The time in milliseconds since 1970, brought up to date while `running`. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [running])
  return now
}

/** Leaving the page ends what is being taken: the browser asks whether that is meant. */
function useWarning(busy: boolean): void {
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [busy])
}
