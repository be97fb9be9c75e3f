import { showView } from '../store/actions.ts'
import { useView } from '../store/hooks.ts'
import type { ViewName } from '../store/view.ts'

const TABS: readonly { path: ViewName; label: string; key: string }[] = [
  { path: 'flamegraph', label: 'Flame', key: '1' },
  { path: 'top', label: 'Top', key: '2' },
]

export function ViewTabs() {
  const path = useView((view) => view.path)
  return (
    <nav className="tabs" aria-label="Views">
      {TABS.map((tab) => (
        <button
          key={tab.path}
          type="button"
          aria-current={tab.path === path ? 'page' : undefined}
          data-label={tab.label}
          title={`${tab.label} (${tab.key})`}
          onClick={() => showView(tab.path)}
        >
          {tab.label}
        </button>
      ))}
    </nav>
  )
}
