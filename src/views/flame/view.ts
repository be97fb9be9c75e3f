import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { CHANGE_OF, COLORING } from '../picture/settings.ts'
import { COLLAPSE, DIRECTION, ORDER, SAME_SCALE, SANDWICHED, WIDTH } from './settings.ts'
import { CALLERS_ZOOM, ZOOM } from './state.ts'

export const flameView: ViewDescriptor = {
  path: 'flamegraph',
  label: 'Flame',
  title: 'Flame graph',
  hint: 'Click a frame to zoom to it, right-click for more',
  key: '1',
  place: 'tab',
  load: async () => (await import('./FlameView.tsx')).FlameView,
  drawn: '.flame-canvas',
  early: true,
  fields: [
    ...[DIRECTION, SANDWICHED, COLLAPSE, ORDER, WIDTH],
    ...[COLORING, CHANGE_OF, SAME_SCALE, ZOOM, CALLERS_ZOOM],
  ],
  keys: [
    { keys: ['←', '→', '↑', '↓'], does: 'Walk from frame to frame' },
    { keys: ['Enter'], does: 'Zoom to the frame (a click does the same)' },
    { keys: ['u'], does: 'Zoom out one level' },
    { keys: ['0', 'Esc'], does: 'Show the whole again' },
    { keys: ['+', '−'], does: 'Zoom in and out (the wheel does the same)' },
    { keys: ['Shift ←', 'Shift →'], does: 'Move the picture sideways' },
    { keys: ['Shift F10'], does: 'Menu of the frame: sandwich, copy the stack, filters' },
  ],
  comparing: 'with-changes',
  sharesScale: true,
  showsFrame: 'Flame graph',
  showsFinding: 'stacks',
  command: { report: () => ['-http=:'], trims: true },
}
