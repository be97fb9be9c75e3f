import { useEffect, useState } from 'react'
import { askAgain, cancelAnswers } from '../../store/answers.ts'
import { Progress } from '../../ui/Progress.tsx'
import { type Series, SLOTS } from './useSeries.ts'

/** Most series are laid out before anyone can read it. */
const SHOWN_AFTER_MS = 300

/** What is being made of the snapshots, how far it is, and a way to stop it. */
export function UnderWay({
  series: { answer, pending, progress, open },
}: {
  readonly series: Series
}) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!pending) {
    return (
      <p className="series-under-way" role="status">
        {answer ? 'Cancelled: what is shown is from before.' : 'Cancelled: nothing is shown.'}
        <button type="button" className="button" onClick={() => askAgain(SLOTS)}>
          Go on
        </button>
      </p>
    )
  }
  if (!late) return null
  const words = wordsOf(open?.members.length ?? 0, progress?.phase)
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
  return (
    <div className="series-under-way" role="status">
      <span>{words}…</span>
      <Progress label={words} share={share} />
      <button type="button" className="button" onClick={() => cancelAnswers(SLOTS)}>
        Cancel
      </button>
    </div>
  )
}

function wordsOf(count: number, phase: string | undefined): string {
  return phase === 'stacks'
    ? `Laying ${count} profiles beside each other`
    : `Adding up ${count} profiles`
}
