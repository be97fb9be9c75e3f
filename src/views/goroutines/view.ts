import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { MIN_WAIT, ORDER, REVERSE, STATES } from './state.ts'

export const goroutinesView: ViewDescriptor = {
  path: 'goroutines',
  label: 'Goroutines',
  title: 'Goroutines: who waits for what',
  key: 'g',
  place: 'more',
  load: async () => (await import('./GoroutinesView.tsx')).GoroutinesView,
  fields: [STATES, MIN_WAIT, ORDER, REVERSE],
  keys: [{ keys: ['←', '→', 'Enter'], does: 'Close and open a group' }],
  suits({ profile }) {
    const counts = profile.answer.sampleTypes.some(({ type }) => /^goroutine(leak)?$/.test(type))
    return counts ? 'opens' : 'offered'
  },
  comparing: 'twice',
  command: { report: () => ['-traces'], trims: false },
}
