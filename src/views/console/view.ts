import type { ViewDescriptor } from '../../store/view-descriptor.ts'

export const consoleView: ViewDescriptor = {
  path: 'console',
  label: 'Console',
  title: 'Console: the pprof prompt',
  hint: 'Type a command of pprof’s prompt; Tab completes it',
  key: '8',
  place: 'more',
  load: async () => (await import('./ConsoleView.tsx')).ConsoleView,
  drawn: '.console',
  keys: [
    { keys: ['Tab'], does: 'Complete commands, options and names' },
    { keys: ['↑', '↓', 'Ctrl R'], does: 'Go through the lines before, search them' },
    { keys: ['Ctrl C', 'Ctrl L'], does: 'Cancel, clear' },
    { keys: ['Esc'], does: 'Leave the line, so that the keys of the page count again' },
  ],
  comparing: 'twice',
  // Without a report pprof asks for commands.
  command: { report: () => [], trims: true },
}
