import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Entry, type EntryId, INITIAL_SETTINGS, type Settings, type Tab } from './entry.ts'
import type { Bytes, Index, IndexChange, IndexContent } from './storage.ts'

interface Schema extends DBSchema {
  entries: { key: EntryId; value: Entry }
  tabs: { key: string; value: Tab }
  settings: { key: 'settings'; value: Settings }
  /** Only where the browser has no files of its own for a page. */
  bytes: { key: EntryId; value: Blob }
}

export type Database = IDBPDatabase<Schema>

const NAME = 'flamedrop-history'
const VERSION = 1

/** @throws DOMException if the browser has none for this page */
export function openDatabase(): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('entries', { keyPath: 'id' })
      database.createObjectStore('tabs', { keyPath: 'id' })
      database.createObjectStore('settings')
      database.createObjectStore('bytes')
    },
    // A newer version of the page waits for this one.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
}

export class DatabaseIndex implements Index {
  constructor(private readonly database: Database) {}

  async read(): Promise<IndexContent> {
    const reading = this.database.transaction(['entries', 'tabs', 'settings'])
    const [entries, tabs, settings] = await Promise.all([
      reading.objectStore('entries').getAll(),
      reading.objectStore('tabs').getAll(),
      reading.objectStore('settings').get('settings'),
    ])
    return { entries, tabs, settings: settings ?? INITIAL_SETTINGS }
  }

  async commit(change: IndexChange): Promise<void> {
    const { putEntries = [], removeEntries = [], putTabs = [], removeTabs = [], settings } = change
    const writing = this.database.transaction(['entries', 'tabs', 'settings'], 'readwrite')
    const entries = writing.objectStore('entries')
    const tabs = writing.objectStore('tabs')
    await Promise.all([
      ...removeEntries.map((id) => entries.delete(id)),
      ...putEntries.map((entry) => entries.put(entry)),
      ...removeTabs.map((id) => tabs.delete(id)),
      ...putTabs.map((tab) => tabs.put(tab)),
      settings && writing.objectStore('settings').put(settings, 'settings'),
      writing.done,
    ])
  }
}

/** Bytes in the database. */
export class DatabaseBytes implements Bytes {
  constructor(private readonly database: Database) {}

  async write(id: EntryId, blob: Blob): Promise<void> {
    await this.database.put('bytes', blob, id)
  }

  async read(id: EntryId): Promise<Blob | null> {
    return (await this.database.get('bytes', id)) ?? null
  }

  remove(id: EntryId): Promise<void> {
    return this.database.delete('bytes', id)
  }

  ids(): Promise<readonly EntryId[]> {
    return this.database.getAllKeys('bytes')
  }
}
