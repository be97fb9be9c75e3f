import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { FOLD_STACKS, TRACE_ORDER } from './state.ts'

export const tracesView: ViewDescriptor = {
  path: 'traces',
  label: 'Traces',
  title: 'Traces',
  hint: 'Double-click a frame to focus on it; a click on a fold shows what is in it',
  key: '6',
  place: 'tab',
  load: async () => (await import('./TracesView.tsx')).TracesView,
  drawn: '.traces tbody tr',
  fields: [TRACE_ORDER, FOLD_STACKS],
  keys: [{ keys: ['Enter'], does: 'Show the folded middle of a stack, or fold it again' }],
  comparing: 'twice',
  command: { report: () => ['-traces'], trims: false },
}
