/**
 * Keeps the last few results of a computation by the inputs that it depends on. Results are large
 * columns, so few are kept; the least recently used goes first.
 */
export class Memo<T> {
  private readonly results = new Map<string, T>()

  constructor(private readonly capacity: number) {}

  /** @param key a text that is equal exactly for equal inputs */
  get(key: string, compute: () => T): T {
    const known = this.results.get(key)
    if (known !== undefined) {
      this.results.delete(key)
      this.results.set(key, known)
      return known
    }
    // Room is made first, so that no more than `capacity` results are ever held.
    for (const oldest of this.results.keys()) {
      if (this.results.size < this.capacity) break
      this.results.delete(oldest)
    }
    const result = compute()
    this.results.set(key, result)
    return result
  }
}

/** A key for `Memo` of the named fields of an object. */
export function keyOf<T extends object>(from: T, names: readonly (keyof T)[]): string {
  return JSON.stringify(names.map((name) => from[name]))
}
