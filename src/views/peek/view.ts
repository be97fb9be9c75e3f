import { fieldOf } from '../../store/fields.ts'
import { quoteMeta } from '../../store/filters.ts'
import type {
  ChosenFrame,
  ChosenOf,
  OnScreen,
  ViewDescriptor,
} from '../../store/view-descriptor.ts'
import type { QueryOf } from '../../worker/protocol.ts'
import { PEEK } from './state.ts'

export const peekView: ViewDescriptor = {
  path: 'peek',
  label: 'Peek',
  title: 'Peek: callers and callees',
  hint: 'Click a caller or callee to walk to it, right-click for more',
  key: '5',
  place: 'tab',
  load: async () => (await import('./PeekView.tsx')).PeekView,
  drawn: '.peek tbody tr',
  fields: [PEEK],
  subject: [PEEK],
  keys: [
    { keys: ['Enter'], does: 'Walk to the caller or callee; show a list whole' },
    { keys: ['Esc'], does: 'In the regexp field: back to one frame' },
  ],
  comparing: 'twice',
  showsFrame: 'Callers and callees',
  showsFinding: 'callers',
  command: { report: (screen) => [`-peek=${regexpOf(screen)}`], trims: false, chosen },
}

function regexpOf({ fields, selected }: OnScreen): string {
  return fieldOf({ fields }, PEEK) || (selected === '' ? '.' : `^${quoteMeta(selected)}$`)
}

/** While nothing is asked of it, Peek shows the heaviest frame: the question without its lines. */
function chosen(
  { selected, fields }: Pick<OnScreen, 'selected' | 'fields'>,
  { profile, options }: ChosenOf,
): ChosenFrame<QueryOf<'peek'>> | null {
  if (selected !== '' || fieldOf({ fields }, PEEK) !== '') return null
  const query = {
    ...({ type: 'peek', profile, options, regexp: '', name: '' } as const),
    search: { text: '', regexp: false, matchCase: false },
    ...{ open: [], from: 0, to: 0 },
  }
  return { query, nameIn: ({ first }) => first }
}
