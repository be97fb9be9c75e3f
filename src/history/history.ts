import { contentId } from './content-id.ts'
import type { Entry, EntryChange, EntryId, Kept, NewEntry, Settings, Tab } from './entry.ts'
import { makeRoom } from './room.ts'
import type { Bytes, Index, Locks } from './storage.ts'

/** The most tabs that are remembered. */
const MOST_TABS = 20

/** What became of a file that was to be kept. */
export interface Keeping {
  readonly id: EntryId
  /** "off": nothing is kept, as the user wishes. "large": there is no room for it in the quota. */
  readonly outcome: 'kept' | 'off' | 'large'
}

/** A file that is to be kept. */
interface Wanted {
  readonly id: EntryId
  readonly blob: Blob
  readonly about: NewEntry
  readonly now: number
  /** A tab had it open before. */
  readonly wasOpen: boolean
}

const FILE = 'file '
const TAB = 'tab '

/**
 * What this browser keeps of opened files. Several tabs may have one each on the same storage: work
 * is done by one at a time. Bytes are written before the index names them, and removed after it no
 * longer does, so that whatever fails half-way leaves bytes without an entry at most; `sweep`
 * removes those. What is open in any tab stays.
 */
export class History {
  constructor(
    private readonly index: Index,
    private readonly bytes: Bytes,
    private readonly locks: Locks,
  ) {}

  async list(): Promise<Kept> {
    const { entries, tabs, settings } = await this.index.read()
    const ids = new Set(entries.map(({ id }) => id))
    const held = await this.locks.held()
    return {
      entries: entries.toSorted((a, b) => b.opened - a.opened),
      tabs: withoutRepeats(
        tabs
          .filter(({ profiles }) => profiles.every(({ entry }) => ids.has(entry)))
          .filter(({ id }) => !held.has(TAB + id))
          .sort((a, b) => b.saved - a.saved),
      ),
      settings,
    }
  }

  /**
   * Keeps a file that is open in this tab, and makes room for it.
   * @param now in milliseconds since 1970
   */
  async keep(blob: Blob, about: NewEntry, now: number): Promise<Keeping> {
    const id = await contentId(blob)
    return this.locks.alone(async () => {
      const wasOpen = await this.isOpen(id)
      try {
        return { id, outcome: await this.keepAlone({ id, blob, about, now, wasOpen }) }
      } catch (error) {
        // What was not kept is nothing that could be opened again.
        if (!wasOpen) this.locks.release(FILE + id)
        throw error
      }
    })
  }

  /** Changes an entry, if it is still there. */
  change(id: EntryId, change: EntryChange): Promise<void> {
    return this.locks.alone(async () => {
      const { entries } = await this.index.read()
      const entry = entries.find((one) => one.id === id)
      if (entry) await this.index.commit({ putEntries: [{ ...entry, ...change }] })
    })
  }

  /**
   * Gives the bytes of an entry, which is open in this tab from then on.
   * @returns null if they are not there
   */
  open(id: EntryId): Promise<Blob | null> {
    return this.locks.alone(async () => {
      // Bytes that nothing names and nobody has open may be half of what they were to be.
      if (!(await this.isOpen(id))) {
        const { entries } = await this.index.read()
        if (!entries.some((entry) => entry.id === id)) return null
      }
      await this.locks.hold(FILE + id)
      return this.bytes.read(id)
    })
  }

  /** Says that the file is no longer open in this tab. */
  async release(id: EntryId): Promise<void> {
    this.locks.release(FILE + id)
    await this.sweep()
  }

  /** Removes entries; the bytes of what is open go when it is closed. */
  remove(ids: readonly EntryId[]): Promise<void> {
    return this.locks.alone(() => this.removeAlone(ids, []))
  }

  /** Removes bytes that no entry names and no tab has open: what a crash has left. */
  sweep(): Promise<void> {
    return this.locks.alone(async () => {
      const { entries } = await this.index.read()
      const named = new Set(entries.map(({ id }) => id))
      const open = await this.openFiles()
      for (const id of await this.bytes.ids()) {
        if (!named.has(id) && !open.has(id)) await this.bytes.remove(id)
      }
    })
  }

