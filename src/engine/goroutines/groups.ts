import { CREATED_BY, STATE, WAIT } from '../decode/goroutine-dump/status.ts'
import type { StackIndex } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { goroutineColumn } from '../profile/sample-types.ts'
import { creatorsOf } from './creators.ts'
import { DEEPEST, inferState } from './inferred-state.ts'
import { innermostNames } from './stack-frames.ts'

/**
 * The goroutines of a profile by stack. A profile's sample is many goroutines with the same stack
 * and labels; a group is all samples with the same stack. Built in one pass over the samples.
 */
export interface GoroutineGroups {
  readonly profile: Profile
  /** Goroutines in all. */
  readonly total: number
  /** Stack of each group, in the order in which the file has them. */
  readonly stack: Uint32Array
  /** The samples of group `g` are `samples[first[g]]` up to `samples[first[g + 1]]`. */
  readonly first: Uint32Array
  readonly samples: Uint32Array
  /** Per sample, goroutines in it. */
  readonly count: Float64Array
  /** Per sample, index into `states`. */
  readonly state: Uint32Array
  readonly states: readonly string[]
  /** Whether the states were taken from the runtime's frames, for want of better. */
  readonly inferred: boolean
  /** Per sample, minutes of waiting; 0 is less than one. */
  readonly wait: Float64Array
  /** Whether waits are known at all. */
  readonly waitsKnown: boolean
  /** Per sample, index into `creators`. */
  readonly creator: Uint32Array
  /**
   * Functions that started goroutines, whoever did that for them; 0 is "": not known, or none
   * (main).
   */
  readonly creators: readonly string[]
}

/** @returns null if the profile does not count goroutines */
export function goroutineGroups(profile: Profile): GoroutineGroups | null {
  const column = goroutineColumn(profile)
  if (column < 0) return null
  const { samples, stacks } = profile
  const count = samples.values[column]!
  const { states, creators, ofSet } = readLabelSets(profile)
  const state = Uint32Array.from(samples.labelSet, (set) => ofSet.state[set]!)
  // A dump has a state for each; a program that has labels of that name does not label them all.
  const inferred = state.includes(0)
  if (inferred) inferStates(profile, state, states)

  const groupOf = new Int32Array(stacks.count).fill(-1)
  const stack: number[] = []
  for (const s of samples.stack) {
    if (groupOf[s] !== -1) continue
    groupOf[s] = stack.length
    stack.push(s)
  }
  const first = new Uint32Array(stack.length + 1)
  for (const s of samples.stack) first[groupOf[s]! + 1]!++
  for (let group = 0; group < stack.length; group++) first[group + 1]! += first[group]!
  const next = first.slice()
  const ordered = new Uint32Array(samples.count)
  for (let sample = 0; sample < samples.count; sample++) {
    ordered[next[groupOf[samples.stack[sample]!]!]!++] = sample
  }
  const creatorNames = new Names()
  const said = (sample: number): string =>
    inferred ? '' : creators.names[ofSet.creator[samples.labelSet[sample]!]!]!
  const creator = Uint32Array.from(creatorsOf(profile, said), (name) => creatorNames.index(name))
  return {
    profile,
    total: count.reduce((sum, n) => sum + n, 0),
    stack: Uint32Array.from(stack),
    first,
    samples: ordered,
    count,
    state,
    states: states.names,
    inferred,
    wait: Float64Array.from(samples.labelSet, (set) => (inferred ? 0 : ofSet.wait[set]!)),
    waitsKnown: !inferred,
    creator,
    creators: creatorNames.names,
  }
}

/** Names numbered in the order of their coming; 0 is "". */
class Names {
  readonly names: string[] = ['']
  private readonly known = new Map([['', 0]])

  index(name: string): number {
    const known = this.known.get(name)
    if (known !== undefined) return known
    this.known.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}

interface LabelsOfSets {
  readonly states: Names
  readonly creators: Names
  /** Columns by label set. */
  readonly ofSet: { state: Uint32Array; wait: Float64Array; creator: Uint32Array }
}

/** What the dump's labels say. The first of a name counts: a program's own come behind. */
function readLabelSets({ labels, strings }: Profile): LabelsOfSets {
  const states = new Names()
  const creators = new Names()
  const state = new Uint32Array(labels.count)
  const wait = new Float64Array(labels.count)
  const creator = new Uint32Array(labels.count)
  for (let set = 0; set < labels.count; set++) {
    for (let i = labels.first[set + 1]! - 1; i >= labels.first[set]!; i--) {
      const key = strings.get(labels.key[i]!)
      if (key === STATE) state[set] = states.index(strings.get(labels.str[i]!))
      else if (key === WAIT && labels.str[i] === 0) wait[set] = labels.num[i]!
      else if (key === CREATED_BY) creator[set] = creators.index(strings.get(labels.str[i]!))
    }
  }
  return { states, creators, ofSet: { state, wait, creator } }
}

function inferStates(profile: Profile, state: Uint32Array, states: Names): void {
  const ofStack = new Map<StackIndex, number>()
  const { stack } = profile.samples
  for (let sample = 0; sample < state.length; sample++) {
    let known = ofStack.get(stack[sample]!)
    if (known === undefined) {
      known = states.index(inferState(innermostNames(profile, stack[sample]!, DEEPEST)))
      ofStack.set(stack[sample]!, known)
    }
    state[sample] = known
  }
}
