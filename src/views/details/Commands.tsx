import { copyText } from '../../store/actions.ts'
import { useCommand } from '../../store/hooks.ts'
import type { ViewName } from '../../store/view.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'

const VIEWS: readonly (readonly [path: ViewName, title: string])[] = [
  ['flamegraph', 'Flame graph, graph'],
  ['top', 'Top'],
  ['source', 'Source'],
  ['peek', 'Peek'],
  ['traces', 'Traces'],
  ['labels', 'Labels'],
  ['console', 'Console'],
  ['details', 'Details'],
]

/** The same views, filters included, in a terminal. */
export function Commands() {
  return (
    <section className="details-part details-commands wide">
      <h2>The same with pprof</h2>
      <dl>
        {VIEWS.map(([path, title]) => (
          <Command key={path} path={path} title={title} />
        ))}
      </dl>
    </section>
  )
}

function Command({ path, title }: { readonly path: ViewName; readonly title: string }) {
  const command = useCommand(path)
  return (
    <div>
      <dt>{title}</dt>
      <dd className="details-command">
        {command === '' ? (
          <span className="muted">pprof has no command for this</span>
        ) : (
          <>
            <code className="mono">{command}</code>
            <CopyButton label={`Copy the command for ${title}`} copy={() => copyText(command)} />
          </>
        )}
      </dd>
    </div>
  )
}
