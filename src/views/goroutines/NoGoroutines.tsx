import { showView } from '../../store/actions.ts'
import { useShown } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { INITIAL_VIEW } from '../../store/view-list.ts'

const TAKE = `curl -o goroutines.txt 'http://localhost:6060/debug/pprof/goroutine?debug=2'`

/** What the view is for, while a profile of something else is on screen. */
export function NoGoroutines() {
  const label = useSideName('Goroutines')
  const shown = useShown()
  return (
    <section className="list-note goroutines-none" aria-label={label}>
      <h2>{shown?.name ?? 'This profile'} does not count goroutines</h2>
      <p>
        This view is for a program that hangs or leaks: it puts goroutines with the same stack
        together and says what they wait for, for how long, and what started them. Take a dump of a
        running Go program and drop it here:
      </p>
      <pre className="mono">{TAKE}</pre>
      <p>
        A panic or a SIGQUIT prints the same: drop the log that has it. Several dumps, taken some
        time apart, show what grows.
      </p>
      <p>
        <button type="button" className="button" onClick={() => showView(INITIAL_VIEW.path)}>
          Back to the flame graph
        </button>
      </p>
    </section>
  )
}
