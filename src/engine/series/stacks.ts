import { type FrameKind, frameKind } from '../goroutines/frame-kind.ts'
import { withRoom } from '../profile/columns.ts'
import { cleanPath } from '../profile/paths.ts'
import type { Profile } from '../profile/profile.ts'
import { StackInterner, type StackTree } from '../profile/stacks.ts'
import { type Checkpoint, noCheckpoint } from '../progress.ts'

/** Ranks of frames: the innermost frame of the lowest rank represents a stack. */
const RANK: Readonly<Record<FrameKind, number>> = {
  own: 0,
  dependency: 1,
  standard: 2,
  runtime: 3,
}
const NAMELESS = 4

/** The outermost frames of every goroutine: some formats leave them out. */
const OUTERMOST: ReadonlySet<string> = new Set(['runtime.goexit', 'runtime.main'])

/** A function at a line; the same frame in all snapshots. */
export interface SeriesFrame {
  readonly name: string
  readonly file: string
  /** 0 if it is not known. */
  readonly line: number
  readonly kind: FrameKind
}

/**
 * The stacks of all snapshots on one tree, whose `location`s index `frames`. A row is a stack down
 * to its front: the program's own innermost frame, or the best substitute.
 */
export interface SeriesStacks {
  readonly tree: StackTree
  readonly frames: readonly SeriesFrame[]
  /** The tree node of each row. */
  readonly node: Int32Array
  /** A column per snapshot: the summed values of the samples of each row. */
  readonly values: readonly Float64Array[]
  /** For each snapshot, the row of each of its stacks; -1 for stacks without samples. */
  readonly rowOf: readonly Int32Array[]
}

/** A snapshot: the samples that count, and their values. */
export interface CountedProfile {
  readonly profile: Profile
  readonly column: number
  readonly counts: (sample: number) => boolean
}

/** Nodes or samples between two checkpoints. */
const STRIDE = 2 ** 14

/**
 * Merges the stacks of all snapshots. Takes time linear in the sizes of the profiles: each node of
 * each stack tree is visited once.
 * @throws CancelledError if the checkpoint is cancelled
 */
export async function seriesStacks(
  snapshots: readonly CountedProfile[],
  checkpoint: Checkpoint = noCheckpoint,
): Promise<SeriesStacks> {
  const all = snapshots.reduce((sum, { profile }) => sum + sizeOf(profile), 0)
  let before = 0
  const room = Math.max(0, ...snapshots.map(({ profile }) => profile.stacks.count))
  const builder = new Builder(room, (done) => checkpoint('stacks', before + done, all))
  const added: Added[] = []
  for (const snapshot of snapshots) {
    added.push(await builder.add(snapshot))
    before += sizeOf(snapshot.profile)
  }
  const rows = builder.rows
  return {
    tree: builder.stacks.finish(),
    frames: builder.frames,
    node: Int32Array.from(rows),
    values: added.map(({ values }) => {
      const column = new Float64Array(rows.length)
      column.set(values.subarray(0, rows.length))
      return column
    }),
    rowOf: added.map(({ rowOf }) => rowOf),
  }
}

/** The work for a profile: its nodes, then its samples. */
function sizeOf({ stacks, samples }: Profile): number {
  return stacks.count + samples.count
}

interface Added {
  readonly values: Float64Array
  readonly rowOf: Int32Array
}

class Builder {
  readonly stacks: StackInterner
  readonly frames: SeriesFrame[] = []
  /** The rank of each frame as a front, and whether it is left out at the beginning of a stack. */
  private readonly rankOf: number[] = []
  private readonly isOutermost: boolean[] = []
  /** The node of each row, and the row of each node that has one. */
  readonly rows: number[] = []
  private readonly rowOfNode = new Map<number, number>()
  private readonly frameKeys = new Map<string, number>()

  /**
   * @param room nodes of the largest profile
   * @param report is called with the progress within the profile that is being added
   */
  constructor(
    room: number,
    private readonly report: (done: number) => Promise<void>,
  ) {
    this.stacks = new StackInterner(room)
  }

