import type { Locks } from './storage.ts'

const WORK = 'flamedrop-history'
const PREFIX = 'flamedrop-open '

/** Locks of the browser: it releases those of a tab that ends, however it does. */
export class WebLocks implements Locks {
  /** Ends the lock of a name. */
  private readonly ends = new Map<string, () => void>()

  alone<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(WORK, work) as Promise<T>
  }

  hold(name: string): Promise<void> {
    if (this.ends.has(name)) return Promise.resolve()
    return new Promise((held, failed) => {
      const end = new Promise<void>((ended) => this.ends.set(name, ended))
      navigator.locks
        .request(PREFIX + name, { mode: 'shared' }, () => {
          held()
          return end
        })
        .catch(failed)
    })
  }

  release(name: string): void {
    this.ends.get(name)?.()
    this.ends.delete(name)
  }

  async held(): Promise<ReadonlySet<string>> {
    const { held = [] } = await navigator.locks.query()
    return new Set(
      held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? name.slice(PREFIX.length) : [])),
    )
  }
}
