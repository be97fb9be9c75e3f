import { frontFrames, stackFrames } from '../goroutines/stack-frames.ts'
import { contentionKind } from '../profile/contention-kind.ts'
import type { Profile } from '../profile/profile.ts'
import { type Attributed, StackSums, sumOf } from './attribution.ts'
import { NOWHERE, type ProfileFinding } from './finding.ts'
import type { StackFacts } from './stack-facts.ts'
import { amount, counted, functionName, percent, place } from './wording.ts'

/** Contentions below which a share is chance. */
const FEW = 20
const LEAST = 0.2

/** The column of waits of a mutex or block profile; -1 where it is of something else. */
export function delayColumn({ sampleTypes }: Profile): number {
  return sampleTypes.some(({ type }) => type === 'contentions')
    ? sampleTypes.findIndex(({ type }) => type === 'delay')
    : -1
}

/**
 * The findings of a mutex or block profile.
 * @param column of the delays
 */
export function contentionFindings(
  profile: Profile,
  column: number,
  facts: StackFacts,
): ProfileFinding[] {
  const kind = contentionKind(profile)
  if (!kind) return []
  const { samples, sampleTypes } = profile
  const delay = samples.values[column]!
  const total = sumOf(delay)
  const times = samples.values[sampleTypes.findIndex(({ type }) => type === 'contentions')]!
  if (total <= 0) return []
  const stacks = new StackSums(profile)
  const ownOf = (stack: number): number => facts.own[stack]!
  const [most] = stacks.attribute(stacks.of(delay), ownOf).top(1)
  if (!most || most.value / total < LEAST) return []
  const waits = stacks.attribute(stacks.of(times), ownOf).of(most.func) ?? 0
  if (waits < FEW) return []
  return kind === 'mutex'
    ? [holder(profile, most, total, waits)]
    : [waiter(profile, facts, most, total, waits)]
}

function holder(profile: Profile, most: Attributed, total: number, times: number): ProfileFinding {
  const { name, at, time, share } = words(profile, most, total)
  return {
    id: 'lock-holder',
    sentence: `Others have waited ${time} for locks that ${name}${at} held: ${percent(share)} of all waiting for locks.`,
    evidence: `In ${counted(times, 'wait')}. A mutex profile blames who holds the lock, where it lets go.`,
    share,
    show: { ...NOWHERE, frame: name },
  }
}

function waiter(
  profile: Profile,
  facts: StackFacts,
  most: Attributed,
  total: number,
  times: number,
): ProfileFinding {
  const { name, at, time, share } = words(profile, most, total)
  const what = waitsIn(profile, facts, most.func)
  return {
    id: 'waits',
    sentence: `${name}${at} has waited ${time}${what === '' ? '' : ` in ${what}`}: ${percent(share)} of all blocking.`,
    evidence: `In ${counted(times, 'wait')}. Waits of goroutines count side by side, those of idle workers among them.`,
    share,
    show: { ...NOWHERE, frame: name },
  }
}

function words(
  profile: Profile,
  { func, value, line }: Attributed,
  total: number,
): { name: string; at: string; time: string; share: number } {
  return {
    name: functionName(profile, func),
    at: place(profile, line),
    time: amount(value, 'nanoseconds'),
    share: value / total,
  }
}

/** What the function calls to wait: the outermost library call below it, of its heaviest stack. */
function waitsIn(profile: Profile, { own }: StackFacts, func: number): string {
  const { samples, lines } = profile
  const delay = samples.values[delayColumn(profile)]!
  let heaviest = -1
  for (let i = 0; i < samples.count; i++) {
    const row = own[samples.stack[i]!]!
    if (row < 0 || lines.function[row] !== func) continue
    if (heaviest < 0 || delay[i]! > delay[heaviest]!) heaviest = i
  }
  if (heaviest < 0) return ''
  const { folded } = frontFrames(stackFrames(profile, samples.stack[heaviest]!, 100))
  return folded.at(-1)?.name ?? ''
}
