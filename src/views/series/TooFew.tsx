import { useShown } from '../../store/hooks.ts'

const TAKE = `for i in 1 2 3 4; do
  curl -s -o heap.$i.pb.gz http://localhost:6060/debug/pprof/heap
  sleep 60
done`

/** What the view is for, while there is nothing to lay beside the profile on screen. */
export function TooFew() {
  const shown = useShown()
  return (
    <section className="list-note" aria-label="Series">
      <h2>A series needs two profiles of one kind, better three</h2>
      <p>
        {shown?.name ?? 'This profile'} is the only one of its kind that is open. Take some of the
        same program, a while apart, and drop them here together: this view says what grows in them,
        which is how leaks of memory and of goroutines are found.
      </p>
      <pre className="mono">{TAKE}</pre>
      <p>
        Goroutine dumps (/debug/pprof/goroutine?debug=2) tell by their ids whether any has ended.
      </p>
    </section>
  )
}
