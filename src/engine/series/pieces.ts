import { isRestart } from './process.ts'
import type { CountedProfile } from './stacks.ts'
import type { Recorded } from './turnover.ts'

/** Snapshots that are judged together. */
export interface Piece {
  /** Indices of snapshots of the series, in order; each is an independent observation. */
  readonly snapshots: readonly number[]
  /** How many snapshots were left out because they repeat the one before. */
  readonly repeats: number
}

/** Splits a series into pieces of one process each. */
export function piecesOf(
  snapshots: readonly CountedProfile[],
  recorded: readonly (Recorded | null)[],
): Piece[] {
  const pieces: number[][] = []
  for (const [i, { profile }] of snapshots.entries()) {
    const before = snapshots[i - 1]
    if (before && !isRestart(before.profile, profile)) pieces.at(-1)!.push(i)
    else pieces.push([i])
  }
  return pieces.map((piece) => {
    const kept = withoutRepeats(piece, recorded)
    return { snapshots: kept, repeats: piece.length - kept.length }
  })
}

/**
 * A heap profile is as of the last garbage collection: equal ones in a row are one observation. At
 * the end, however, a run that is much longer than those before means that nothing is allocated
 * any more.
 */
function withoutRepeats(
  piece: readonly number[],
  recorded: readonly (Recorded | null)[],
): readonly number[] {
  const runs: number[][] = []
  for (const at of piece) {
    const run = runs.at(-1)
    if (run && isEqual(recorded[run[0]!], recorded[at])) run.push(at)
    else runs.push([at])
  }
  const last = runs.at(-1) ?? []
  const usual = Math.max(1, ...runs.slice(0, -1).map(({ length }) => length))
  const stands = runs.length > 1 && last.length >= 3 && last.length > 2 * usual
  return [...runs.slice(0, -1).map((run) => run[0]!), ...(stands ? last : last.slice(0, 1))]
}

function isEqual(one: Recorded | null | undefined, other: Recorded | null | undefined): boolean {
  return (
    !!one?.taken &&
    !!other?.taken &&
    one.held.every((held, row) => held === other.held[row]) &&
    one.taken.every((taken, row) => taken === other.taken![row])
  )
}
