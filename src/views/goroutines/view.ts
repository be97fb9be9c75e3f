import { goroutineColumn } from '../../engine/profile/sample-types.ts'
import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { MIN_WAIT, ORDER, REVERSE, STATES } from './state.ts'

export const goroutinesView: ViewDescriptor = {
  path: 'goroutines',
  label: 'Goroutines',
  title: 'Goroutines: who waits for what',
  hint: 'Click a group to see its goroutines and their whole stack',
  key: 'g',
  place: 'more',
  load: async () => (await import('./GoroutinesView.tsx')).GoroutinesView,
  fields: [STATES, MIN_WAIT, ORDER, REVERSE],
  keys: [{ keys: ['←', '→', 'Enter'], does: 'Close and open a group' }],
  suits({ profile }) {
    return goroutineColumn(profile.answer) >= 0 ? 'opens' : 'offered'
  },
  comparing: 'twice',
  showsFinding: 'waits',
  command: { report: () => ['-traces'], trims: false },
}
