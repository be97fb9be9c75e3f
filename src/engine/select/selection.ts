import { type Keyed, keyOf, Memo } from '../memo.ts'
import type { LabelSets } from '../profile/labels.ts'
import type { Profile, Tables } from '../profile/profile.ts'
import { FrameNames } from './frame-names.ts'
import { buildFrameTree, type FrameTree } from './frame-tree.ts'
import { distinctFrames, type Frames } from './frames.ts'
import { type KeptStacks, keptStacks } from './kept-stacks.ts'
import { type KeptLabels, keptLabels, unmatchedLabels } from './label-filters.ts'
import { addLabelFrames, LABEL_FRAMES_BY } from './label-frames.ts'
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
  /** What pprof says about its interpretation of the label filters. */
  readonly notes: readonly string[]
  /** Names the structure (`frames` and `tree`): equal where node numbers mean the same. */
  readonly structure: string
}

interface Structure {
  readonly frames: Frames
  readonly names: FrameNames
  readonly tree: FrameTree
}

const SHOWN_BY = ['hide', 'show', 'show_from', 'prune_from', 'noinlines'] as const
const FRAMES_BY = ['granularity', 'showcolumns', 'source_path', 'trim_path', 'noinlines'] as const
const KEPT_BY = ['focus', 'ignore', 'hide', 'show', 'show_from'] as const
const LABELS_BY = ['tagfocus', 'tagignore', 'tagshow', 'taghide'] as const
const VALUE_BY = ['sample_index', 'mean'] as const

/** Options that a selection depends on: all but those of trimming, order and printing. */
export const SELECTED_BY = [
  ...LABEL_FRAMES_BY,
  ...SHOWN_BY,
  ...FRAMES_BY,
  ...KEPT_BY,
  ...LABELS_BY,
  ...VALUE_BY,
  'relative_percentages',
] as const satisfies readonly OptionName[]

/** The options of a list: what a step may read whose key names these. */
type By<Names extends readonly OptionName[]> = Pick<Options, Names[number]>

export type SelectionOptions = By<typeof SELECTED_BY>

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
 * Changing focus runs 4, 6 and 7, changing the sample type 6 and 7, sorting nothing. A step is given
 * the options that its key names and no others (`By`), so that its result cannot depend on more.
 */
export class Selector {
  private readonly labelled = new Memo<SelectionSteps>(2)

  constructor(private readonly profile: Profile) {}

  /**
   * @param keepBinary tell functions of different binaries apart
   * @throws OptionError for a pattern that does not parse or a sample type that is not there
   */
  select(options: SelectionOptions, keepBinary = false): Selection {
    return this.stepsBy(options).select(options, keepBinary)
  }

  private stepsBy(options: By<typeof LABEL_FRAMES_BY>): SelectionSteps {
    const key = options.tagroot || options.tagleaf ? keyOf(options, LABEL_FRAMES_BY) : ''
    return this.labelled.get(key, () => {
      const { profile, unmatched } = addLabelFrames(this.profile, options)
      return new SelectionSteps(profile, key, unmatched)
    })
  }
}

/**
 * Steps 2 to 4, which depend on the tables of a profile and not on its samples: profiles that share
 * their tables (those of a comparison) share them.
 */
class TableSteps {
  private readonly lines = new Memo<ShownLines>(2)
  private readonly structures = new Memo<Structure>(2)
  private readonly stacks = new Memo<KeptStacks>(2)
  /** Only the tables are kept: the samples may be a profile's largest part. */
  private readonly tables: Tables

  constructor(profile: Profile) {
    this.tables = tablesOf(profile)
  }

  /** Whether they are of the same tables. */
  holdFor(profile: Profile): boolean {
    const others = tablesOf(profile)
    return TABLE_NAMES.every((name) => others[name] === this.tables[name])
  }

  shown(options: By<typeof SHOWN_BY>): Keyed<ShownLines> {
    const key = keyOf(options, SHOWN_BY)
    return { key, value: this.lines.get(key, () => shownLines(this.tables, options)) }
  }

  kept(shown: Keyed<ShownLines>, options: By<typeof KEPT_BY>): Keyed<KeptStacks> {
    const key = shown.key + keyOf(options, KEPT_BY)
    const make = (): KeptStacks => keptStacks(this.tables, options, shown.value)
    return { key, value: this.stacks.get(key, make) }
  }

