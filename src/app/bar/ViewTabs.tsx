import { showView } from '../../store/actions.ts'
import { useSession, useShown, useView } from '../../store/hooks.ts'
import { isOfKind } from '../../store/series.ts'
import type { OpenProfile } from '../../store/session.ts'
import type { ViewName } from '../../store/view.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { VIEWS, type ViewPlace, viewPlace } from '../views.ts'
import { useFitting } from './useFitting.ts'

/** Views that are in the menu behind the tabs, whatever room there is. */
const BEHIND: readonly ViewName[] = ['goroutines', 'series', 'console', 'details']
const TABS = VIEWS.filter(({ path }) => !BEHIND.includes(path))

/** As many tabs as there is room for, the other views in a menu behind them. */
export function ViewTabs() {
  const shown = useShown()
  const alike = useSession(
    ({ profiles }) =>
      shown !== null && profiles.filter((other) => isOfKind(other, shown)).length > 1,
  )
  const inFront = viewsInFront(shown, alike)
  // Tabs are measured once: other ones are another row.
  return <Tabs key={inFront.join()} all={[...inFront.map(viewPlace), ...TABS]} />
}

/**
 * Views that are made for what is on screen.
 * @param alike whether other profiles of its kind are open
 */
function viewsInFront(shown: OpenProfile | null, alike: boolean): readonly ViewName[] {
  const views: ViewName[] = []
  const goroutines = shown?.answer.sampleTypes.some(({ type }) => /^goroutine(leak)?$/.test(type))
  if (goroutines) views.push('goroutines')
  if (alike) views.push('series')
  return views
}

function Tabs({ all }: { readonly all: readonly ViewPlace[] }) {
  const path = useView((view) => view.path)
  const { row, count } = useFitting<HTMLElement>(all.length)
  const tabs = all.slice(0, count)
  const others = VIEWS.filter((view) => !tabs.includes(view))
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

function Tab({ view, current }: { readonly view: ViewPlace; readonly current: boolean }) {
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
  readonly views: readonly ViewPlace[]
  /** The one of them that is on screen. */
  readonly current: ViewName | null
}

function OtherViews({ views, current }: OtherViewsProps) {
  const label = current ? viewPlace(current).label : 'More'
  return (
    <Menu
      className={current ? 'tab current' : 'tab'}
      label={current ? `${viewPlace(current).title}: more views` : 'More views'}
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
