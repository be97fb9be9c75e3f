import { keyOf, Memo } from '../memo.ts'
import type { LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import { FrameNames } from './frame-names.ts'
import { buildFrameTree, type FrameTree } from './frame-tree.ts'
import { distinctFrames, type Frames } from './frames.ts'
import { type KeptStacks, keptStacks } from './kept-stacks.ts'
import { type KeptLabels, keptLabels } from './label-filters.ts'
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
 * asked of the same selector, which may use its columns again.
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
  private readonly labelled = new Memo<{ steps: SelectionSteps; unmatched: readonly OptionName[] }>(
    2,
  )

  constructor(private readonly profile: Profile) {}

  /**
   * @param keepBinary tell functions of different binaries apart
   * @throws OptionError for a pattern that does not parse or a sample type that is not there
   */
  select(options: Options, keepBinary = false): Selection {
    const key = options.tagroot || options.tagleaf ? keyOf(options, LABEL_FRAMES_BY) : ''
    const { steps, unmatched } = this.labelled.get(key, () => {
      const labelled = addLabelFrames(this.profile, options)
      return { steps: new SelectionSteps(labelled.profile), unmatched: labelled.unmatched }
    })
    const selection = steps.select(options, keepBinary)
    return {
      ...selection,
      unmatched: [...unmatched, ...selection.unmatched],
      structure: key + selection.structure,
    }
  }
}

/** Steps 2 to 7, on the profile that step 1 has made. */
class SelectionSteps {
  private readonly shown = new Memo<ShownLines>(2)
  private readonly structures = new Memo<Structure>(2)
  private readonly kept = new Memo<KeptStacks>(2)
  private readonly labels = new Memo<KeptLabels>(2)
  private readonly totals = new Memo<number>(16)
  private readonly weights = new Memo<Weights>(1)

  constructor(private readonly profile: Profile) {}

  select(options: Options, keepBinary: boolean): Selection {
    const { profile } = this
    const value = sampleValue(profile, options)
    const shownKey = keyOf(options, SHOWN_BY)
    const shown = this.shown.get(shownKey, () => shownLines(profile, options))
    const structureKey = shownKey + keyOf(options, FRAMES_BY) + keepBinary
    const structure = this.structures.get(structureKey, () => {
      const frames = distinctFrames(profile, shown, options, keepBinary)
      const names = new FrameNames(profile.strings, frames)
      return { frames, names, tree: buildFrameTree(profile, shown, frames) }
    })
    const keptKey = shownKey + keyOf(options, KEPT_BY)
    const kept = this.kept.get(keptKey, () => keptStacks(profile, options, shown))
    const valueKey = JSON.stringify(value)
    const labelKey = keyOf(options, LABELS_BY)
    const labels = this.labels.get(labelKey, () => keptLabels(profile, options))
    const counted = { kept: kept.kept, keptSets: labels.keptSets }
    const relative = options.relative_percentages
    // Where 100 % is what the filters leave, these may leave the label of a base out.
    const total = this.totals.get(valueKey + (relative ? keptKey + labelKey : ''), () =>
      relative
        ? totalOf({ ...profile, labels: labels.labels }, value, counted)
        : totalOf(profile, value, null),
    )
    const weights = this.weights.get(structureKey + keptKey + labelKey + valueKey, (used) =>
      weigh(profile, structure.tree, value, counted, used),
    )
    return {
      ...structure,
      profile,
      labels: labels.labels,
      value,
      shown,
      counted,
      total,
      weights,
      unmatched: [...kept.unmatched, ...shown.unmatched, ...labels.unmatched],
      structure: structureKey,
    }
  }
}