  /** Changes the settings. To keep nothing removes all; a smaller quota removes what is over it. */
  configure(change: Partial<Settings>): Promise<void> {
    return this.locks.alone(async () => {
      const { entries, tabs, settings } = await this.index.read()
      const next = { ...settings, ...change }
      await this.index.commit({
        settings: next,
        removeTabs: next.keeping ? [] : tabs.map(({ id }) => id),
      })
      await this.removeAlone(await this.tooMany(entries, next), [])
    })
  }

  /** Remembers what is open in a tab; without profiles, that there is nothing. */
  saveTab(tab: Tab): Promise<void> {
    return this.locks.alone(async () => {
      const { tabs, settings } = await this.index.read()
      if (!settings.keeping) return
      await this.locks.hold(TAB + tab.id)
      if (tab.profiles.length === 0) {
        await this.index.commit({ removeTabs: [tab.id] })
        return
      }
      const held = await this.locks.held()
      const others = tabs.filter(({ id }) => id !== tab.id && !held.has(TAB + id))
      const oldest = others.sort((a, b) => b.saved - a.saved).slice(MOST_TABS - 1)
      await this.index.commit({ putTabs: [tab], removeTabs: oldest.map(({ id }) => id) })
    })
  }

  /**
   * Gives what was open in a tab; its files are open in this one from then on.
   * @param other the id of this tab if another one has taken its own, as a duplicate does
   * @returns null if it is not known
   */
  openTab(id: string, other: string): Promise<Tab | null> {
    return this.locks.alone(async () => {
      const { tabs } = await this.index.read()
      const tab = tabs.find((one) => one.id === id)
      if (!tab) return null
      const own = (await this.locks.held()).has(TAB + id) ? other : id
      await this.locks.hold(TAB + own)
      for (const { entry } of tab.profiles) await this.locks.hold(FILE + entry)
      const opened = { ...tab, id: own }
      if (own !== id) await this.index.commit({ putTabs: [opened] })
      return opened
    })
  }

  private async keepAlone({ id, blob, about, now, wasOpen }: Wanted): Promise<Keeping['outcome']> {
    const { entries, settings } = await this.index.read()
    if (!settings.keeping) return 'off'
    await this.locks.hold(FILE + id)
    const known = entries.find((entry) => entry.id === id)
    if (known) {
      await this.index.commit({ putEntries: [{ ...known, ...about, opened: now }] })
      return 'kept'
    }
    const leaving = makeRoom(entries, blob.size, settings.quota, await this.openFiles())
    if (!leaving) return 'large'
    // What is open is there as a whole: written over, it could be lost.
    if (!(wasOpen && (await this.bytes.ids()).includes(id))) await this.bytes.write(id, blob)
    const own = { link: '', thumbnail: null, pinned: false, title: '', note: '' }
    const entry: Entry = { ...about, ...own, id, size: blob.size, opened: now }
    await this.removeAlone(
      leaving.map((one) => one.id),
      [entry],
    )
    return 'kept'
  }

  private async isOpen(id: EntryId): Promise<boolean> {
    return (await this.locks.held()).has(FILE + id)
  }

  /** In one step for the index, then the bytes. */
  private async removeAlone(ids: readonly EntryId[], putEntries: readonly Entry[]): Promise<void> {
    if (ids.length + putEntries.length === 0) return
    await this.index.commit({ putEntries, removeEntries: ids })
    const open = await this.openFiles()
    for (const id of ids) {
      // They are no longer named: what fails here is swept later.
      if (!open.has(id)) await this.bytes.remove(id).catch(() => {})
    }
  }

  private async tooMany(
    entries: readonly Entry[],
    { keeping, quota }: Settings,
  ): Promise<readonly EntryId[]> {
    if (!keeping) return entries.map(({ id }) => id)
    const open = await this.openFiles()
    const closed = entries.filter(({ id }) => !open.has(id))
    // Where the open ones alone are too many, all others go.
    return (makeRoom(entries, 0, quota, open) ?? closed).map(({ id }) => id)
  }

  private async openFiles(): Promise<ReadonlySet<EntryId>> {
    const held = [...(await this.locks.held())]
    return new Set(held.flatMap((name) => (name.startsWith(FILE) ? name.slice(FILE.length) : [])))
  }
}

/** Without tabs that had the same open as an earlier one of the list. */
function withoutRepeats(tabs: readonly Tab[]): readonly Tab[] {
  const seen = new Set<string>()
  return tabs.filter(({ profiles }) => {
    const open = profiles.map(({ entry, part }) => `${entry} ${part}`).join()
    return !seen.has(open) && seen.add(open)
  })
}
