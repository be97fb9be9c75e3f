import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { LABEL_FILTER, OPEN_KEYS } from './state.ts'

export const labelsView: ViewDescriptor = {
  path: 'labels',
  label: 'Labels',
  title: 'Labels',
  hint: 'Click a value to focus on it, Alt-click to ignore it',
  key: '7',
  place: 'tab',
  load: async () => (await import('./LabelsView.tsx')).LabelsView,
  drawn: '.labels',
  fields: [LABEL_FILTER, OPEN_KEYS],
  keys: [
    { keys: ['Enter'], does: 'Focus on the value (a click does the same; Alt-click ignores it)' },
    { keys: ['Alt ←', 'Alt →'], does: 'Move a key in the order of frames' },
  ],
  comparing: 'twice',
  command: { report: () => ['-tags'], trims: false },
}
