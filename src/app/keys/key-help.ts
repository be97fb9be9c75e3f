import type { KeyHelp } from '../../store/view-descriptor.ts'
import { allViews } from '../../store/view-list.ts'

export interface KeySection {
  readonly title: string
  readonly keys: readonly KeyHelp[]
}

/** All keys, for the help: those of the page first, then those of the views while they are focused. */
export function keyHelp(): readonly KeySection[] {
  const views = allViews()
  return [
    {
      title: 'Everywhere',
      keys: [...views.map(({ key, title }) => ({ keys: [key], does: title })), ...EVERYWHERE],
    },
    ...SHARED,
    ...views.flatMap(({ label, keys }) => (keys ? [{ title: label, keys }] : [])),
  ]
}

const EVERYWHERE: readonly KeyHelp[] = [
  { keys: ['/'], does: 'Search' },
  { keys: ['n', 'N'], does: 'Next and previous match' },
  {
    keys: ['Esc'],
    does: 'Out of the innermost: cancel or close it, leave the field, clear the search, clear the selection, show the whole again',
  },
  { keys: ['Backspace'], does: 'Undo the last step (as Back does)' },
  { keys: ['c'], does: 'Compare with another open profile; again to stop comparing' },
  { keys: ['s'], does: 'Swap the two sides of the comparison' },
  { keys: ['\\'], does: 'Split the stage: another view beside this one; again to close it' },
  { keys: ['|'], does: 'Swap the two halves' },
  { keys: ['Ctrl K'], does: 'Anything by its name: views, functions, options, files' },
  { keys: ['Ctrl O'], does: 'Open files (dropping and pasting them does the same)' },
  { keys: ['?', 'F1'], does: 'This list; while a text is typed, F1' },
]

const SHARED: readonly KeySection[] = [
  {
    title: 'Filters',
    keys: [
      { keys: ['f'], does: 'Focus: only stacks that have the selected frame' },
      { keys: ['i'], does: 'Ignore: leave out stacks that have it' },
      { keys: ['h'], does: 'Hide: leave its frames out, keep their samples' },
      { keys: ['w'], does: 'Show: only its frames' },
      { keys: ['W'], does: 'Show from: nothing above it' },
      { keys: ['r'], does: 'Reset: remove all filters' },
    ],
  },
  {
    title: 'Tables and lists',
    keys: [
      { keys: ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], does: 'Walk from row to row' },
      { keys: ['Enter'], does: 'Focus on the row’s frame (a double-click does the same)' },
      { keys: ['Shift F10'], does: 'Menu of the row (a right-click does the same)' },
    ],
  },
]
