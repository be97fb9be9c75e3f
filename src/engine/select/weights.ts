import { baseSets } from '../profile/base-label.ts'
import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import {
  defaultColumn,
  isColumnNumber,
  namedColumn,
  type SampleTypes,
} from '../profile/sample-types.ts'
import type { FrameTree } from './frame-tree.ts'
import { OptionError, type Options } from './options.ts'
import type { ShownLines } from './shown-lines.ts'

/** Which values are reported. */
export interface SampleValue {
  /** Column of `samples.values`. */
  readonly column: number
  /** Report value ÷ first value. */
  readonly mean: boolean
}

/**
 * Chooses the sample type as pprof does (profile/sample-types.ts).
 * @throws OptionError in pprof's words
 */
export function sampleValue(
  profile: SampleTypes,
  options: Pick<Options, 'sample_index' | 'mean'>,
): SampleValue {
  const { sampleTypes } = profile
  const { sample_index: wanted, mean } = options
  if (sampleTypes.length === 0) throw new OptionError('profile has no samples', 'sample_index')
  if (wanted === '') return { column: defaultColumn(profile), mean }
  const column = namedColumn(sampleTypes, wanted)
  if (column === NONE && isColumnNumber(wanted)) {
    throw new OptionError(
      `sample_index ${wanted} is outside the range [0..${sampleTypes.length - 1}]`,
      'sample_index',
    )
  }
  if (column === NONE) {
    const types = sampleTypes.map(({ type }) => type).join(' ')
    throw new OptionError(`sample_index "${wanted}" must be one of: [${types}]`, 'sample_index')
  }
  return { column, mean }
}

/** Which samples count: a byte per stack and one per label set; null where all do. */
export interface KeptSamples {
  readonly kept: Uint8Array
  readonly keptSets: Uint8Array | null
}

/**
 * What 100 % is: the sum of the absolute values of the samples that count, or their mean. In a
 * difference with a marked base it is the base alone.
 */
export function totalOf(
  profile: Profile,
  { column, mean }: SampleValue,
  counted: KeptSamples | null,
): number {
  const { samples } = profile
  const values = samples.values[column]!
  const divisors = mean ? samples.values[0]! : null
  const base = baseSets(profile)
  let total = 0
  let divisor = 0
  let baseTotal = 0
  let baseDivisor = 0
  for (let i = 0; i < samples.count; i++) {
    const labelSet = samples.labelSet[i]!
    if (counted && !counts(counted, samples.stack[i]!, labelSet)) continue
    const value = Math.abs(values[i]!)
    total += value
    if (divisors) divisor += divisors[i]!
    if (base === null || base[labelSet] === 0) continue
    baseTotal += value
    if (divisors) baseDivisor += divisors[i]!
  }
  if (baseTotal > 0) {
    total = baseTotal
    divisor = baseDivisor
  }
  return shownValue(total, divisor)
}

/** A value as it is shown: divided if a mean is requested. */
export function shownValue(total: number, divisor: number): number {
  return divisor === 0 ? total : Math.trunc(total / divisor)
}

/** Whether the filters keep samples of this stack and label set. */
export function counts({ kept, keptSets }: KeptSamples, stack: number, labelSet: number): boolean {
  return kept[stack] === 1 && (keptSets === null || keptSets[labelSet] === 1)
}

/**
 * The values on a frame tree. A node's own value is its total less the totals of its children;
 * it has no column, for the columns of a large tree are what takes the memory.
 */
export interface Weights {
  /** Value of each node with all that it calls. */
  readonly total: Float64Array
  /** Divisors of a mean; null if none is requested. */
  readonly totalDiv: Float64Array | null
  /** 1 where some sample that is not zero ends in the node or below (values may still cancel). */
  readonly live: Uint8Array
  /**
   * 1 where the node was really called by such a sample, not inlined. Found out when first asked
   * for: only the labels of reports and tables need it.
   */
  readonly called: () => Uint8Array
}

/** A frame tree, and the lines of the locations that it was made of. */
export interface Shown {
  readonly tree: FrameTree
  readonly shown: ShownLines
}

/**
 * Adds the values of the samples on kept stacks to the frame tree: a pass over the samples and one
 * from the leaves to the root.
 * @param used weights that nobody reads any more, whose columns may be reused: for a large
 *   tree, fresh ones cost more than the sums
 */
export function weigh(
  profile: Profile,
  { tree, shown }: Shown,
  { column, mean }: SampleValue,
  counted: KeptSamples,
  used?: Weights,
): Weights {
  const { samples } = profile
  const values = samples.values[column]!
  const divisors = mean ? samples.values[0]! : null
  const again = used?.total.length === tree.count ? used : undefined
  const total = again?.total.fill(0) ?? new Float64Array(tree.count)
  const totalDiv = divisors && (again?.totalDiv?.fill(0) ?? new Float64Array(tree.count))
  const live = again?.live.fill(0) ?? new Uint8Array(tree.count)
  for (let i = 0; i < samples.count; i++) {
    const stack = samples.stack[i]!
    const node = tree.ofStack[stack]!
    if (node === NONE || !counts(counted, stack, samples.labelSet[i]!)) continue
    const value = values[i]!
    const divisor = divisors ? divisors[i]! : 0
    if (value === 0 && divisor === 0) continue
    total[node]! += value
    if (totalDiv) totalDiv[node]! += divisor
    live[node] = 1
  }
  for (let node = tree.count - 1; node > 0; node--) {
    if (live[node] === 0) continue
    const above = tree.parent[node]!
    total[above]! += total[node]!
    if (totalDiv) totalDiv[above]! += totalDiv[node]!
    live[above] = 1
  }
  let called: Uint8Array | undefined
  return {
    total,
    totalDiv,
    live,
    called: () => {
      called ??= calledNodes(profile, { tree, shown }, { column, mean }, counted)
      return called
    },
  }
}

/** In the column of stacks that count: a sample ends there, or one that is shown passes through. */
const ENDS = 1
const PASSES = 2

function calledNodes(
  profile: Profile,
  { tree, shown }: Shown,
  { column, mean }: SampleValue,
  counted: KeptSamples,
): Uint8Array {
  const { samples, stacks } = profile
  const { parent, location, count } = stacks
  const values = samples.values[column]!
  const divisors = samples.values[0]!
  const state = new Uint8Array(count)
  for (let i = 0; i < samples.count; i++) {
    const stack = samples.stack[i]!
    const zero = values[i] === 0 && !(mean && divisors[i] !== 0)
    if (!zero && counts(counted, stack, samples.labelSet[i]!)) state[stack] = ENDS
  }
  const called = new Uint8Array(tree.count)
  for (let s = count - 1; s > 0; s--) {
    let node = tree.unpruned[s]!
    if (state[s] === 0 || node === NONE) continue
    const above = parent[s]!
    // What ends here may be shown only up to a caller, by prune_from: then this is no call of it.
    if (state[s] === ENDS && tree.ofStack[s] === tree.ofStack[above]) {
      state[above]! |= ENDS
      continue
    }
    state[above] = PASSES
    const frames = shown.first[location[s]! + 1]! - shown.first[location[s]!]!
    if (frames === 0) continue
    // Of a location's frames the outermost was really called, into which the others are inlined.
    for (let inlined = frames - 1; inlined > 0; inlined--) node = tree.parent[node]!
    called[node] = 1
  }
  return called
}
