import { type GoroutineBlock, readGoroutine } from '../../decode/goroutine-dump/block.ts'
import { type GoroutineRow, groupGoroutines, MOST_FRAMES } from '../../goroutines/rows.ts'
import { stackFrames } from '../../goroutines/stack-frames.ts'
import type { EngineSession } from '../../session/session.ts'
import {
  type GoroutineFrame,
  type GoroutineListRequest,
  groupsOf,
  inWords,
  listOf,
} from './goroutines.ts'

/** One group in full: its stack, a window of its goroutines, and one of them with arguments. */
export interface GoroutineGroupRequest extends GoroutineListRequest {
  readonly group: number
  /** Goroutines that are named. */
  readonly from: number
  readonly to: number
  /** The one to read again, by its row in the profile's table of goroutines; -1 for none. */
  readonly goroutine: number
}

export interface GoroutineGroupAnswer {
  readonly group: number
  /** Innermost first. */
  readonly frames: readonly GoroutineFrame[]
  /** Frames that were left out behind them: the stack of a deep recursion. */
  readonly cut: boolean
  /** Empty if the profile does not list goroutines one by one. */
  readonly goroutines: readonly GoroutineRow[]
  /** How many there are in the group; 0 likewise. */
  readonly count: number
  /** Lines of the dump; null if none was requested, or the text was too large to be kept. */
  readonly block: GoroutineBlock | null
}

/** The details of a goroutine group. */
export function goroutineGroup(
  session: EngineSession,
  request: GoroutineGroupRequest,
): GoroutineGroupAnswer {
  const { group, from, to, goroutine, options } = request
  const { profile } = session
  const groups = groupsOf(profile)
  const stack = groups?.stack[group]
  if (!groups || stack === undefined) {
    return { group, frames: [], cut: false, goroutines: [], count: 0, block: null }
  }
  const { list } = listOf(session, groups, request)
  const frames = stackFrames(profile, stack, MOST_FRAMES)
  const table = profile.samples.goroutines
  const offset = table?.offset[goroutine]
  return {
    group,
    frames: frames.map((frame) => inWords(session, options, frame)),
    cut: frames.length === MOST_FRAMES,
    goroutines: groupGoroutines(list, group, from, to),
    count: table ? list.count[group]! : 0,
    block: table?.text && offset !== undefined ? readGoroutine(table.text, offset) : null,
  }
}
