import { Memo } from '../../memo.ts'
import { DEFAULT_OPTIONS, type Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import { mergedProfile } from '../../series/merged-profile.ts'
import type { Series } from '../../series/series.ts'
import { EngineSession } from '../../session/session.ts'

/** What counts as one frame; addresses are not the same in all snapshots. */
const GRANULARITIES: readonly Options['granularity'][] = [
  'functions',
  'filefunctions',
  'files',
  'lines',
]

/** A session to ask, and the options to ask it with. */
export interface Pictured {
  readonly session: EngineSession
  readonly options: Options
}

const pictures = new WeakMap<Series, SeriesPicture>()

/** The picture of a series, made when first needed. */
export function pictureOf(series: Series): SeriesPicture {
  const known = pictures.get(series)
  if (known) return known
  const picture = new SeriesPicture(series)
  pictures.set(series, picture)
  return picture
}

/** The stacks of all snapshots on one frame tree, as a flame graph shows them. */
class SeriesPicture {
  private readonly session: EngineSession
  private readonly options: Options
  private readonly snapshots: number
  /** Of the first and the last snapshot: every zoom needs these. */
  private readonly totals = new Memo<Float64Array>(2)

  /** Which of the samples count is settled; what frames look like is as the series is requested. */
  constructor({ stacks, unit, options }: Series) {
    this.session = new EngineSession(mergedProfile(stacks, unit))
    this.snapshots = stacks.values.length
    const { granularity, showcolumns, source_path, trim_path } = options
    const { hide, show, show_from, prune_from } = options
    this.options = {
      ...DEFAULT_OPTIONS,
      granularity: GRANULARITIES.includes(granularity) ? granularity : 'functions',
      ...{ showcolumns, source_path, trim_path, hide, show, show_from, prune_from },
      unit: options.unit,
    }
  }

  /** The session to ask about values of one snapshot, and with which options. */
  of(snapshot: number): Pictured {
    return { session: this.session, options: { ...this.options, sample_index: `${snapshot}` } }
  }

  /** The same about the sum of all snapshots. */
  ofAll(): Pictured {
    return this.of(this.snapshots)
  }

  /** The value of each node, with all that it leads to, in one snapshot. */
  totalsOf(snapshot: number): Float64Array {
    return this.totals.get(`${snapshot}`, () => this.selection(snapshot).weights.total.slice())
  }

  /** The values of one node in all snapshots: a pass over the samples. */
  valuesOf(node: number): Float64Array {
    const { samples } = this.session.profile
    const below = this.samplesBelow(node)
    return Float64Array.from({ length: this.snapshots }, (_, snapshot) =>
      below.reduce((sum, sample) => sum + samples.values[snapshot]![sample]!, 0),
    )
  }

  /** The line of a node's function that grew most; 0: not known. Two passes, whatever the depth. */
  lineOf(node: number): number {
    const { tree } = this.selection(0)
    const { samples, stacks, locations, lines } = this.session.profile
    const [first, last] = [samples.values[0]!, samples.values[this.snapshots - 1]!]
    // By stack: the call on the way to it that is the node; 0: none. Frames that are hidden belong to
    // the one above them.
    const called = new Int32Array(stacks.count)
    for (let stack = 1; stack < stacks.count; stack++) {
      const above = stacks.parent[stack]!
      const isCall = tree.unpruned[stack] === node && tree.unpruned[above] !== node
      called[stack] = isCall ? stack : called[above]!
    }
    const growth = new Map<number, number>()
    for (const sample of this.samplesBelow(node)) {
      const call = called[samples.stack[sample]!]!
      const line = call === 0 ? 0 : lines.line[locations.firstLine[stacks.location[call]!]!]!
      growth.set(line, (growth.get(line) ?? 0) + last[sample]! - first[sample]!)
    }
    const [most] = [...growth].sort(([, a], [, b]) => b - a)
    return most?.[0] ?? 0
  }

  private selection(snapshot: number): Selection {
    const { session, options } = this.of(snapshot)
    return session.selection(options)
  }

  /** Samples that end in a node or below it. */
  private samplesBelow(node: number): number[] {
    const { tree, counted } = this.selection(0)
    const { samples } = this.session.profile
    const below: number[] = []
    for (let sample = 0; sample < samples.count; sample++) {
      const stack = samples.stack[sample]!
      const at = tree.ofStack[stack]!
      if (at >= node && at < tree.end[node]! && counted.kept[stack] === 1) below.push(sample)
    }
    return below
  }
}
