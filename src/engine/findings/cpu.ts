import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { type Attributed, type Attribution, StackSums, sumOf } from './attribution.ts'
import { NOWHERE, type ProfileFinding } from './finding.ts'
import { Role } from './roles.ts'
import type { StackFacts } from './stack-facts.ts'
import { amount, counted, functionName, percent, place } from './wording.ts'

/** Fewer samples than these say little: a share of 10 % is then off by more than a quarter. */
const FEW = 100
/** Below this share of one core the program mostly waited. */
const IDLE = 0.05
/** Least shares that are worth a sentence. */
const LEAST = { part: 0.1, lock: 0.05, copy: 0.05, function: 0.2 }

/** What is looked at: a column of times, and how many samples it was made of. */
interface Cpu {
  readonly profile: Profile
  readonly facts: StackFacts
  readonly stacks: StackSums
  /** One per entry of `stacks.stacks`. */
  readonly values: Float64Array
  /** By the innermost function. */
  readonly byLeaf: Attribution
  readonly total: number
  readonly samples: number
  readonly unit: string
}

/** The column of a CPU profile; -1 where the profile is of something else. */
export function cpuColumn({ sampleTypes }: Profile): number {
  return sampleTypes.findIndex(({ type, unit }) => type === 'cpu' && /second/.test(unit))
}

/**
 * The findings of a CPU profile.
 * @param column of the times
 */
export function cpuFindings(profile: Profile, column: number, facts: StackFacts): ProfileFinding[] {
  const stacks = new StackSums(profile)
  const values = stacks.of(profile.samples.values[column]!)
  const total = sumOf(values)
  if (total <= 0) return []
  const cpu: Cpu = {
    profile,
    facts,
    stacks,
    values,
    byLeaf: stacks.attribute(values, leafOf(profile, facts)),
    total,
    samples: sampleCount(profile, total),
    unit: profile.sampleTypes[column]!.unit,
  }
  const limits = [...tooFew(cpu), ...mostlyIdle(cpu)]
  if (cpu.samples < FEW) return limits
  return facts.isGo
    ? [...limits, ...byFunction(cpu), ...byRole(cpu), ...byOwner(cpu)]
    : [...limits, ...byFunction(cpu)]
}

function sampleCount({ sampleTypes, samples, header }: Profile, total: number): number {
  const count = sampleTypes.findIndex(({ type, unit }) => type === 'samples' && unit === 'count')
  if (count >= 0) return sumOf(samples.values[count]!)
  return header.period > 0n ? Math.round(total / Number(header.period)) : samples.count
}

/** Whether a share is at least `least`, the chance of sampling allowed for (two standard errors). */
function isSurely({ samples }: Cpu, share: number, least: number): boolean {
  return share - 2 * Math.sqrt((share * (1 - share)) / Math.max(1, samples)) >= least
}

function* tooFew({ samples, total, unit }: Cpu): Generator<ProfileFinding> {
  if (samples >= FEW) return
  yield {
    id: 'few-samples',
    sentence: `The recording is too short for its percentages to be trusted: ${counted(samples, 'sample')}, ${amount(total, unit)} of CPU time.`,
    evidence: `Of ${counted(samples, 'sample')}, a share of 50 % is ±${percent(Math.min(0.5, 1 / Math.sqrt(samples)))}. Record longer, or under load.`,
    share: 1,
    show: NOWHERE,
  }
}

function* mostlyIdle({ profile, total, unit }: Cpu): Generator<ProfileFinding> {
  const duration = Number(profile.header.durationNanos)
  if (duration <= 0 || unit !== 'nanoseconds') return
  const load = total / duration
  if (load >= IDLE) return
  yield {
    id: 'idle',
    sentence: `The program mostly waited: ${amount(total, unit)} of CPU time in ${amount(duration, 'nanoseconds')}, ${percent(load)} of one core.`,
    evidence:
      'A CPU profile does not show what it waits for: a goroutine or block profile, or a trace, does.',
    share: 1,
    show: NOWHERE,
  }
}

/** The own function that most is spent in or below, and the one function that is hottest by itself. */
function* byFunction(cpu: Cpu): Generator<ProfileFinding> {
  const { profile, facts, stacks, values, total, unit } = cpu
  const ownOf = (stack: number): number => facts.own[stack]!
  const [own] = facts.isGo ? stacks.attribute(values, ownOf).top(1) : []
  const ownShare = own ? own.value / total : 0
  if (own && isSurely(cpu, ownShare, LEAST.function)) {
    const name = functionName(profile, own.func)
    yield {
      id: 'own-function',
      sentence: `${percent(ownShare)} of the CPU time (${amount(own.value, unit)}) is spent in ${name} and the library code that it calls${hotLine(profile, own)}.`,
      evidence:
        'Each stack counts for its innermost function of the program’s own code or, if it has none, of another module.',
      share: ownShare,
      show: { ...NOWHERE, frame: name },
    }
  }
  const [hottest] = cpu.byLeaf.top(1)
  if (!hottest || hottest.func === own?.func) return
  const share = hottest.value / total
  const name = functionName(profile, hottest.func)
  if (!isSurely(cpu, share, LEAST.function)) return
  yield {
    id: 'hot-function',
    sentence: `${name} takes ${percent(share)} of the CPU time by itself (${amount(hottest.value, unit)})${hotLine(profile, hottest)}.`,
    evidence: '',
    share,
    show: { ...NOWHERE, subject: 'callers', frame: name },
  }
}

