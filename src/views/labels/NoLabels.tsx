import { showView } from '../../store/actions.ts'
import { INITIAL_VIEW } from '../../store/view-list.ts'
import { useUnchanged } from '../frame/unchanged.ts'

interface NoLabelsProps {
  readonly labelled: boolean
  readonly allKeys: number
  readonly filter: string
}

const EXAMPLE = `import "runtime/pprof"

labels := pprof.Labels("route", r.URL.Path, "tenant", tenant)
pprof.Do(ctx, labels, func(ctx context.Context) {
    handle(ctx, w, r) // samples taken here carry both labels
})`

/** Why there is nothing to see, and what to do. */
export function NoLabels({ labelled, allKeys, filter }: NoLabelsProps) {
  const unchanged = useUnchanged('')
  if (allKeys > 0)
    return <p className="list-note labels-none muted">No key or value contains “{filter}”.</p>
  if (labelled) {
    return (
      <p className="list-note labels-none muted">
        {unchanged ||
          'The samples that the filters leave have no labels. Other samples of the profile do.'}
      </p>
    )
  }
  return (
    <div className="list-note labels-none">
      <h2>The samples of this profile have no labels</h2>
      <p>
        Labels say on whose behalf the program worked: a route, a tenant, a job. In Go, code that
        runs within <code className="mono">pprof.Do</code>, and the goroutines that it starts, are
        recorded with them in CPU and goroutine profiles:
      </p>
      <pre className="mono">{EXAMPLE}</pre>
      <p>
        A profile recorded after that lists each key with its values here, filters by them (
        <code className="mono">tagfocus=route=…</code>) and can draw them as frames (
        <code className="mono">tagroot=route</code>).
      </p>
      <p>
        <button type="button" className="button" onClick={() => showView(INITIAL_VIEW.path)}>
          Back to the flame graph
        </button>
      </p>
    </div>
  )
}
