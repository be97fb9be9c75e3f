import {
  type Entry,
  INITIAL_SETTINGS,
  type Settings,
  type Tab,
} from '../../../src/history/entry.ts'
import { History } from '../../../src/history/history.ts'
import type { Bytes, Index, IndexChange, Locks } from '../../../src/history/storage.ts'

/** A browser with storage in memory, for any number of tabs. */
export class MemoryBrowser {
  readonly entries = new Map<string, Entry>()
  readonly tabs = new Map<string, Tab>()
  readonly bytes = new Map<string, Blob>()
  settings: Settings = INITIAL_SETTINGS
  /** Called before each step on the storage, and in the middle of writing bytes; it may throw. */
  beforeStep: () => void = () => {}
  private readonly holds = new Set<Set<string>>()
  private working: Promise<unknown> = Promise.resolve()

  /** A tab: what it holds ends with `close`. */
  openTab(): { readonly history: History; close(): void } {
    const own = new Set<string>()
    this.holds.add(own)
    const history = new History(this.index(), this.files(), this.locks(own))
    return { history, close: () => this.holds.delete(own) }
  }

  private async step(): Promise<void> {
    await Promise.resolve()
    this.beforeStep()
  }

  private index(): Index {
    return {
      read: async () => {
        await this.step()
        const { settings } = this
        return { entries: [...this.entries.values()], tabs: [...this.tabs.values()], settings }
      },
      commit: async (change: IndexChange) => {
        await this.step()
        for (const id of change.removeEntries ?? []) this.entries.delete(id)
        for (const entry of change.putEntries ?? []) this.entries.set(entry.id, entry)
        for (const id of change.removeTabs ?? []) this.tabs.delete(id)
        for (const tab of change.putTabs ?? []) this.tabs.set(tab.id, tab)
        if (change.settings) this.settings = change.settings
      },
    }
  }

  private files(): Bytes {
    return {
      write: async (id, blob) => {
        await this.step()
        // As a browser does that fails half-way.
        if (!this.bytes.has(id)) this.bytes.set(id, new Blob())
        await this.step()
        this.bytes.set(id, blob)
      },
      read: async (id) => {
        await this.step()
        return this.bytes.get(id) ?? null
      },
      remove: async (id) => {
        await this.step()
        this.bytes.delete(id)
      },
      ids: async () => {
        await this.step()
        return [...this.bytes.keys()]
      },
    }
  }

  private locks(own: Set<string>): Locks {
    return {
      alone: <T>(work: () => Promise<T>) => {
        const done = this.working.then(work)
        this.working = done.catch(() => {})
        return done
      },
      hold: async (name) => {
        own.add(name)
      },
      release: (name) => own.delete(name),
      held: async () => new Set([...this.holds].flatMap((held) => [...held])),
    }
  }
}
