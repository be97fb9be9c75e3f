import type { Profile } from '../profile/profile.ts'
import { type Attribution, StackSums, sumOf } from './attribution.ts'
import { NOWHERE, type ProfileFinding } from './finding.ts'
import type { StackFacts } from './stack-facts.ts'
import { amount, counted, functionName, percent, place } from './wording.ts'

/** Go records an allocation every so many bytes where the profile does not say otherwise. */
const USUAL_RATE = 512 * 1024
/** Two standard errors, relative, from which on the whole heap is a guess. */
const GUESS = 0.2
const LEAST = { retained: 0.1, allocated: 0.2 }
/** Largest standard error, relative, that a figure may have. */
const NOISE = 0.15
/** Functions that are named for what they retain. */
const NAMED = 2

/** The columns of a heap profile; -1 for one that is not there. */
interface HeapColumns {
  readonly objects: Float64Array
  readonly space: Float64Array
}

function columnsOf({ sampleTypes, samples }: Profile, prefix: string): HeapColumns | null {
  const of = (suffix: string): Float64Array | undefined => {
    const at = sampleTypes.findIndex(({ type }) => type === `${prefix}_${suffix}`)
    return at < 0 ? undefined : samples.values[at]
  }
  const objects = of('objects')
  const space = of('space')
  return objects && space ? { objects, space } : null
}

/** Whether a profile is a heap profile. */
export function isHeap(profile: Profile): boolean {
  return columnsOf(profile, 'inuse') !== null
}

/** The findings of a heap profile. */
export function heapFindings(profile: Profile, facts: StackFacts): ProfileFinding[] {
  const inUse = columnsOf(profile, 'inuse')
  // A difference has no level, and no sampling of its own.
  if (!inUse || profile.samples.values.some((column) => column.some((value) => value < 0)))
    return []
  const allocated = columnsOf(profile, 'alloc')
  const rate = rateOf(profile)
  const by = byFunction(profile, facts)
  // What was recorded over a time is what came in it.
  const isInterval = profile.header.durationNanos > 0n
  if (isInterval) {
    return allocated ? [...allocatedMost(profile, by, allocated, rate, 'in this interval')] : []
  }
  const found = [...tooFew(inUse, rate, facts)]
  const kept = allocated ? neverFreed(by, inUse, allocated) : () => false
  found.push(...retained(profile, by, inUse, rate, kept))
  if (allocated) found.push(...allocatedMost(profile, by, allocated, rate, 'ever'))
  return found
}

/** Adds up a column, one value per sample, by the program's own functions. */
type ByFunction = (column: ArrayLike<number>) => Attribution

function byFunction(profile: Profile, { own }: StackFacts): ByFunction {
  const stacks = new StackSums(profile)
  return (column) => stacks.attribute(stacks.of(column), (stack) => own[stack]!)
}

function rateOf({ header }: Profile): number {
  const { type, unit } = header.periodType
  return type === 'space' && unit === 'bytes' && header.period > 0n
    ? Number(header.period)
    : USUAL_RATE
}

/**
 * Variance of each sample's bytes: of n objects of size s each was recorded with the probability
 * p = 1 − exp(−s / rate), and stands for 1/p (Go: runtime/pprof scaleHeapSample).
 */
function variances({ objects, space }: HeapColumns, rate: number): Float64Array {
  return space.map((bytes, i) => {
    const count = objects[i]!
    if (count <= 0 || bytes <= 0) return 0
    const size = bytes / count
    const chance = 1 - Math.exp(-size / rate)
    return (count * size * size * (1 - chance)) / chance
  })
}

/** Allocations that were recorded, about. */
function recorded({ objects, space }: HeapColumns, rate: number): number {
  let sum = 0
  for (let i = 0; i < space.length; i++) {
    if (objects[i]! > 0) sum += objects[i]! * (1 - Math.exp(-space[i]! / objects[i]! / rate))
  }
  return Math.round(sum)
}

