import { useProfileId } from '../../store/hooks.ts'
import { SeriesTable } from './SeriesTable.tsx'
import { Snapshots } from './Snapshots.tsx'
import { TooFew } from './TooFew.tsx'
import { useSeries } from './useSeries.ts'
import { VerdictPanel } from './VerdictPanel.tsx'
import './series.css'

/** What grows from one profile to the next, over all that are open of one kind. */
export function SeriesView() {
  const profile = useProfileId()
  const series = useSeries()
  const { answer, pending, error, open } = series
  if (profile === null || !open) return null
  if (open.members.length < 2) return <TooFew />
  return (
    <section className="series" aria-label="Series">
      {error && (
        <p className="series-error" role="status">
          {error.message} {error.hint}
        </p>
      )}
      {!answer && pending && (
        <p className="series-wait muted" role="status">
          Laying {open.members.length} profiles beside each other…
        </p>
      )}
      {answer && (
        <>
          <div className="series-head">
            <VerdictPanel verdict={answer.verdict} />
            <Snapshots answer={answer} members={open.members} />
          </div>
          <SeriesTable series={series} answer={answer} />
        </>
      )}
    </section>
  )
}