/** The line of a stack's innermost frame. */
function leafOf({ stacks }: Profile, facts: StackFacts): (stack: number) => number {
  const { location } = stacks
  return (stack) => (stack === 0 ? NONE : facts.leaf[location[stack]!]!)
}

/** Where one line has nearly all of a function. */
function hotLine(profile: Profile, { line, lineValue, value }: Attributed): string {
  const share = lineValue / value
  const at = place(profile, line)
  return share >= 0.8 && at !== '' ? `, ${percent(share)} of that at one line${at}` : ''
}

interface Part {
  readonly id: string
  readonly least: number
  readonly counts: (roles: number) => boolean
  readonly focus: string
  /** `Garbage collection takes` */
  readonly begins: string
  /** Which of the program's own functions have most of it; "" if it cannot be of one. */
  readonly by: string
  readonly evidence: string
}

const PARTS: readonly Part[] = [
  {
    id: 'gc',
    least: LEAST.part,
    counts: (roles) => (roles & Role.collect) !== 0,
    focus: '^runtime\\.(gcBgMarkWorker|gcAssistAlloc|bgsweep|bgscavenge|gcStart|GC)$',
    begins: 'Garbage collection takes',
    by: '',
    evidence:
      'Its cost follows what is allocated and what is reachable: the heap profile’s alloc_space shows who allocates.',
  },
  {
    id: 'allocation',
    least: LEAST.part,
    counts: (roles) => (roles & Role.allocate) !== 0 && (roles & Role.collect) === 0,
    focus: '^runtime\\.(mallocgc|newobject|makeslice|growslice)$',
    begins: 'Allocating memory takes',
    by: 'most of it for',
    evidence: 'The garbage collection that it causes is not included.',
  },
  {
    id: 'locks',
    least: LEAST.lock,
    counts: (roles) =>
      (roles & Role.lock) !== 0 && (roles & (Role.collect | Role.allocate | Role.schedule)) === 0,
    focus: '^(sync\\.\\(\\*(RW)?Mutex\\)\\..*|runtime\\.(lock2|futex|procyield))$',
    begins: 'Taking and releasing locks takes',
    by: 'most of it for',
    evidence: 'Time spent waiting is not in a CPU profile: the mutex profile has it.',
  },
  {
    id: 'system-calls',
    least: LEAST.part,
    counts: (roles) => (roles & Role.systemCall) !== 0 && (roles & Role.schedule) === 0,
    focus: '^(internal/runtime/|runtime/internal/)?syscall\\..*[sS]yscall',
    begins: 'System calls take',
    by: 'most of it for',
    evidence: '',
  },
  {
    id: 'copying',
    least: LEAST.copy,
    counts: (roles) => (roles & Role.copy) !== 0 && (roles & (Role.collect | Role.allocate)) === 0,
    focus: '^runtime\\.(memmove|memclrNoHeapPointers)$',
    begins: 'Copying and clearing memory takes',
    by: 'most of it for',
    evidence: '',
  },
  {
    id: 'scheduling',
    least: LEAST.part,
    counts: (roles) => (roles & Role.schedule) !== 0 && (roles & Role.collect) === 0,
    focus: '^runtime\\.(schedule|findRunnable|findrunnable|park_m)$',
    begins: 'Scheduling goroutines takes',
    by: '',
    evidence: 'Goroutines that often sleep and wake for little work cost this.',
  },
]

function* byRole(cpu: Cpu): Generator<ProfileFinding> {
  const { profile, facts, stacks, values, total, unit } = cpu
  const byRoles = stacks.byClass(values, facts.roles)
  for (const { id, least, counts, focus, begins, by, evidence } of PARTS) {
    const value = sumOf(byRoles.filter((_, roles) => counts(roles)))
    const share = value / total
    if (!isSurely(cpu, share, least)) continue
    const ownIn = (stack: number): number =>
      counts(facts.roles[stack]!) ? facts.own[stack]! : NONE
    const [most] = by === '' ? [] : stacks.attribute(values, ownIn).top(1)
    // Only a function with half of it is named.
    const named = most && most.value * 2 >= value ? most : undefined
    const whom = named
      ? `, ${by} ${functionName(profile, named.func)}${place(profile, named.line)}`
      : ''
    yield {
      id,
      sentence: `${begins} ${percent(share)} of the CPU time (${amount(value, unit)})${whom}.`,
      evidence,
      share,
      show: { ...NOWHERE, focus },
    }
  }
}

/** Whose code runs, by the innermost frame of each sample. */
function* byOwner({ facts, byLeaf, total }: Cpu): Generator<ProfileFinding> {
  const sums = { own: 0, standard: 0, dependency: 0, runtime: 0 }
  byLeaf.forEach((func, value) => {
    sums[facts.kind[func]!] += value
  })
  const parts = (
    [
      ['the program’s own code', sums.own],
      ['the standard library', sums.standard],
      ['other modules', sums.dependency],
      ['the runtime', sums.runtime],
    ] as const
  )
    .filter(([, value]) => value / total >= 0.005)
    .sort(([, a], [, b]) => b - a)
  if (parts.length === 0) return
  const words = parts.map(([name, value]) => `${percent(value / total)} in ${name}`)
  yield {
    id: 'owners',
    sentence: `The CPU time is spent ${words.join(', ')}.`,
    evidence:
      'By the innermost function of each sample; other modules are recognised by the folders of their sources.',
    share: parts[0]![1] / total,
    show: { ...NOWHERE, subject: 'functions' },
  }
}
