import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { COLLAPSE, DIRECTION, ONLY_OWN } from './state.ts'

export const callTreeView: ViewDescriptor = {
  path: 'calltree',
  label: 'Call tree',
  title: 'Call tree',
  hint: 'Click a row to select its function, its arrow to see what it calls',
  key: 'e',
  place: 'more',
  load: async () => (await import('./CallTreeView.tsx')).CallTreeView,
  drawn: '.calltree tbody tr',
  fields: [DIRECTION, COLLAPSE, ONLY_OWN],
  keys: [
    { keys: ['→'], does: 'Open the row; on an open one, go to its first child' },
    { keys: ['←'], does: 'Close the row; on a closed one, go to its parent' },
    { keys: ['*'], does: 'Open the hottest path below the row' },
    { keys: ['Enter'], does: 'Focus on the function' },
  ],
  comparing: 'once',
  command: { report: () => ['-dot', '-call_tree', '-trim=false'], trims: false },
}
