/**
 * Typed-array columns that grow: for tables whose length is known only at their end. Capacity
 * doubles, so that appending stays linear; `trimmed` gives the column without the spare room.
 */
type Column = Int32Array | Uint32Array | Float64Array | Uint8Array | BigInt64Array | BigUint64Array

interface ColumnType<C extends Column> {
  new (length: number): C
}

/** A copy of `column` with room for `length` entries, the new ones zero. */
export function resized<C extends Column>(column: C, length: number): C {
  const wider = new (column.constructor as ColumnType<C>)(length)
  const kept = length < column.length ? column.subarray(0, length) : column
  // Both are of one type; the union hides that from the type checker.
  ;(wider as Float64Array).set(kept as Float64Array)
  return wider
}

/** `column` itself if it has room for `length` entries, else one with at least double the room. */
export function withRoom<C extends Column>(column: C, length: number): C {
  return length <= column.length ? column : resized(column, Math.max(length, column.length * 2, 16))
}

/** Ids of rows that are not those of a file: 1, 2, 3 … */
export function numbered(count: number): BigUint64Array {
  const ids = new BigUint64Array(count)
  for (let i = 0; i < count; i++) ids[i] = BigInt(i + 1)
  return ids
}

/** Where each of several lists begins when they are laid end to end, and where the last one ends. */
export function starts(lists: readonly { readonly length: number }[]): Uint32Array {
  const first = new Uint32Array(lists.length + 1)
  lists.forEach(({ length }, i) => {
    first[i + 1] = first[i]! + length
  })
  return first
}

/** The first `length` entries, without spare room behind them. */
export function trimmed<C extends Column>(column: C, length: number): C {
  return column.length === length ? column : resized(column, length)
}