function* tooFew(
  inUse: HeapColumns,
  rate: number,
  { isGo }: StackFacts,
): Generator<ProfileFinding> {
  const total = sumOf(inUse.space)
  const error = Math.sqrt(sumOf(variances(inUse, rate)))
  if (total <= 0 || 2 * error < GUESS * total) return
  yield {
    id: 'few-allocations',
    sentence: `The heap in use, ${amount(total, 'bytes')}, is known from ${counted(recorded(inUse, rate), 'sampled allocation')}: ±${percent((2 * error) / total)}.`,
    evidence: `One allocation is recorded every ${amount(rate, 'bytes')}${isGo ? '; runtime.MemProfileRate sets that' : ''}.`,
    share: 1,
    show: NOWHERE,
  }
}

/**
 * Tells whether nothing of what a function has allocated has been freed, once others have freed: before
 * the first collection that says nothing.
 */
function neverFreed(
  by: ByFunction,
  inUse: HeapColumns,
  allocated: HeapColumns,
): (func: number) => boolean {
  if (sumOf(allocated.space) < 2 * sumOf(inUse.space)) return () => false
  const freed = by(allocated.space.map((bytes, i) => bytes - inUse.space[i]!))
  return (func) => freed.of(func) === 0
}

function* retained(
  profile: Profile,
  by: ByFunction,
  inUse: HeapColumns,
  rate: number,
  kept: (func: number) => boolean,
): Generator<ProfileFinding> {
  const total = sumOf(inUse.space)
  const counts = by(inUse.objects)
  const noise = by(variances(inUse, rate))
  for (const { func, value, line } of by(inUse.space).top(NAMED)) {
    const error = Math.sqrt(noise.of(func) ?? 0)
    if (!isSurely(value, error, total, LEAST.retained)) continue
    const name = functionName(profile, func)
    const still = kept(func) ? ' Nothing that it allocated has been freed yet.' : ''
    const doubt = kept(func)
      ? ' One profile cannot tell a leak from a cache that fills: two more, a minute apart, can.'
      : ''
    yield {
      id: kept(func) ? 'retains-all' : 'retains',
      sentence: `${name}${place(profile, line)} retains ${amount(value, 'bytes')}, ${percent(value / total)} of the heap in use.${still}`,
      evidence: `${counted(Math.round(counts.of(func) ?? 0), 'object')}. ${plusMinus(error, value)}.${doubt}`,
      share: value / total,
      show: { ...NOWHERE, frame: name, sampleType: 'inuse_space' },
    }
  }
}

function* allocatedMost(
  profile: Profile,
  by: ByFunction,
  allocated: HeapColumns,
  rate: number,
  when: string,
): Generator<ProfileFinding> {
  const total = sumOf(allocated.space)
  const [most] = by(allocated.space).top(1)
  if (!most) return
  const error = Math.sqrt(by(variances(allocated, rate)).of(most.func) ?? 0)
  if (!isSurely(most.value, error, total, LEAST.allocated)) return
  const name = functionName(profile, most.func)
  yield {
    id: 'allocates',
    sentence: `${name}${place(profile, most.line)} allocates most: ${amount(most.value, 'bytes')}, ${percent(most.value / total)} of all that was ${when === 'ever' ? 'ever allocated' : `allocated ${when}`}.`,
    evidence: `${plusMinus(error, most.value)}. What is allocated and freed again costs CPU time, not memory.`,
    share: most.value / total,
    show: { ...NOWHERE, frame: name, sampleType: 'alloc_space' },
  }
}

function isSurely(value: number, error: number, total: number, least: number): boolean {
  return value > 0 && error <= NOISE * value && value - 2 * error >= least * total
}

/** `±5 % by sampling` (two standard errors), or `Sampling hardly matters`. */
function plusMinus(error: number, value: number): string {
  const part = (2 * error) / value
  return part < 0.005 ? 'Sampling hardly matters' : `±${percent(part)} by sampling`
}
