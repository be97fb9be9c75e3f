import { type ComponentType, lazy } from 'react'
import type { ViewName } from '../store/view.ts'
import { FlameView } from '../views/flame/FlameView.tsx'
import { TopView } from '../views/top/TopView.tsx'

export interface ViewPlace {
  readonly path: ViewName
  /** On its tab. */
  readonly label: string
  /** In words, for menus, titles and help. */
  readonly title: string
  /** The key that shows it. */
  readonly key: string
  readonly Component: ComponentType
}

/** The views in the order of their tabs. All but the first two load when they are first shown. */
export const VIEWS: readonly ViewPlace[] = [
  { path: 'flamegraph', label: 'Flame', title: 'Flame graph', key: '1', Component: FlameView },
  {
    path: 'graph',
    label: 'Graph',
    title: 'Call graph',
    key: '2',
    Component: lazy(async () => ({
      default: (await import('../views/graph/GraphView.tsx')).GraphView,
    })),
  },
  { path: 'top', label: 'Top', title: 'Top', key: '3', Component: TopView },
  {
    path: 'source',
    label: 'Source',
    title: 'Source',
    key: '4',
    Component: lazy(async () => ({
      default: (await import('../views/source/SourceView.tsx')).SourceView,
    })),
  },
  {
    path: 'peek',
    label: 'Peek',
    title: 'Peek: callers and callees',
    key: '5',
    Component: lazy(async () => ({
      default: (await import('../views/peek/PeekView.tsx')).PeekView,
    })),
  },
  {
    path: 'traces',
    label: 'Traces',
    title: 'Traces',
    key: '6',
    Component: lazy(async () => ({
      default: (await import('../views/traces/TracesView.tsx')).TracesView,
    })),
  },
  {
    path: 'labels',
    label: 'Labels',
    title: 'Labels',
    key: '7',
    Component: lazy(async () => ({
      default: (await import('../views/labels/LabelsView.tsx')).LabelsView,
    })),
  },
  {
    path: 'goroutines',
    label: 'Goroutines',
    title: 'Goroutines: who waits for what',
    key: 'g',
    Component: lazy(async () => ({
      default: (await import('../views/goroutines/GoroutinesView.tsx')).GoroutinesView,
    })),
  },
  {
    path: 'series',
    label: 'Series',
    title: 'Series: what grows over several profiles',
    key: 't',
    Component: lazy(async () => ({
      default: (await import('../views/series/SeriesView.tsx')).SeriesView,
    })),
  },
  {
    path: 'console',
    label: 'Console',
    title: 'Console: the pprof prompt',
    key: '8',
    Component: lazy(async () => ({
      default: (await import('../views/console/ConsoleView.tsx')).ConsoleView,
    })),
  },
  {
    path: 'details',
    label: 'Details',
    title: 'Details of the profile',
    key: '9',
    Component: lazy(async () => ({
      default: (await import('../views/details/DetailsView.tsx')).DetailsView,
    })),
  },
]

export function viewPlace(path: ViewName): ViewPlace {
  return VIEWS.find((view) => view.path === path) ?? VIEWS[0]!
}
