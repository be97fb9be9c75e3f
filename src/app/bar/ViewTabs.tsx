import { showView } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { ViewName } from '../../store/view.ts'
import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { viewAt } from '../../store/view-list.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Tab, Tabs } from '../../ui/controls/Tabs.tsx'
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
  return <FittingTabs key={tabs.map(({ path }) => path).join()} all={tabs} views={listed} />
}

interface FittingTabsProps {
  /** Those that have a tab if there is room. */
  readonly all: readonly ViewDescriptor[]
  readonly views: readonly ViewDescriptor[]
}

function FittingTabs({ all, views }: FittingTabsProps) {
  const path = useView((view) => view.path)
  const { row, count } = useFitting<HTMLElement>(
    all.length,
    all.findIndex((view) => view.path === path),
  )
  const tabs = all.slice(0, count)
  const others = views.filter((view) => !tabs.includes(view))
  return (
    <Tabs label="Views" row={row}>
      {tabs.map((view) => (
        <Tab
          key={view.path}
          label={view.label}
          title={`${view.title} (${view.key})`}
          current={view.path === path}
          onClick={() => showView(view.path)}
        />
      ))}
      <OtherViews
        views={others}
        current={others.some((view) => view.path === path) ? path : null}
      />
    </Tabs>
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
