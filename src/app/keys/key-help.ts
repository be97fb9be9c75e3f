import { VIEWS } from '../views.ts'

export interface KeyHelp {
  /** As they stand on the keyboard; each does it, or a part of it. */
  readonly keys: readonly string[]
  readonly does: string
}

export interface KeySection {
  readonly title: string
  readonly keys: readonly KeyHelp[]
}

/** All keys, for the help: those of the page first, then those of the views while they are focused. */
export const KEY_HELP: readonly KeySection[] = [
  {
    title: 'Everywhere',
    keys: [
      ...VIEWS.map(({ key, title }) => ({ keys: [key], does: title })),
      { keys: ['/'], does: 'Search' },
      { keys: ['n', 'N'], does: 'Next and previous match' },
      { keys: ['Esc'], does: 'Cancel, close, clear the search, clear the selection' },
      { keys: ['Backspace'], does: 'Undo the last step (as Back does)' },
      { keys: ['c'], does: 'Compare with another open profile; again to look at one alone' },
      { keys: ['s'], does: 'Let the two that are compared change places' },
      { keys: ['\\'], does: 'Split the stage: another view beside this one, or one again' },
      { keys: ['|'], does: 'Let the two halves change places' },
      { keys: ['Ctrl K'], does: 'Anything by its name: views, functions, options, files' },
      { keys: ['Ctrl O'], does: 'Open files (dropping and pasting them does the same)' },
      { keys: ['?'], does: 'This list' },
    ],
  },
  {
    title: 'Filters',
    keys: [
      { keys: ['f'], does: 'Focus: only stacks that have the selected frame' },
      { keys: ['i'], does: 'Ignore: no stack that has it' },
      { keys: ['h'], does: 'Hide: leave its frames out, keep their samples' },
      { keys: ['w'], does: 'Show: only its frames' },
      { keys: ['W'], does: 'Show from: nothing above it' },
      { keys: ['r'], does: 'Reset: remove all filters' },
    ],
  },
  {
    title: 'Flame graph',
    keys: [
      { keys: ['←', '→', '↑', '↓'], does: 'Walk from frame to frame' },
      { keys: ['Enter'], does: 'Zoom to the frame (a click does the same)' },
      { keys: ['u'], does: 'Zoom out one level' },
      { keys: ['0', 'Esc'], does: 'Show the whole again' },
      { keys: ['+', '−'], does: 'Zoom in and out (the wheel does the same)' },
      { keys: ['Shift ←', 'Shift →'], does: 'Move the picture sideways' },
      { keys: ['Shift F10'], does: 'Menu of the frame: sandwich, copy the stack, filters' },
    ],
  },
  {
    title: 'Graph',
    keys: [
      { keys: ['←', '→', '↑', '↓'], does: 'Walk from node to node along the calls' },
      { keys: ['Enter'], does: 'Focus on the node (a double-click does the same)' },
      { keys: ['+', '−'], does: 'Zoom in and out (the wheel does the same)' },
      { keys: ['Shift ←', 'Shift →', 'Shift ↑', 'Shift ↓'], does: 'Move the picture' },
      { keys: ['0'], does: 'Fit the whole graph' },
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
  {
    title: 'Top',
    keys: [{ keys: ['←', '→', 'Enter'], does: 'Close and open a group' }],
  },
  {
    title: 'Source',
    keys: [
      { keys: ['[', ']'], does: 'Previous and next hot line' },
      { keys: ['Enter'], does: 'Show or hide the calls inlined into the line' },
    ],
  },
  {
    title: 'Peek',
    keys: [
      { keys: ['Enter'], does: 'Walk to the caller or callee; show a list whole' },
      { keys: ['Esc'], does: 'In the regexp field: back to one frame' },
    ],
  },
  {
    title: 'Traces',
    keys: [{ keys: ['Enter'], does: 'Show the folded middle of a stack, or fold it again' }],
  },
  {
    title: 'Labels',
    keys: [
      { keys: ['Enter'], does: 'Focus on the value (a click does the same; Alt-click ignores it)' },
      { keys: ['Alt ←', 'Alt →'], does: 'Move a key in the order of frames' },
    ],
  },
  {
    title: 'Goroutines',
    keys: [{ keys: ['←', '→', 'Enter'], does: 'Close and open a group' }],
  },
  {
    title: 'Console',
    keys: [
      { keys: ['Tab'], does: 'Complete commands, options and names' },
      { keys: ['↑', '↓', 'Ctrl R'], does: 'Go through the lines before, search them' },
      { keys: ['Ctrl C', 'Ctrl L'], does: 'Cancel, clear' },
      { keys: ['Esc'], does: 'Leave the line, so that the keys of the page count again' },
    ],
  },
]
