import type { Granularity } from '../../engine/select/options.ts'
import { showView } from '../../store/actions.ts'
import { quoteMeta } from '../../store/filters.ts'
import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { SCOPE, SOURCE_FILE, SOURCE_LINE } from './state.ts'

export const sourceView: ViewDescriptor = {
  path: 'source',
  label: 'Source',
  title: 'Source',
  hint: 'Right-click a line for what can be done with it; [ and ] lead to hot lines',
  key: '4',
  place: 'tab',
  load: async () => (await import('./SourceView.tsx')).SourceView,
  drawn: '.source',
  fields: [SOURCE_FILE, SOURCE_LINE, SCOPE],
  subject: [SOURCE_FILE, SOURCE_LINE],
  keys: [
    { keys: ['[', ']'], does: 'Previous and next hot line' },
    { keys: ['Enter'], does: 'Show or hide the calls inlined into the line' },
  ],
  palette: [
    {
      id: 'source-folder',
      label: 'Source: choose a source folder…',
      words: 'code directory checkout',
      run: () => showView('source'),
    },
  ],
  comparing: 'twice',
  showsFrame: 'Source',
  showsCommand: 'source-lines',
  command: {
    report: ({ selected, options }) => [`-list=${functionRegexp(selected, options.granularity)}`],
    trims: false,
  },
}

/** list looks at functions: address, file and line of a finer granularity are no part of it. */
function functionRegexp(selected: string, granularity: Granularity): string {
  if (selected === '' || granularity === 'files') return '.'
  const fine = granularity !== 'functions'
  const name = fine
    ? selected.replace(/^[0-9a-f]{16} /, '').replace(/(?<=.) \S+(:\d+)*$/, '')
    : selected
  return `^${quoteMeta(name)}$`
}
