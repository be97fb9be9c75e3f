import type { EntryId, NewEntry, Tab, TabProfile } from '../../history/entry.ts'
import type { Origin } from '../../sources/origin.ts'
import { fileNameOf, wholeOf } from '../found.ts'
import { printLink } from '../link.ts'
import { noteTab, tabNoted, viewStore } from '../navigation.ts'
import type { OpenProfile, Source } from '../open-profile.ts'
import { orderStore } from '../series-order.ts'
import { type Session, sessionStore } from '../session.ts'
import { history, tellOnce } from './state.ts'
import { thumbnailOf } from './thumbnail.ts'

// Keeps what is opened, and what is on screen, in this browser: one file at a time, when the page
// has nothing else to do.

/** The first picture of a profile takes precedence, in milliseconds. */
const LATEST_MS = 1000
/** While a user goes through views, in milliseconds. */
const SAVE_DELAY_MS = 500

const ids = new WeakMap<Blob, EntryId>()
let queue: Promise<unknown> = Promise.resolve()
/** The number of files in it. */
let waiting = 0
let unsaved: ReturnType<typeof setTimeout> | undefined
/** The identification of this tab before anything of it is kept. */
let unnoted = ''
/** Whether there is anything of this tab in the history. */
let isKept = false

/** Says which entry a file is of that was read from the history. */
export function noteEntry(file: Blob, id: EntryId): void {
  ids.set(file, id)
}

/** Keeps what is opened from now on. To be called once. */
export function startKeeping(): void {
  // A page inside another, or in a file, has no storage of its own.
  if (window.parent !== window || location.protocol === 'file:') return
  sessionStore.subscribe((session, before) => {
    if (session.profiles !== before.profiles) follow(session, before)
    saveSoon()
  })
  viewStore.subscribe(saveSoon)
  orderStore.subscribe(saveSoon)
  // A page that is hidden may be ended without being told.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save()
  })
}

/** A new identification of a tab. */
export function newTab(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
}

/** Keeps all open profiles, after nothing was kept for a while. */
export function keepOpen(): void {
  for (const profile of sessionStore.getState().profiles) keepLater(profile)
}

function follow({ profiles }: Session, before: Session): void {
  const known = new Set(before.profiles.map(({ key }) => key))
  for (const profile of profiles) if (!known.has(profile.key)) keepLater(profile)
  const open = new Set(profiles.map(({ key }) => key))
  for (const { key, original } of before.profiles) {
    const id = ids.get(original)
    if (open.has(key) || id === undefined || isOpen(id)) continue
    // What fails here is released at the end of the tab.
    const releasing = history().call('release', id)
    releasing.catch(() => {})
  }
}

function keepLater(profile: OpenProfile): void {
  // Of several, the others follow at once.
  if (waiting++ === 0) queue = queue.then(idle)
  queue = queue
    .then(() => keep(profile))
    .catch(tellOnce)
    .finally(() => waiting--)
}

/** Waits until the page has nothing else to do; a page in the background is not waited for. */
function idle(): Promise<unknown> {
  if (!('requestIdleCallback' in window)) return new Promise((done) => setTimeout(done, 100))
  return new Promise((done) => requestIdleCallback(done, { timeout: LATEST_MS }))
}

async function keep(profile: OpenProfile): Promise<void> {
  const { original, key } = profile
  const now = Date.now()
  const known = ids.get(original)
  if (known !== undefined) {
    await history().call('change', known, { opened: now })
  } else {
    const { id, outcome } = await history().call('keep', original, entryOf(profile), now)
    ids.set(original, id)
    if (outcome === 'large') {
      tellOnce(new Error(`${profile.name} is larger than what is left of the history’s limit`))
    }
    if (!isOpen(id)) await history().call('release', id)
    else if (outcome === 'kept') void draw(key, id)
  }
  save()
}

/** Whether a profile of the file is open: it may have been closed meanwhile. */
function isOpen(id: EntryId): boolean {
  return sessionStore.getState().profiles.some(({ original }) => ids.get(original) === id)
}

/** Adds the picture to an entry. */
async function draw(key: OpenProfile['key'], entry: EntryId): Promise<void> {
  const profile = sessionStore.getState().profiles.find((other) => other.key === key)
  if (profile?.id == null) return
  try {
    await history().call('change', entry, { thumbnail: await thumbnailOf(profile.id) })
  } catch {
    // It is closed already, or the worker has crashed: the entry has no picture.
  }
}

function entryOf(profile: OpenProfile): NewEntry {
  const { answer, original, source } = profile
  return {
    name: fileNameOf(profile),
    modified: modifiedOf(original),
    origin: originOf(wholeOf(source)),
    types: answer.sampleTypes.map(({ type }) => type).join(', '),
    samples: answer.samples,
  }
}

function saveSoon(): void {
  unsaved ??= setTimeout(save, SAVE_DELAY_MS)
}

/** Saves what is on screen. */
function save(): void {
  clearTimeout(unsaved)
  unsaved = undefined
  const profiles = sessionStore.getState().profiles.flatMap(tabProfile)
  if (profiles.length === 0 && !isKept) return
  isKept = profiles.length > 0
  saveTab(tabOf(profiles)).catch(tellOnce)
}

async function saveTab(tab: Tab): Promise<void> {
  const { id, profiles, shown, comparison, link } = tab
  const seen = profiles.find(({ key }) => key === shown)
  await history().call('saveTab', tab)
  // The browser's history names only what can be opened again.
  noteTab(id)
  if (seen && !comparison) await history().call('change', seen.entry, { link })
}

function tabOf(profiles: readonly TabProfile[]): Tab {
  const { shown, comparison } = sessionStore.getState()
  return {
    id: ownTab(),
    saved: Date.now(),
    profiles,
    shown,
    comparison,
    order: orderStore.getState().order,
    link: printLink(viewStore.getState()),
  }
}

/** The identification of this tab. */
function ownTab(): string {
  unnoted ||= newTab()
  return tabNoted() || unnoted
}

/** None while it is not kept. */
function tabProfile(profile: OpenProfile): readonly TabProfile[] {
  const { key, name, source, original } = profile
  const entry = ids.get(original)
  if (entry === undefined) return []
  const { part } = source
  return [
    {
      key,
      entry,
      ...(part !== undefined && { part }),
      name,
      file: fileNameOf(profile),
      modified: modifiedOf(original),
      origin: originOf(source),
    },
  ]
}

function originOf(source: Source): Origin {
  switch (source.kind) {
    case 'file':
      return { kind: 'file' }
    case 'url': {
      const { part: _, ...origin } = source
      return origin
    }
    case 'live': {
      const { part: _, blob: __, ...origin } = source
      return origin
    }
  }
}

function modifiedOf(original: Blob): number {
  return original instanceof File ? original.lastModified : 0
}
