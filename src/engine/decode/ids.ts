import { ProfileError } from '../profile/error.ts'
import { NONE } from '../profile/ids.ts'

/** Ids up to this many times the number of rows are looked up in a plain column. */
const SPARSE = 8

/**
 * Maps the 64-bit, possibly sparse ids of a file to rows 0, 1, 2 …. Ids are mostly small and
 * dense, so a column indexed by id serves; the others go into a Map.
 */
export class IdIndex {
  /** Row of each small id, or -1. */
  readonly dense: Int32Array
  private readonly sparse = new Map<number | bigint, number>()

  /** @param what name of the table, for error messages */
  constructor(
    rows: number,
    private readonly what: string,
  ) {
    this.dense = new Int32Array(rows * SPARSE + 1024).fill(NONE)
  }

  /** @throws ProfileError for id 0, which is reserved, and for a duplicate id */
  set(id: number | bigint, row: number): void {
    if (id === 0) throw malformed(`a ${this.what} has the reserved id 0`)
    if (this.get(id) !== NONE) throw malformed(`two ${this.what}s have the id ${id}`)
    if (typeof id === 'number' && id < this.dense.length) this.dense[id] = row
    else this.sparse.set(id, row)
  }

  /** The row of `id`, or -1. */
  get(id: number | bigint): number {
    if (typeof id === 'number' && id < this.dense.length) return this.dense[id]!
    return this.sparse.get(id) ?? NONE
  }
}

/**
 * The error for a malformed profile.
 * @param what is wrong, as part of a sentence
 * @param offset in bytes
 */
export function malformed(what: string, offset?: number): ProfileError {
  return new ProfileError(
    'malformed',
    `The profile does not hold together: ${what}.`,
    'It was probably damaged on its way or written by a faulty tool. Record or download it again.',
    offset,
  )
}
