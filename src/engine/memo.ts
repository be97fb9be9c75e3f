/**
 * Keeps the last few results of a computation by the inputs that it depends on. Results are large
 * columns, so few are kept; the least recently used goes first.
 */
export class Memo<T> {
  private readonly results = new Map<string, T>()

  constructor(private readonly capacity: number) {}

  /**
   * @param key a text that is equal exactly for equal inputs
   * @param compute is given the result that is removed for it, if there is one, to reuse its parts
   */
  get(key: string, compute: (gone?: T) => T): T {
    const known = this.results.get(key)
    if (known !== undefined) {
      this.results.delete(key)
      this.results.set(key, known)
      return known
    }
    // Remove first, so that never more than `capacity` results are in memory.
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

/** A result with the text that is equal exactly where all is equal that it depends on. */
export interface Keyed<T> {
  readonly key: string
  readonly value: T
}

/**
 * A key for `Memo` of an object's fields. The names must be those of all fields that its type has:
 * what computes the result is to be given an object of that type (`Pick<Options, …>`), so that it
 * cannot read a field that the key leaves out.
 */
export function keyOf<T extends object, const Names extends readonly (keyof T)[]>(
  from: T,
  names: Names & Complete<T, Names>,
): string {
  return JSON.stringify((names as readonly (keyof T)[]).map((name) => from[name]))
}

/** What a list must also be to name every field; names the missing ones where it does not. */
type Complete<T, Names extends readonly (keyof T)[]> = [Exclude<keyof T, Names[number]>] extends [
  never,
]
  ? unknown
  : { readonly missing: Exclude<keyof T, Names[number]> }
