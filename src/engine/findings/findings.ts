import type { Profile } from '../profile/profile.ts'
import { goroutineColumn } from '../profile/sample-types.ts'
import { isSigned } from '../profile/signed.ts'
import { contentionFindings, delayColumn } from './contention.ts'
import { cpuColumn, cpuFindings } from './cpu.ts'
import { MOST_FINDINGS, type ProfileFinding } from './finding.ts'
import { goroutineFindings } from './goroutines.ts'
import { heapFindings, isHeap } from './heap.ts'
import { stackFacts } from './stack-facts.ts'

/** Below this share of names findings would speak of what they cannot see. */
const NAMED = 0.5

/**
 * What a profile says at first sight, the most telling first, at most five: only what its figures
 * carry, and nothing where there is nothing. A few passes over functions, stacks and samples.
 */
export function profileFindings(profile: Profile): ProfileFinding[] {
  if (profile.samples.count === 0) return []
  // Findings speak of shares of a whole; changes of either sign are none.
  if (profile.sampleTypes.some((_, column) => isSigned(profile, column))) return []
  if (goroutineColumn(profile) >= 0) return goroutineFindings(profile).slice(0, MOST_FINDINGS)
  const cpu = cpuColumn(profile)
  const delay = delayColumn(profile)
  if (cpu < 0 && delay < 0 && !isHeap(profile)) return []
  const facts = stackFacts(profile)
  if (facts.named < NAMED) return []
  const found =
    cpu >= 0
      ? cpuFindings(profile, cpu, facts)
      : delay >= 0
        ? contentionFindings(profile, delay, facts)
        : heapFindings(profile, facts)
  return mostTelling(found)
}

/** Whose code runs is told last, what limits all else first. */
const FIRST = ['few-samples', 'idle', 'few-allocations']
const LAST = ['owners']

function mostTelling(found: readonly ProfileFinding[]): ProfileFinding[] {
  const rank = ({ id }: ProfileFinding): number =>
    FIRST.includes(id) ? 0 : LAST.includes(id) ? 2 : 1
  const ordered = [...found].sort((a, b) => rank(a) - rank(b) || b.share - a.share)
  const last = ordered.filter((finding) => rank(finding) === 2)
  const others = ordered.filter((finding) => rank(finding) < 2)
  return [...others.slice(0, MOST_FINDINGS - last.length), ...last]
}
