import type { Entry, EntryId, Tab, TabProfile } from '../../history/entry.ts'
import { SourceError } from '../../sources/error.ts'
import type { Origin } from '../../sources/origin.ts'
import { fail } from '../failures.ts'
import type { Found } from '../found.ts'
import { parseLink } from '../link.ts'
import { enqueue } from '../load-queue.ts'
import { type Arrival, changeView, noteTab } from '../navigation.ts'
import { keysOf, type Source } from '../open-profile.ts'
import { openKept, openLinked } from '../opening.ts'
import { orderStore } from '../series-order.ts'
import { sessionStore } from '../session.ts'
import { followLink, showProfile } from '../showing.ts'
import { notice } from '../transient.ts'
import { newTab, noteEntry } from './keeping.ts'
import { history } from './state.ts'

const ENDED_BEFORE =
  'The page ended while it opened again what was open here. It is not tried a second time: choose in the history what to open.'

// Opens again what this browser has kept: all that a tab had open, or one file.

/** A history that does not answer must not be in the way, in milliseconds. */
const PATIENCE_MS = 5000
/** In the session storage while a tab is restored: if it still is there, the page ended meanwhile. */
const ATTEMPT = 'flamedrop.restoring'

/**
 * Opens what was open in this tab before a reload or a crash, and shows it as it was; without that,
 * what the link names.
 */
export async function restoreTab(arrival: Arrival): Promise<void> {
  // What has ended the page once would end it again.
  const isLoop = sessionStorage.getItem(ATTEMPT) === arrival.tab
  sessionStorage.removeItem(ATTEMPT)
  if (isLoop) notice(ENDED_BEFORE)
  const tab = isLoop ? null : await tabOf(arrival.tab)
  if (!tab) {
    openLinked(followLink(arrival), arrival.view)
    return
  }
  noteTab(tab.id)
  sessionStorage.setItem(ATTEMPT, tab.id)
  // Who leaves meanwhile, by Back or a reload, has not lost the page.
  addEventListener('pagehide', () => sessionStorage.removeItem(ATTEMPT), { once: true })
  if (tab.order) orderStore.setState({ order: tab.order })
  const found = await foundOf(tab.profiles)
  const { shown, comparison } = arrival
  const needed = new Set(comparison ? keysOf(comparison) : [shown])
  const first = found.filter(({ key }) => needed.has(key ?? null))
  const others = found.filter(({ key }) => !needed.has(key ?? null))
  openAll(first, () => {
    openLinked(followLink(arrival), arrival.view)
    openAll(others, () => {
      sessionStorage.removeItem(ATTEMPT)
      // What was shown may be gone.
      const { shown: now, profiles } = sessionStore.getState()
      if (now === null && profiles[0]) showProfile(profiles[0].key)
    })
  })
}

function openAll(found: readonly Found[], done: () => void): void {
  if (found.length === 0) done()
  else enqueue(found, { showFirst: false, done })
}

/** Opens what was open in another tab, as it was. */
export function openTab({ id, link, shown, comparison }: Tab): void {
  const { view, problems } = parseLink(link)
  changeView(() => view, 'replace')
  void restoreTab({ view, problems, shown, comparison, tab: id })
}

/** Opens a file of the history: in the view it was last seen in, if nothing else is open. */
export async function openEntry(entry: Entry): Promise<void> {
  const { id, name, modified, origin, link } = entry
  const file = await fileOf(id, name, modified)
  if (!file) {
    fail(name, gone())
    return
  }
  if (sessionStore.getState().profiles.length === 0 && link !== '') {
    changeView(() => parseLink(link).view, 'replace')
  }
  openKept([{ name, source: sourceOf(origin, file), bytes: file }])
}

async function tabOf(id: string): Promise<Tab | null> {
  try {
    const late = new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null))
    return await Promise.race([history().call('openTab', id, newTab()), late])
  } catch {
    return null
  }
}

/** Profiles of one file have the same bytes, so that it is read once. */
async function foundOf(profiles: readonly TabProfile[]): Promise<readonly Found[]> {
  const files = new Map<EntryId, File | null>()
  const found: Found[] = []
  for (const { key, entry, part, name, file: fileName, modified, origin } of profiles) {
    if (!files.has(entry)) files.set(entry, await fileOf(entry, fileName, modified))
    const file = files.get(entry) ?? null
    if (!file && origin.kind !== 'url') {
      fail(name, gone())
      continue
    }
    const whole = file ? sourceOf(origin, file) : (origin as Extract<Origin, { kind: 'url' }>)
    const source = part === undefined ? whole : { ...whole, part }
    found.push({ name, source, key, ...(file && { bytes: file }) })
  }
  return found
}

/** null if the bytes are not there. */
async function fileOf(id: EntryId, name: string, modified: number): Promise<File | null> {
  const blob = await history()
    .call('open', id)
    .catch(() => null)
  if (!blob) return null
  const file = new File([blob], name, modified > 0 ? { lastModified: modified } : {})
  noteEntry(file, id)
  return file
}

function sourceOf(origin: Origin, blob: Blob): Source {
  return origin.kind === 'url' ? origin : { ...origin, blob }
}

function gone(): SourceError {
  return new SourceError(
    'This browser no longer keeps it: it was removed from the history, or had to make room.',
    'Open the file again from where it came.',
  )
}
