/** Rows requested at once: scrolling within a block asks nothing new. */
const BLOCK = 100

/** A window of a list that is too long to be loaded at once. */
export interface RowWindow {
  readonly from: number
  /** Not included. */
  readonly to: number
}

/** The rows to have at hand while [first, last] are on screen: whole blocks, one more each way. */
export function windowAround(first: number, last: number): RowWindow {
  const from = Math.max(0, (Math.floor(first / BLOCK) - 1) * BLOCK)
  const to = (Math.floor(Math.max(first, last) / BLOCK) + 2) * BLOCK
  return { from, to }
}

export const FIRST_WINDOW: RowWindow = windowAround(0, 0)

/** Where a key of the table leads from a row; undefined for other keys. */
export function rowByKey(
  key: string,
  row: number,
  count: number,
  page: number,
): number | undefined {
  const last = count - 1
  const clamp = (to: number) => Math.max(0, Math.min(last, to))
  switch (key) {
    case 'ArrowDown':
      return clamp(row + 1)
    case 'ArrowUp':
      // Without a row at hand, up starts at the first as well.
      return clamp(row < 0 ? 0 : row - 1)
    case 'PageDown':
      return clamp(row + page)
    case 'PageUp':
      return clamp(row - page)
    case 'Home':
      return clamp(0)
    case 'End':
      return clamp(last)
    default:
      return undefined
  }
}
