import { keyOf, Memo } from '../memo.ts'
import type { LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import { FrameNames } from './frame-names.ts'
import { buildFrameTree, type FrameTree } from './frame-tree.ts'
import { distinctFrames, type Frames } from './frames.ts'
import { type KeptStacks, keptStacks } from './kept-stacks.ts'
import { type KeptLabels, keptLabels, unmatchedLabels } from './label-filters.ts'
import { addLabelFrames } from './label-frames.ts'
import type { OptionName, Options } from './options.ts'
import { type ShownLines, shownLines } from './shown-lines.ts'
import {
  type KeptSamples,
  type SampleValue,
  sampleValue,
  totalOf,
  type Weights,
  weigh,
} from './weights.ts'

/**
 * A profile under some options: what every report and view reads. It holds until the next one is
 * asked of the same selector, which may use its columns again. Frames, names, tree and weights are
 * made when they are first read: a report of labels has no use for them.
 */
export interface Selection {
  /** The profile, with frames made of labels where tagroot or tagleaf ask for them. */
  readonly profile: Profile
  /** The labels that are shown, by label set. */
  readonly labels: LabelSets
  readonly value: SampleValue
  /** What 100 % is. */
  readonly total: number
  /** The lines of each location that the filters on frames leave. */
  readonly shown: ShownLines
  /** Which samples count. */
  readonly counted: KeptSamples
  readonly frames: Frames
  readonly names: FrameNames
  readonly tree: FrameTree
  readonly weights: Weights
  /** Options whose pattern matched nothing. */
  readonly unmatched: readonly OptionName[]
  /** What pprof tells of its reading of the label filters. */
  readonly notes: readonly string[]
  /** Names the structure (`frames` and `tree`): equal where node numbers mean the same. */
  readonly structure: string
}

interface Structure {
  readonly frames: Frames
  readonly names: FrameNames
  readonly tree: FrameTree
}

const LABEL_FRAMES_BY = ['tagroot', 'tagleaf', 'unit'] as const
const SHOWN_BY = ['hide', 'show', 'show_from', 'prune_from', 'noinlines'] as const
const FRAMES_BY = ['granularity', 'showcolumns', 'source_path', 'trim_path'] as const
const KEPT_BY = ['focus', 'ignore'] as const
const LABELS_BY = ['tagfocus', 'tagignore', 'tagshow', 'taghide'] as const
const TOTAL_BY = ['sample_index', 'mean', 'relative_percentages'] as const

/** Options that a selection depends on: all but those of trimming, order and printing. */
export const SELECTED_BY = [
  ...LABEL_FRAMES_BY,
  ...SHOWN_BY,
  ...FRAMES_BY,
  ...KEPT_BY,
  ...LABELS_BY,
  ...TOTAL_BY,
] as const satisfies readonly OptionName[]

/**
 * The pipeline from a profile to a selection, in steps that are cached by the options that each
 * depends on:
 *
 *   1. label frames  labels become frames             tagroot, tagleaf, unit
 *   2. shown lines   what is left of each location    1 + hide, show, show_from, prune_from, noinlines
 *   3. structure     distinct frames, their tree      2 + granularity, showcolumns, paths
 *   4. kept stacks   which samples count              2 + focus, ignore
 *   5. kept labels   which label sets count           1 + tagfocus, tagignore, tagshow, taghide
 *   6. total         what 100 % is                    sample type, mean (+ 4, 5 where relative)
 *   7. weights       values on the tree               3, 4, 5, sample type, mean
 *
 * Changing focus runs 4, 6 and 7, changing the sample type 6 and 7, sorting nothing.
 */
export class Selector {
  private readonly labelled = new Memo<SelectionSteps>(2)

  constructor(private readonly profile: Profile) {}

  /**
   * @param keepBinary tell functions of different binaries apart
   * @throws OptionError for a pattern that does not parse or a sample type that is not there
   */
  select(options: Options, keepBinary = false): Selection {
    const key = options.tagroot || options.tagleaf ? keyOf(options, LABEL_FRAMES_BY) : ''
    const steps = this.labelled.get(key, () => {
      const { profile, unmatched } = addLabelFrames(this.profile, options)
      return new SelectionSteps(profile, key, unmatched)
    })
    return steps.select(options, keepBinary)
  }
}

/**
 * Steps 2 to 4, which depend on the tables of a profile and not on its samples: profiles that share
 * their tables (those of a comparison) share them.
 */
class TableSteps {
  readonly shown = new Memo<ShownLines>(2)
  readonly structures = new Memo<Structure>(2)
  readonly kept = new Memo<KeptStacks>(2)

  /** Only the tables are kept: the samples may be a profile's largest part. */
  private readonly tables: readonly object[]

  constructor(profile: Profile) {
    this.tables = tablesOf(profile)
  }

  /** Whether they are of the same tables. */
  holdFor(profile: Profile): boolean {
    return tablesOf(profile).every((table, i) => table === this.tables[i])
  }
}

function tablesOf({ strings, functions, mappings, locations, lines, stacks }: Profile): object[] {
  return [strings, functions, mappings, locations, lines, stacks]
}

const knownSteps = new WeakMap<Profile['stacks'], TableSteps>()

function tableStepsOf(profile: Profile): TableSteps {
  const known = knownSteps.get(profile.stacks)
  if (known?.holdFor(profile)) return known
  const steps = new TableSteps(profile)
  knownSteps.set(profile.stacks, steps)
  return steps
}

/** Steps 2 to 7, on the profile that step 1 has made. */
class SelectionSteps {
  private readonly tables: TableSteps
  private readonly labels = new Memo<KeptLabels>(2)
  private readonly unmatchedLabels = new Memo<readonly OptionName[]>(2)
  private readonly totals = new Memo<number>(16)
  private readonly weights = new Memo<Weights>(1)
  /** Names the weights of the latest selection. */
  private current = ''

  /**
   * @param labelled names what step 1 has done
   * @param unmatched options that it has found nothing for
   */
  constructor(
    private readonly profile: Profile,
    private readonly labelled: string,
    private readonly unmatched: readonly OptionName[],
  ) {
    this.tables = tableStepsOf(profile)
  }

  select(options: Options, keepBinary: boolean): Selection {
    const { profile, tables } = this
    const value = sampleValue(profile, options)
    const shownKey = keyOf(options, SHOWN_BY)
    const shown = tables.shown.get(shownKey, () => shownLines(profile, options))
    const keptKey = shownKey + keyOf(options, KEPT_BY)
    const kept = tables.kept.get(keptKey, () => keptStacks(profile, options, shown))
    const valueKey = JSON.stringify(value)
    const labelKey = keyOf(options, LABELS_BY)
    const labels = this.labels.get(labelKey, () => keptLabels(profile, options))
    const unmatched = this.unmatchedLabels.get(keptKey + labelKey, () =>
      unmatchedLabels(profile, kept.kept, labels),
    )
    const counted = { kept: kept.kept, keptSets: labels.keptSets }
    const relative = options.relative_percentages
    // Where 100 % is what the filters leave, these may leave the label of a base out.
    const total = this.totals.get(valueKey + (relative ? keptKey + labelKey : ''), () =>
      relative
        ? totalOf({ ...profile, labels: labels.labels }, value, counted)
        : totalOf(profile, value, null),
    )
    const structureKey = shownKey + keyOf(options, FRAMES_BY) + keepBinary
    const structure = once(() =>
      tables.structures.get(structureKey, () => {
        const frames = distinctFrames(profile, shown, options, keepBinary)
        const names = new FrameNames(profile.strings, frames)
        return { frames, names, tree: buildFrameTree(profile, shown, frames) }
      }),
    )
    const weightsKey = structureKey + keptKey + labelKey + valueKey
    this.current = weightsKey
    const weights = once(() => {
      const make = (used?: Weights): Weights =>
        weigh(profile, { tree: structure().tree, shown }, value, counted, used)
      // Read late, when another selection holds: the columns are that one's.
      return this.current === weightsKey ? this.weights.get(weightsKey, make) : make()
    })
    return {
      profile,
      labels: labels.labels,
      value,
      total,
      shown,
      counted,
      get frames() {
        return structure().frames
      },
      get names() {
        return structure().names
      },
      get tree() {
        return structure().tree
      },
      get weights() {
        return weights()
      },
      unmatched: [...this.unmatched, ...kept.unmatched, ...shown.unmatched, ...unmatched],
      notes: labels.notes,
      structure: this.labelled + structureKey,
    }
  }
}

/** `make`, run at the first call. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
