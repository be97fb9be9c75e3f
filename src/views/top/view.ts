import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { COLUMN, FILTER, METRIC, MINIMUM, REVERSED } from './difference/settings.ts'
import { GROUPING } from './grouping.ts'
import { BY_NAME, REVERSE } from './order.ts'

export const topView: ViewDescriptor = {
  path: 'top',
  label: 'Top',
  title: 'Top',
  hint: 'Click a row to select its function, double-click to focus on it, right-click for more',
  key: '3',
  place: 'tab',
  load: async () => (await import('./TopView.tsx')).TopView,
  drawn: '.top-row',
  early: true,
  fields: [BY_NAME, REVERSE, GROUPING, COLUMN, FILTER, METRIC, MINIMUM, REVERSED],
  keys: [{ keys: ['←', '→', 'Enter'], does: 'Close and open a group' }],
  comparing: 'with-changes',
  loadDifference: async () => (await import('./difference/CompareTop.tsx')).CompareTop,
  showsFrame: 'Top',
  besideFirst: true,
  showsOptions: ['sort'],
  showsFinding: 'functions',
  command: { report: () => ['-top', '-trim=false'], trims: false },
}
