/** What the parent tells a child to do. */
export interface Job {
  readonly seed: number
  /** First round, the one behind the last, and how many lie between two of this child's. */
  readonly round: number
  readonly rounds: number
  readonly step: number
  /** Of how many inputs one is shown by every report, if it opens. */
  readonly showEvery: number
  readonly corpus: readonly string[]
  /** The file in which the child keeps what it is trying. */
  readonly place: string
}

export type Report =
  | { readonly found: string; readonly bytes: string }
  | {
      readonly round: number
      readonly tried: number
      readonly opened: number
      readonly shown: number
    }

/** In `place` stand round + 1, number and length of the input, each in four bytes, then its bytes. */
export const PLACE_BYTES = 12

/** Bytes that one input may add to what the process has taken so far. */
export const MOST_MEMORY = 2 ** 29

/** Milliseconds that one input may take. */
export const LONGEST_TRIAL = 5000