  async add({ profile, column, counts }: CountedProfile): Promise<Added> {
    const { samples, stacks } = profile
    const fronts = await this.lay(profile)
    const rowOf = new Int32Array(stacks.count).fill(-1)
    let values = new Float64Array(Math.max(1024, this.rows.length))
    const counted = samples.values[column]!
    for (let i = 0; i < samples.count; i++) {
      if (i % STRIDE === 0) await this.report(stacks.count + i)
      if (!counts(i)) continue
      const stack = samples.stack[i]!
      let row = rowOf[stack]!
      if (row < 0) {
        row = this.rowAt(fronts[stack]!)
        rowOf[stack] = row
        values = withRoom(values, row + 1)
      }
      values[row]! += counted[i]!
    }
    return { values, rowOf }
  }

  private rowAt(node: number): number {
    let row = this.rowOfNode.get(node)
    if (row === undefined) {
      row = this.rows.push(node) - 1
      this.rowOfNode.set(node, row)
    }
    return row
  }

  /**
   * Adds a profile's stacks to the tree.
   * @returns the front of each stack
   */
  private async lay(profile: Profile): Promise<Int32Array> {
    const { stacks } = profile
    const framesOf = this.locationFrames(profile)
    const node = new Int32Array(stacks.count)
    const front = new Int32Array(stacks.count)
    const rank = new Uint8Array(stacks.count).fill(NAMELESS)
    for (let stack = 1; stack < stacks.count; stack++) {
      if (stack % STRIDE === 0) await this.report(stack)
      const above = stacks.parent[stack]!
      node[stack] = node[above]!
      front[stack] = front[above]!
      rank[stack] = rank[above]!
      for (const frame of framesOf(stacks.location[stack]!)) {
        if (node[stack] === 0 && this.isOutermost[frame]) continue
        node[stack] = this.stacks.intern(node[stack]!, frame)
        const own = this.rankOf[frame]!
        if (own > rank[stack]!) continue
        rank[stack] = own
        front[stack] = node[stack]!
      }
    }
    return front
  }

  /** The frames of each location, outermost first. */
  private locationFrames(profile: Profile): (location: number) => readonly number[] {
    const { functions, lines, locations, strings } = profile
    const known: number[][] = []
    return (location) => {
      let frames = known[location]
      if (frames) return frames
      frames = []
      const first = locations.firstLine[location]!
      for (let row = locations.firstLine[location + 1]! - 1; row >= first; row--) {
        const func = lines.function[row]!
        const name = strings.get(functions.name[func] ?? 0)
        const file = strings.get(functions.file[func] ?? 0)
        if (name !== '') frames.push(this.frame(name, file, lines.line[row]!))
      }
      if (frames.length === 0) {
        frames.push(this.frame(`0x${locations.address[location]!.toString(16)}`, '', 0))
      }
      known[location] = frames
      return frames
    }
  }

  private frame(name: string, file: string, line: number): number {
    const key = `${line} ${name}`
    let frame = this.frameKeys.get(key)
    if (frame === undefined) {
      const path = file === '' ? '' : cleanPath(file)
      const kind = frameKind(name, file)
      frame = this.frames.push({ name, file: path, line, kind }) - 1
      this.rankOf[frame] = name.startsWith('0x') ? NAMELESS : RANK[kind]
      this.isOutermost[frame] = OUTERMOST.has(name)
      this.frameKeys.set(key, frame)
    }
    return frame
  }
}

/** The frames of a row's stack, from the front outwards. */
export function framesOfRow(
  { tree, frames, node }: SeriesStacks,
  row: number,
  most: number,
): SeriesFrame[] {
  const path: SeriesFrame[] = []
  for (let at = node[row]!; at > 0 && path.length < most; at = tree.parent[at]!) {
    path.push(frames[tree.location[at]!]!)
  }
  return path
}
