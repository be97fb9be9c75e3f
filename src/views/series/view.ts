import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { CHANGE_OF } from '../picture/settings.ts'
import { COLUMN, REVERSE, SHOWN_AS, TABLE, WIDTH, ZOOM } from './state.ts'

export const seriesView: ViewDescriptor = {
  path: 'series',
  label: 'Series',
  title: 'Series: what grows over several profiles',
  hint: 'Click a row to select its function, double-click to focus on it',
  key: 't',
  place: 'more',
  load: async () => (await import('./SeriesView.tsx')).SeriesView,
  fields: [SHOWN_AS, TABLE, COLUMN, REVERSE, WIDTH, ZOOM, CHANGE_OF],
  suits: ({ alike }) => (alike > 1 ? 'first' : 'offered'),
  comparing: 'once',
  showsSeries: true,
  command: { report: () => ['-top', '-trim=false'], trims: false },
}
