import { showView } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { ViewName } from '../../store/view.ts'
import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { viewAt } from '../../store/view-list.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useOffered } from '../useOffered.ts'
import { useFitting } from './useFitting.ts'

/** As many tabs as there is room for, the other views in a menu behind them. */
export function ViewTabs() {
  const { views, first } = useOffered()
  const listed = views.filter(({ place }) => place !== 'hidden')
  const others = listed.filter((view) => !first.includes(view))
  const tabs = [...first, ...others.filter(({ place }) => place === 'tab')]
  // Tabs are measured once: other ones are another row.
  return <Tabs key={tabs.map(({ path }) => path).join()} all={tabs} views={listed} />
}

interface TabsProps {
  /** Those that have a tab if there is room. */
  readonly all: readonly ViewDescriptor[]
  readonly views: readonly ViewDescriptor[]
}

function Tabs({ all, views }: TabsProps) {
  const path = useView((view) => view.path)
  const { row, count } = useFitting<HTMLElement>(
    all.length,
    all.findIndex((view) => view.path === path),
  )
  const tabs = all.slice(0, count)
  const others = views.filter((view) => !tabs.includes(view))
  return (
    <nav className="tabs" aria-label="Views" ref={row}>
      {tabs.map((view) => (
        <Tab key={view.path} view={view} current={view.path === path} />
      ))}
      <OtherViews
        views={others}
        current={others.some((view) => view.path === path) ? path : null}
      />
    </nav>
  )
}

function Tab({ view, current }: { readonly view: ViewDescriptor; readonly current: boolean }) {
  return (
    <button
      type="button"
      className="tab"
      aria-current={current ? 'page' : undefined}
      data-label={view.label}
      title={`${view.title} (${view.key})`}
      onClick={() => showView(view.path)}
    >
      {view.label}
    </button>
  )
}

interface OtherViewsProps {
  readonly views: readonly ViewDescriptor[]
  /** The one of them that is on screen. */
  readonly current: ViewName | null
}

function OtherViews({ views, current }: OtherViewsProps) {
  const label = current ? viewAt(current).label : 'More'
  return (
    <Menu
      className={current ? 'tab current' : 'tab'}
      label={current ? `${viewAt(current).title}: more views` : 'More views'}
      title="More views"
      align="end"
      button={
        <span className="tab-more">
          {label}
          <Caret />
        </span>
      }
      items={views.map((view) => ({
        key: view.path,
        label: view.title,
        hint: <kbd>{view.key}</kbd>,
        checked: view.path === current,
        run: () => showView(view.path),
      }))}
    />
  )
}
