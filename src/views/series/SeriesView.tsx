import { useState } from 'react'
import { useProfileId, useSession } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import { Findings } from './Findings.tsx'
import { ProcessMemory } from './ProcessMemory.tsx'
import { SeriesChooser } from './SeriesChooser.tsx'
import { SeriesFlame } from './SeriesFlame.tsx'
import { SeriesTable } from './SeriesTable.tsx'
import { Snapshots } from './Snapshots.tsx'
import { SHOWN_AS } from './state.ts'
import { TooFew } from './TooFew.tsx'
import { UnderWay } from './UnderWay.tsx'
import { useSeries } from './useSeries.ts'
import '../frame/list/list.css'
import './series.css'

/** What grows from one profile to the next, over all that are open of one kind. */
export function SeriesView() {
  const profile = useProfileId()
  const series = useSeries()
  const [shownAs] = useField(SHOWN_AS)
  const isSettled = useIsSettled()
  const { answer, pending, error, open } = series
  if (profile === null || !open) return null
  if (open.members.length < 2) {
    return (
      <>
        <SeriesChooser />
        <TooFew />
      </>
    )
  }
  return (
    <section className="series" aria-label="Series">
      <SeriesChooser />
      {error && error.kind !== 'cancelled' && (
        <p className="list-error" role="status">
          {error.message} {error.hint}
        </p>
      )}
      {(pending || error?.kind === 'cancelled') && <UnderWay series={series} />}
      {answer && (
        <>
          <div className="series-head">
            <Findings answer={answer} members={open.members} />
            <Snapshots answer={answer} members={open.members} leftOut={open.leftOut} />
          </div>
          <ProcessMemory answer={answer} members={open.members} />
          {shownAs === 'table' && <SeriesTable series={series} answer={answer} />}
          {shownAs === 'flame' && isSettled && <SeriesFlame open={open} answer={answer} />}
        </>
      )}
    </section>
  )
}

/**
 * Whether what was being opened when the view came is open: a zoom that a link has holds for all
 * that it opens.
 */
function useIsSettled(): boolean {
  const isLoading = useSession(({ load }) => load !== null)
  const [settled, setSettled] = useState(!isLoading)
  if (!isLoading && !settled) setSettled(true)
  return settled
}
