import { useProfileId } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { countText } from '../../ui/words.ts'
import { AnswerError } from '../frame/AnswerError.tsx'
import { GoroutinesHead } from './GoroutinesHead.tsx'
import { GroupList } from './GroupList.tsx'
import { NoGoroutines } from './NoGoroutines.tsx'
import { SeriesLine } from './SeriesLine.tsx'
import { useGoroutines } from './useGoroutines.ts'
import '../frame/list/list.css'
import './goroutines.css'

/** Goroutines with the same stack, what they wait for and for how long. */
export function GoroutinesView() {
  const label = useSideName('Goroutines')
  const profile = useProfileId()
  const goroutines = useGoroutines()
  if (profile === null) return null
  const { answer, pending, error } = goroutines
  if (answer && !answer.goroutines && !pending) return <NoGoroutines />
  return (
    <section className="goroutines" aria-label={label}>
      <GoroutinesHead goroutines={goroutines} />
      {answer?.goroutines && <SeriesLine />}
      {answer?.inferred && answer.goroutines && (
        <p className="goroutines-note muted">
          This form of the profile has no states: they are inferred from the runtime’s frames, and
          waits are not known. A dump has both:{' '}
          <code className="mono">/debug/pprof/goroutine?debug=2</code>
        </p>
      )}
      <AnswerError className="goroutines-error" answer={answer} error={error} />
      {!answer && pending && (
        <p className="list-note list-wait muted" role="status">
          Grouping the goroutines…
        </p>
      )}
      {answer?.goroutines && answer.count === 0 ? (
        <p className="list-note muted">
          None of {countText(answer.total, 'goroutine')} is in these states, has waited that long
          and matches the search.
        </p>
      ) : (
        answer?.goroutines && <GroupList goroutines={goroutines} />
      )}
    </section>
  )
}
