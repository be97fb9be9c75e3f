import { createStore } from 'zustand/vanilla'
import { parseLink, printLink } from './link.ts'
import type { Comparison, SessionKey } from './open-profile.ts'
import type { View } from './view.ts'
import { INITIAL_VIEW } from './view-list.ts'

export const viewStore = createStore<View>()(() => INITIAL_VIEW)

/**
 * How a change affects the history: `push` adds a step that Back undoes, `replace` changes the
 * present entry (typing, selecting).
 */
export type Step = 'push' | 'replace'

/** The part of the browser that is used here; tests pass a fake. */
export interface Browser {
  readonly location: { readonly hash: string; readonly search: string; readonly pathname: string }
  readonly history: {
    readonly state: unknown
    pushState(state: unknown, unused: string, url: string): void
    replaceState(state: unknown, unused: string, url: string): void
    back(): void
  }
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  readonly performance: Pick<Performance, 'getEntriesByType'>
  addEventListener(type: 'popstate' | 'pagehide', listener: () => void): void
}

/** What is on screen; the address cannot identify files. */
export interface OnScreen {
  readonly shown: SessionKey | null
  readonly comparison: Comparison | null
}

/** The state of an entry of the history. */
interface Entry extends OnScreen {
  /** The number of our entries before this one. */
  readonly depth: number
  /** Identifies what is open in this tab, for the time after a reload. */
  readonly tab: string
}

const NOTHING: OnScreen = { shown: null, comparison: null }

/** Browsers throttle pages that change the address with every key press. */
const WRITE_DELAY_MS = 150

let browser: Browser | null = null
let entry: Entry = { depth: 0, tab: '', ...NOTHING }
let unwritten: ReturnType<typeof setTimeout> | undefined

/**
 * Applies a transition to the view and updates the address; nothing happens if it returns the same
 * view.
 */
export function changeView(transition: (view: View) => View, step: Step = 'push'): void {
  const before = viewStore.getState()
  const after = transition(before)
  if (after === before) return
  if (step === 'push' && printLink(after) !== printLink(before)) {
    flush()
    entry = { ...entry, depth: entry.depth + 1 }
    viewStore.setState(after, true)
    write('pushState', printLink(after))
    return
  }
  viewStore.setState(after, true)
  unwritten ??= setTimeout(flush, WRITE_DELAY_MS)
}

/** Stores what is on screen in the entry, so that Back restores it. */
export function noteShown({ shown, comparison }: OnScreen): void {
  if (entry.shown === shown && entry.comparison?.key === comparison?.key) return
  entry = { ...entry, shown, comparison }
  unwritten ??= setTimeout(flush, WRITE_DELAY_MS)
}

/** Adds a step to another profile or comparison; the previous entry keeps its own. */
export function pushShown({ shown, comparison }: OnScreen, transition: (view: View) => View): void {
  flush()
  entry = { ...entry, depth: entry.depth + 1, shown, comparison }
  viewStore.setState(transition, true)
  write('pushState', printLink(viewStore.getState()))
}

/** Stores in the entries from now on which tab this is. */
export function noteTab(tab: string): void {
  if (entry.tab === tab) return
  entry = { ...entry, tab }
  unwritten ??= setTimeout(flush, WRITE_DELAY_MS)
}

/** The tab as of the entry; "" if it has none yet. */
export function tabNoted(): string {
  return entry.tab
}

/** Undoes the last step; does nothing at the first entry, since Back would leave the page. */
export function undo(): void {
  if (entry.depth === 0) return
  flush()
  browser?.history.back()
}

/** An entry that was navigated to, with what was on screen there; empty for a new one. */
export interface Arrival extends OnScreen {
  readonly view: View
  readonly problems: readonly string[]
  /** The tab whose profiles were lost by a reload; "" if there is none. */
  readonly tab: string
}

/**
 * Reads the view from the address and keeps the two in sync from then on.
 * @param onArrive called at the start and whenever the address is changed from outside (Back, a
 *   link, an edited address)
 */
export function startNavigation(at: Browser, onArrive: (arrival: Arrival) => void): void {
  browser = at
  const arrive = () => {
    const state = at.history.state
    // An edited address is a new entry.
    const { tab } = entry
    entry = isEntry(state) ? { ...state, tab } : { depth: entry.depth + 1, tab, ...NOTHING }
    clearTimeout(unwritten)
    unwritten = undefined
    const { view, problems } = parseLink(at.location.hash)
    viewStore.setState(view, true)
    if (isEntry(state)) remember(at)
    else write('replaceState', printLink(view))
    onArrive({ view, problems, shown: entry.shown, comparison: entry.comparison, tab: '' })
  }
  at.addEventListener('popstate', arrive)
  at.addEventListener('pagehide', flush)
  const fragment = fragmentOf(at.location)
  const { view, problems } = parseLink(fragment)
  // After a reload, a crash, or in a tab that is opened again the entries are still ours.
  const state = isEntry(at.history.state) ? at.history.state : remembered(at)
  entry = state ?? { depth: 0, tab: '', ...NOTHING }
  // Without a state, returning to it would look like an edited address.
  // Otherwise a `url` before the `#` would be opened again by a reload, whatever was opened since.
  const isAhead = fragment !== at.location.hash
  write('replaceState', isAhead ? at.location.pathname + fragment : fragment)
  viewStore.setState(view, true)
  onArrive({ view, problems, shown: entry.shown, comparison: entry.comparison, tab: entry.tab })
}

/**
 * The fragment, with the `url` that stands in front of it where a hand has put it: pprof's own page
 * has its options there.
 */
function fragmentOf({ hash, search }: Browser['location']): string {
  const url = new URLSearchParams(search).get('url')
  if (url === null || parseLink(hash).view.url !== '') return hash
  const fragment = hash === '' ? '#/' : hash
  return `${fragment}${fragment.includes('?') ? '&' : '?'}${new URLSearchParams({ url })}`
}

function flush(): void {
  if (unwritten === undefined) return
  clearTimeout(unwritten)
  unwritten = undefined
  write('replaceState', printLink(viewStore.getState()))
}

function write(how: 'pushState' | 'replaceState', link: string): void {
  if (!browser) return
  browser.history[how](entry, '', link)
  remember(browser)
}

/** Where the entry is found after a crash: browsers keep its state through a reload only. */
const REMEMBERED = 'flamedrop.entry'

function remember(at: Browser): void {
  try {
    at.sessionStorage.setItem(REMEMBERED, JSON.stringify(entry))
  } catch {
    // Storage is full or disabled: a crash loses what was on screen.
  }
}

/** The entry that was on screen when the page's process ended; null if this is another visit. */
function remembered(at: Browser): Entry | null {
  try {
    const [visit] = at.performance.getEntriesByType('navigation')
    if (!visit || !('type' in visit) || visit.type !== 'reload') return null
    const state: unknown = JSON.parse(at.sessionStorage.getItem(REMEMBERED) ?? 'null')
    return isEntry(state) ? state : null
  } catch {
    return null
  }
}

function isEntry(state: unknown): state is Entry {
  return typeof state === 'object' && state !== null && 'tab' in state && 'comparison' in state
}
