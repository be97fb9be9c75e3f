import type { ViewName } from '../../store/view.ts'
import { allViews } from '../../store/view-list.ts'

/** What a key means to the page as a whole; views have keys of their own while they are focused. */
export type KeyMeaning =
  | { readonly view: ViewName }
  | 'search'
  | 'clear'
  | 'next-match'
  | 'previous-match'
  | 'focus'
  | 'ignore'
  | 'hide'
  | 'show'
  | 'show_from'
  | 'reset-filters'
  | 'compare'
  | 'swap'
  | 'split'
  | 'swap-halves'
  | 'palette'
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
  '/': 'search',
  Escape: 'clear',
  n: 'next-match',
  N: 'previous-match',
  f: 'focus',
  i: 'ignore',
  h: 'hide',
  w: 'show',
  W: 'show_from',
  r: 'reset-filters',
  c: 'compare',
  s: 'swap',
  '\\': 'split',
  '|': 'swap-halves',
  Backspace: 'undo',
  '0': 'reset-zoom',
  '?': 'help',
  F1: 'help',
}

export function meaningOf({ key, ctrlKey, metaKey, altKey }: Key): KeyMeaning | undefined {
  if (altKey) return undefined
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase()
    return letter === 'o' ? 'open' : letter === 'k' ? 'palette' : undefined
  }
  if (Object.hasOwn(PLAIN, key)) return PLAIN[key]
  const view = allViews().find((other) => other.key === key)
  return view && { view: view.path }
}
