import type { Profile } from '../../profile/profile.ts'
import { namesWithWholePaths } from '../../report/traces.ts'
import { filteredProfile } from '../../select/filtered-profile.ts'
import type { FrameNames } from '../../select/frame-names.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import { TraceLabels } from './labels.ts'

/** How the samples follow each other: as in the file, or the heaviest first. */
export type TraceOrder = 'file' | 'value'

/**
 * The samples that the filters leave, as the report `traces` prints them: each with its stack of
 * locations, of which it shows the inlined calls, too. Samples without a stack are left out.
 */
export class TraceTable {
  readonly labels: TraceLabels
  /** Frames as the report prints them. */
  readonly names: FrameNames
  /** Frames of each stack. */
  readonly depth: Uint32Array
  /** Rows of the samples that are shown, in the file's order. */
  private readonly rows: Uint32Array
  private heaviest: Uint32Array | undefined
  private readonly filtered: Profile

  constructor(
    private readonly source: Selection,
    options: Options,
  ) {
    this.filtered = filteredProfile(source, options)
    this.labels = new TraceLabels(source.profile, source.labels)
    this.names = namesWithWholePaths(source.profile, source.frames)
    const { samples, stacks } = this.filtered
    const { first } = source.shown
    this.depth = new Uint32Array(stacks.count)
    for (let s = 1; s < stacks.count; s++) {
      const location = stacks.location[s]!
      this.depth[s] = this.depth[stacks.parent[s]!]! + first[location + 1]! - first[location]!
    }
    const rows = new Uint32Array(samples.count)
    let count = 0
    for (let i = 0; i < samples.count; i++) if (samples.stack[i] !== 0) rows[count++] = i
    this.rows = rows.slice(0, count)
  }

  /** The samples in order: rows of the filtered profile. */
  ordered(order: TraceOrder): Uint32Array {
    if (order === 'file') return this.rows
    if (!this.heaviest) {
      const weight = Float64Array.from(this.rows, (row) => Math.abs(this.valueOf(row)))
      const places = Uint32Array.from(this.rows, (_, place) => place)
      places.sort((a, b) => weight[b]! - weight[a]! || a - b)
      this.heaviest = places.map((place) => this.rows[place]!)
    }
    return this.heaviest
  }

  /** The value of a sample, of a mean divided. */
  valueOf(row: number): number {
    const { column, mean } = this.source.value
    const { values } = this.filtered.samples
    const divisor = mean ? values[0]![row]! : 0
    return shownValue(values[column]![row]!, divisor)
  }

  labelSetOf(row: number): number {
    return this.filtered.samples.labelSet[row]!
  }

  stackOf(row: number): number {
    return this.filtered.samples.stack[row]!
  }

  /**
   * Calls `visit` for the frames of a sample, innermost first.
   * @param visit is given the frame's key and whether the call is inlined
   */
  walk(row: number, visit: (key: number, inline: boolean) => void): void {
    const { parent, location } = this.filtered.stacks
    const { shown, frames } = this.source
    for (let s = this.stackOf(row); s > 0; s = parent[s]!) {
      const from = shown.first[location[s]!]!
      const last = shown.first[location[s]! + 1]! - 1
      for (let i = from; i <= last; i++) visit(frames.ofLine[i]!, i < last)
    }
  }

  /** A byte per stack: whether one of its frames is among `found`, a byte per frame key. */
  stacksWith(found: Uint8Array): Uint8Array {
    const { parent, location, count } = this.filtered.stacks
    const { shown, frames } = this.source
    const matched = new Uint8Array(count)
    for (let s = 1; s < count; s++) {
      let any = matched[parent[s]!]!
      const end = shown.first[location[s]! + 1]!
      for (let i = shown.first[location[s]!]!; i < end && any === 0; i++) {
        any = found[frames.ofLine[i]!]!
      }
      matched[s] = any
    }
    return matched
  }
}

/** One table for each set of weights, which stand for all the options that it depends on. */
const tables = new WeakMap<Weights, TraceTable>()

/** The samples of a selection as the report `traces` lists them; cached per set of weights. */
export function traceTable(source: Selection, options: Options): TraceTable {
  let table = tables.get(source.weights)
  if (!table) {
    table = new TraceTable(source, options)
    tables.set(source.weights, table)
  }
  return table
}
