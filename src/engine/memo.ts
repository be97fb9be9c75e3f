/**
 * Keeps the last few results of a computation by the inputs that it depends on. Results are large
 * columns, so few are kept; the least recently used goes first.
 */
export class Memo<T> {
  private readonly results = new Map<string, T>()

  constructor(private readonly capacity: number) {}

  /**
   * @param key a text that is equal exactly for equal inputs
   * @param compute is given the result that goes to make room, if one does, to take over its parts
   */
  get(key: string, compute: (gone?: T) => T): T {
    const known = this.results.get(key)
    if (known !== undefined) {
      this.results.delete(key)
      this.results.set(key, known)
      return known
    }
    // Room is made first, so that no more than `capacity` results are ever held.
    let gone: T | undefined
    for (const [oldest, result] of this.results) {
      if (this.results.size < this.capacity) break
      this.results.delete(oldest)
      gone = result
    }
    const result = compute(gone)
    this.results.set(key, result)
    return result
  }
}

/** A key for `Memo` of the named fields of an object. */
export function keyOf<T extends object>(from: T, names: readonly (keyof T)[]): string {
  return JSON.stringify(names.map((name) => from[name]))
}
