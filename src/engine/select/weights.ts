import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import type { FrameTree } from './frame-tree.ts'
import { OptionError, type Options } from './options.ts'

/** Which values are reported. */
export interface SampleValue {
  /** Column of `samples.values`. */
  readonly column: number
  /** Report value ÷ first value. */
  readonly mean: boolean
}

/**
 * Chooses the sample type as pprof does: by name or number, else the profile's default, else the
 * last; `inuse_x` also finds `x`.
 * @throws OptionError in pprof's words
 */
export function sampleValue(
  profile: Profile,
  options: Pick<Options, 'sample_index' | 'mean'>,
): SampleValue {
  const { sampleTypes, defaultSampleType } = profile
  const { sample_index: wanted, mean } = options
  const last = sampleTypes.length - 1
  if (last < 0) throw new OptionError('profile has no samples', 'sample_index')
  if (wanted === '') {
    const preferred = defaultSampleType
      ? sampleTypes.findIndex(({ type }) => type === defaultSampleType)
      : NONE
    return { column: preferred === NONE ? last : preferred, mean }
  }
  if (/^[+-]?\d+$/.test(wanted)) {
    const column = Number(wanted)
    if (column < 0 || column > last) {
      throw new OptionError(
        `sample_index ${wanted} is outside the range [0..${last}]`,
        'sample_index',
      )
    }
    return { column, mean }
  }
  const short = wanted.startsWith('inuse_') ? wanted.slice('inuse_'.length) : wanted
  const column = sampleTypes.findIndex(({ type }) => type === wanted || type === short)
  if (column === NONE) {
    const types = sampleTypes.map(({ type }) => type).join(' ')
    throw new OptionError(`sample_index "${wanted}" must be one of: [${types}]`, 'sample_index')
  }
  return { column, mean }
}

/** The values of samples, added up by the stack that they end in. */
export interface StackValues {
  readonly self: Float64Array
  /** Divisors of a mean; null where none is asked for. */
  readonly selfDiv: Float64Array | null
  /** 1 where some sample is not zero (its values may still cancel in `self`). */
  readonly live: Uint8Array
}

export function stackValues(profile: Profile, { column, mean }: SampleValue): StackValues {
  const { samples, stacks } = profile
  const values = samples.values[column]!
  const divisors = mean ? samples.values[0]! : null
  const self = new Float64Array(stacks.count)
  const selfDiv = divisors && new Float64Array(stacks.count)
  const live = new Uint8Array(stacks.count)
  for (let i = 0; i < samples.count; i++) {
    const stack = samples.stack[i]!
    const value = values[i]!
    const divisor = divisors ? divisors[i]! : 0
    if (value === 0 && divisor === 0) continue
    self[stack]! += value
    if (selfDiv) selfDiv[stack]! += divisor
    live[stack] = 1
  }
  return { self, selfDiv, live }
}

/**
 * What 100 % is: the sum of the absolute values of all samples, or their mean.
 * @param kept a byte per stack: whether its samples count; null for all
 */
export function totalOf(
  profile: Profile,
  { column, mean }: SampleValue,
  kept: Uint8Array | null,
): number {
  const { samples } = profile
  const values = samples.values[column]!
  const divisors = mean ? samples.values[0]! : null
  let total = 0
  let divisor = 0
  for (let i = 0; i < samples.count; i++) {
    if (kept && kept[samples.stack[i]!] === 0) continue
    total += Math.abs(values[i]!)
    if (divisors) divisor += divisors[i]!
  }
  return divisor === 0 ? total : Math.trunc(total / divisor)
}

/** The values on a frame tree: per node its own and with all that it calls. */
export interface Weights {
  readonly self: Float64Array
  readonly total: Float64Array
  readonly selfDiv: Float64Array | null
  readonly totalDiv: Float64Array | null
  /** 1 where some sample that is not zero ends in the node or below. */
  readonly live: Uint8Array
  /** 1 where the node was really called by such a sample, not inlined. */
  readonly called: Uint8Array
}

/**
 * Carries the values of the kept stacks over to the frame tree: a pass over the stacks, a pass
 * from the leaves to the root.
 */
export function weigh(
  profile: Profile,
  tree: FrameTree,
  values: StackValues,
  kept: Uint8Array,
): Weights {
  const { parent } = profile.stacks
  const self = new Float64Array(tree.count)
  const selfDiv = values.selfDiv && new Float64Array(tree.count)
  const live = new Uint8Array(tree.count)
  const called = new Uint8Array(tree.count)
  const stackLive = new Uint8Array(profile.stacks.count)
  for (let s = profile.stacks.count - 1; s >= 0; s--) {
    const node = tree.ofStack[s]!
    if (kept[s] === 1 && values.live[s] === 1 && node !== NONE) {
      self[node]! += values.self[s]!
      if (selfDiv) selfDiv[node]! += values.selfDiv![s]!
      live[node] = 1
      stackLive[s] = 1
    }
    if (stackLive[s] === 0) continue
    if (s > 0) stackLive[parent[s]!] = 1
    if (tree.calledOf[s] !== NONE) called[tree.calledOf[s]!] = 1
  }
  const total = self.slice()
  const totalDiv = selfDiv?.slice() ?? null
  for (let node = tree.count - 1; node > 0; node--) {
    const above = tree.parent[node]!
    total[above]! += total[node]!
    if (totalDiv) totalDiv[above]! += totalDiv[node]!
    if (live[node] === 1) live[above] = 1
  }
  return { self, total, selfDiv, totalDiv, live, called }
}
