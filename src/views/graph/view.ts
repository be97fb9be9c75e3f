import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { LABELS } from './state.ts'

export const graphView: ViewDescriptor = {
  path: 'graph',
  label: 'Graph',
  title: 'Call graph',
  hint: 'Click a function to select it, double-click to focus on it, drag to move the picture',
  key: '2',
  place: 'tab',
  load: async () => (await import('./GraphView.tsx')).GraphView,
  drawn: '.graph svg',
  fields: [LABELS],
  keys: [
    { keys: ['←', '→', '↑', '↓'], does: 'Walk from node to node along the calls' },
    { keys: ['Enter'], does: 'Focus on the node (a double-click does the same)' },
    { keys: ['+', '−'], does: 'Zoom in and out (the wheel does the same)' },
    { keys: ['Shift ←', 'Shift →', 'Shift ↑', 'Shift ↓'], does: 'Move the picture' },
    { keys: ['0'], does: 'The whole graph; again, the hottest path' },
  ],
  comparing: 'with-changes',
  showsFrame: 'Graph',
  showsCommand: 'calls',
  command: { report: () => ['-http=:'], trims: true },
}
