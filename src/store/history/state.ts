import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { HistoryClient, HistoryError } from '../../history/client.ts'
import {
  type EntryChange,
  type EntryId,
  INITIAL_SETTINGS,
  type Kept,
  type Settings,
} from '../../history/entry.ts'
import { notice } from '../transient.ts'

// What this browser keeps, as the page knows it, and the user's actions on it.

export interface HistoryState extends Kept {
  /** Why nothing can be kept, in a sentence; "" if it can. */
  readonly trouble: string
}

export const historyStore = createStore<HistoryState>()(() => ({
  entries: [],
  tabs: [],
  settings: INITIAL_SETTINGS,
  trouble: '',
}))

const client = newClient()

/** The history of the page. */
export function history(): HistoryClient {
  return client
}

function newClient(): HistoryClient {
  const created = new HistoryClient()
  created.onChange = refreshIfSeen
  return created
}

/** The number of lists on screen. */
let seen = 0

/** What is kept; it is read again when it changes, while a component has it. */
export function useHistory(): HistoryState {
  useEffect(() => {
    seen++
    refresh()
    return () => {
      seen--
    }
  }, [])
  return useStore(historyStore)
}

function refreshIfSeen(): void {
  if (seen > 0) refresh()
}

function refresh(): void {
  client.call('list').then(
    (kept) => historyStore.setState({ ...kept, trouble: '' }),
    (error) => historyStore.setState({ trouble: troubleOf(error) }),
  )
}

/** Pins, renames or annotates an entry, or notes how it was last seen. */
export function changeEntry(id: EntryId, change: EntryChange): void {
  changing(client.call('change', id, change))
}

/** Removes entries. */
export function removeEntries(ids: readonly EntryId[]): void {
  changing(client.call('remove', ids))
}

/** Changes how much is kept; not to keep anything removes all. */
export function configureHistory(settings: Partial<Settings>): void {
  changing(client.call('configure', settings))
}

function changing(change: Promise<unknown>): void {
  change.then(refreshIfSeen, tellOnce)
}

const told = new Set<string>()

/** Tells why something could not be kept, once per reason. */
export function tellOnce(error: unknown): void {
  const sentence = troubleOf(error)
  historyStore.setState({ trouble: sentence })
  if (told.has(sentence)) return
  told.add(sentence)
  notice(sentence)
}

/** Why the browser keeps nothing, in words. */
export function troubleOf(error: unknown): string {
  const cause = error instanceof HistoryError ? error.cause : ''
  switch (cause) {
    case 'QuotaExceededError':
      return 'The disk, or this browser’s share of it, is full: what you open from now on is not kept. Remove something from the history to make room.'
    case 'SecurityError':
    case 'NotAllowedError':
    case 'InvalidStateError':
    case 'UnknownError':
      return 'This browser keeps nothing for this page (a private window, its settings, or a page over http): profiles are gone when the tab is closed.'
  }
  const reason = error instanceof Error ? error.message : String(error)
  return `What you open cannot be kept in this browser (${reason}): profiles are gone when the tab is closed.`
}
