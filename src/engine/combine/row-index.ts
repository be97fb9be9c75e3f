import { withRoom } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'

/**
 * Finds the rows of a growing table by their content: an open-addressed hash table of distinct
 * rows.
 */
export class RowIndex {
  private slots = new Int32Array(1024).fill(NONE)
  /** By row. */
  private hashes = new Int32Array(512)

  /** @param equal whether two rows of the table have the same content */
  constructor(private readonly equal: (a: number, b: number) => boolean) {}

  /**
   * The row with the content of the one after the last, which is written already: an older row, or
   * that row itself, which is part of the table from then on.
   * @param hash equal for equal rows
   */
  intern(row: number, hash: number): number {
    const mask = this.slots.length - 1
    let at = hash & mask
    for (;;) {
      const known = this.slots[at]!
      if (known === NONE) break
      if (this.hashes[known] === hash && this.equal(known, row)) return known
      at = (at + 1) & mask
    }
    this.slots[at] = row
    this.hashes = withRoom(this.hashes, row + 1)
    this.hashes[row] = hash
    if (row * 2 > mask) this.rehash(row + 1)
    return row
  }

  private rehash(count: number): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(NONE)
    const mask = this.slots.length - 1
    for (let row = 0; row < count; row++) {
      let at = this.hashes[row]! & mask
      while (this.slots[at] !== NONE) at = (at + 1) & mask
      this.slots[at] = row
    }
  }
}
