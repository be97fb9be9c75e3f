import type { Entry, EntryId, Settings, Tab } from './entry.ts'

// What the history is kept in; tests have it in memory.

export interface IndexContent {
  readonly entries: readonly Entry[]
  readonly tabs: readonly Tab[]
  readonly settings: Settings
}

/** Changes of the index that are made together or not at all. */
export interface IndexChange {
  readonly putEntries?: readonly Entry[]
  readonly removeEntries?: readonly EntryId[]
  readonly putTabs?: readonly Tab[]
  readonly removeTabs?: readonly string[]
  readonly settings?: Settings
}

/** What is known of the files. All methods throw what the browser throws. */
export interface Index {
  read(): Promise<IndexContent>
  commit(change: IndexChange): Promise<void>
}

/** The bytes of the files. All methods throw what the browser throws. */
export interface Bytes {
  /** Writes all of it or nothing. */
  write(id: EntryId, blob: Blob): Promise<void>
  /** null if there is none. */
  read(id: EntryId): Promise<Blob | null>
  /** Does nothing if there is none. */
  remove(id: EntryId): Promise<void>
  ids(): Promise<readonly EntryId[]>
}

/** What all tabs of the browser agree on. */
export interface Locks {
  /** Does the work while no other tab does any. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Tells all tabs that this one has something, until it is released or ends. */
  hold(name: string): Promise<void>
  release(name: string): void
  /** What any tab has. */
  held(): Promise<ReadonlySet<string>>
}
