/** What a key means to the page as a whole; views have keys of their own while they are focused. */
export type KeyMeaning =
  | 'flamegraph'
  | 'top'
  | 'search'
  | 'clear'
  | 'next-match'
  | 'previous-match'
  | 'focus'
  | 'ignore'
  | 'hide'
  | 'undo'
  | 'reset-zoom'
  | 'help'
  | 'open'

interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const PLAIN: Readonly<Record<string, KeyMeaning>> = {
  '1': 'flamegraph',
  '2': 'top',
  '/': 'search',
  Escape: 'clear',
  n: 'next-match',
  N: 'previous-match',
  f: 'focus',
  i: 'ignore',
  h: 'hide',
  Backspace: 'undo',
  '0': 'reset-zoom',
  '?': 'help',
}

export function meaningOf({ key, ctrlKey, metaKey, altKey }: Key): KeyMeaning | undefined {
  if (altKey) return undefined
  if (ctrlKey || metaKey) return key === 'o' || key === 'O' ? 'open' : undefined
  return Object.hasOwn(PLAIN, key) ? PLAIN[key] : undefined
}

/** For the help: keys as people read them, and what they do. */
export const KEY_HELP: readonly { readonly title: string; readonly keys: KeyHelp[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['1'], does: 'Flame graph' },
      { keys: ['2'], does: 'Top' },
      { keys: ['/'], does: 'Search' },
      { keys: ['n', 'N'], does: 'Next and previous match' },
      { keys: ['Esc'], does: 'Cancel, close, clear the search, clear the selection' },
      { keys: ['Backspace'], does: 'Undo the last step (as Back does)' },
      { keys: ['Ctrl O'], does: 'Open files' },
      { keys: ['?'], does: 'This list' },
    ],
  },
  {
    title: 'On the selected frame',
    keys: [
      { keys: ['f'], does: 'Focus: only stacks that have it' },
      { keys: ['i'], does: 'Ignore: no stack that has it' },
      { keys: ['h'], does: 'Hide: leave its frames out, keep their samples' },
    ],
  },
  {
    title: 'Flame graph',
    keys: [
      { keys: ['←', '→', '↑', '↓'], does: 'Walk from frame to frame' },
      { keys: ['Enter'], does: 'Zoom to the frame (a click does the same)' },
      { keys: ['+', '−'], does: 'Zoom in and out (the wheel does the same)' },
      { keys: ['0'], does: 'Show the whole again' },
    ],
  },
  {
    title: 'Top',
    keys: [
      { keys: ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], does: 'Walk from row to row' },
      { keys: ['Enter'], does: 'Focus on the row (a double-click does the same)' },
      { keys: ['Shift F10'], does: 'Menu of the row (a right-click does the same)' },
    ],
  },
]

export interface KeyHelp {
  readonly keys: readonly string[]
  readonly does: string
}