  /** Made when first needed. */
  structure(
    shown: Keyed<ShownLines>,
    options: By<typeof FRAMES_BY>,
    keepBinary: boolean,
  ): Keyed<() => Structure> {
    const key = shown.key + keyOf(options, FRAMES_BY) + keepBinary
    const make = (): Structure => {
      const frames = distinctFrames(this.tables, shown.value, options, keepBinary)
      const names = new FrameNames(this.tables.strings, frames)
      return { frames, names, tree: buildFrameTree(this.tables, shown.value, frames) }
    }
    return { key, value: once(() => this.structures.get(key, make)) }
  }
}

function tablesOf({ strings, functions, mappings, locations, lines, stacks }: Profile): Tables {
  return { strings, functions, mappings, locations, lines, stacks }
}

const TABLE_NAMES = [
  'strings',
  'functions',
  'mappings',
  'locations',
  'lines',
  'stacks',
] as const satisfies readonly (keyof Tables)[]

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

  select(options: SelectionOptions, keepBinary: boolean): Selection {
    const { profile, tables } = this
    const value = this.valueBy(options)
    const shown = tables.shown(options)
    const kept = tables.kept(shown, options)
    const labels = this.labelsBy(options)
    const structure = tables.structure(shown, options, keepBinary)
    const weights = this.weightsOf({ value, shown, kept, labels, structure })
    return {
      profile,
      labels: labels.value.labels,
      value: value.value,
      total: this.totalBy(options, { value, kept, labels }),
      shown: shown.value,
      counted: countedBy(kept, labels),
      get frames() {
        return structure.value().frames
      },
      get names() {
        return structure.value().names
      },
      get tree() {
        return structure.value().tree
      },
      get weights() {
        return weights()
      },
      unmatched: [
        ...this.unmatched,
        ...kept.value.unmatched,
        ...shown.value.unmatched,
        ...this.unmatchedOf(kept, labels),
      ],
      notes: labels.value.notes,
      structure: this.labelled + structure.key,
    }
  }

  private valueBy(options: By<typeof VALUE_BY>): Keyed<SampleValue> {
    const value = sampleValue(this.profile, options)
    return { key: JSON.stringify(value), value }
  }

  private labelsBy(options: By<typeof LABELS_BY>): Keyed<KeptLabels> {
    const key = keyOf(options, LABELS_BY)
    return { key, value: this.labels.get(key, () => keptLabels(this.profile, options)) }
  }

  private unmatchedOf(kept: Keyed<KeptStacks>, labels: Keyed<KeptLabels>): readonly OptionName[] {
    return this.unmatchedLabels.get(kept.key + labels.key, () =>
      unmatchedLabels(this.profile, kept.value.kept, labels.value),
    )
  }

  private totalBy(
    { relative_percentages }: Pick<Options, 'relative_percentages'>,
    { value, kept, labels }: Pick<Steps, 'value' | 'kept' | 'labels'>,
  ): number {
    const { profile } = this
    if (!relative_percentages) {
      return this.totals.get(value.key, () => totalOf(profile, value.value, null))
    }
    // Where 100 % is what the filters leave, these may leave the label of a base out.
    return this.totals.get(value.key + kept.key + labels.key, () =>
      totalOf({ ...profile, labels: labels.value.labels }, value.value, countedBy(kept, labels)),
    )
  }

  /** @returns the weights, made when first needed */
  private weightsOf({ value, shown, kept, labels, structure }: Steps): () => Weights {
    const key = structure.key + kept.key + labels.key + value.key
    this.current = key
    return once(() => {
      const make = (used?: Weights): Weights =>
        weigh(
          this.profile,
          { tree: structure.value().tree, shown: shown.value },
          value.value,
          countedBy(kept, labels),
          used,
        )
      // Read late, when another selection holds: the columns are that one's.
      return this.current === key ? this.weights.get(key, make) : make()
    })
  }
}

/** The results of the steps of one selection. */
interface Steps {
  readonly value: Keyed<SampleValue>
  readonly shown: Keyed<ShownLines>
  readonly kept: Keyed<KeptStacks>
  readonly labels: Keyed<KeptLabels>
  readonly structure: Keyed<() => Structure>
}

function countedBy(kept: Keyed<KeptStacks>, labels: Keyed<KeptLabels>): KeptSamples {
  return { kept: kept.value.kept, keptSets: labels.value.keptSets }
}

/** `make`, run at the first call. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
