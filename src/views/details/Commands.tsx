import { copyText } from '../../store/actions.ts'
import { useCommand, useOpened, useOptions, useView } from '../../store/hooks.ts'
import type { OnScreen, ViewDescriptor } from '../../store/view-descriptor.ts'
import { allViews } from '../../store/view-list.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'

/** The same views, filters included, in a terminal; those that pprof has one report for, together. */
export function Commands() {
  const options = useOptions()
  const selected = useView((view) => view.selected)
  const fields = useView((view) => view.fields)
  const groups = byReport({ options, selected, fields })
  return (
    <section className="details-part details-commands wide">
      <h2>The same with pprof</h2>
      <dl>
        {groups.map((views) => (
          <Command key={views[0]?.path} views={views} />
        ))}
      </dl>
    </section>
  )
}

function byReport(screen: Omit<OnScreen, 'path'>): readonly (readonly ViewDescriptor[])[] {
  const groups = new Map<string, ViewDescriptor[]>()
  for (const view of allViews()) {
    const flags = JSON.stringify(view.command.report({ ...screen, path: view.path }))
    const group = groups.get(flags)
    if (group) group.push(view)
    else groups.set(flags, [view])
  }
  return [...groups.values()]
}

function Command({ views }: { readonly views: readonly ViewDescriptor[] }) {
  const title = views.map(({ label }) => label).join(', ')
  const command = useCommand(views[0]?.path)
  const isRead = useOpened()?.answer.pprofReads !== false
  return (
    <div>
      <dt>{title}</dt>
      <dd className="details-command">
        {command === '' ? (
          <span className="muted">
            {isRead ? 'pprof has no command for this' : 'pprof does not read this file'}
          </span>
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
