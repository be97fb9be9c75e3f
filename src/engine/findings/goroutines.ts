import { goroutineGroups } from '../goroutines/groups.ts'
import { ALL, goroutineList } from '../goroutines/list.ts'
import { type GroupRow, groupRows } from '../goroutines/rows.ts'
import { baseName } from '../profile/paths.ts'
import type { Profile } from '../profile/profile.ts'
import { NOWHERE, type ProfileFinding } from './finding.ts'
import { counted, percent } from './wording.ts'

/** Groups that are examined, the largest ones: beyond them none has a share worth a sentence. */
const MOST_GROUPS = 500
/** So many goroutines before a share of them means anything. */
const MANY = 20
/** A stack that has this share of all holds the answer. */
const DOMINATES = 0.5
/** Goroutines that wait for locks, from which on it is told. */
const QUEUE = 5
/** Minutes after which a wait is long. */
const LONG = 10

const NIL_CHANNEL = ['chan receive (nil chan)', 'chan send (nil chan)']
const LOCKS = ['sync.Mutex.Lock', 'sync.RWMutex.Lock', 'sync.RWMutex.RLock']
/** What somebody else has to end. Those of I/O, timers and the runtime may last on purpose. */
const FOR_OTHERS = [
  'chan send',
  'chan receive',
  'select',
  'semacquire',
  'sync.WaitGroup.Wait',
  ...LOCKS,
]

/** The findings of a goroutine profile. */
export function goroutineFindings(profile: Profile): ProfileFinding[] {
  const groups = goroutineGroups(profile)
  if (!groups || groups.total <= 0) return []
  const list = goroutineList(groups, ALL, { by: 'count', reverse: false })
  const rows = groupRows(list, 0, MOST_GROUPS)
  const { total } = groups
  return [
    ...leakedFor(profile, rows, total),
    ...nilChannels(rows, total),
    ...lockQueue(rows, total),
    ...largestStack(rows, total),
    ...longestWait(rows, total),
  ]
}

/** Go's own detector of leaks counts nothing but leaked goroutines. */
function* leakedFor(
  { sampleTypes }: Profile,
  rows: readonly GroupRow[],
  total: number,
): Generator<ProfileFinding> {
  const [most] = rows
  if (!most || !sampleTypes.some(({ type }) => type === 'goroutineleak')) return
  yield {
    id: 'leaked',
    sentence: `The runtime has proved ${counted(total, 'goroutine')} leaked: nothing can wake them. ${most.count.toLocaleString('en')} of them are ${where(most)}.`,
    evidence:
      'goroutineleak: a garbage collection has found that nothing else can reach what they wait for.',
    share: 1,
    show: target(most),
  }
}

function* nilChannels(rows: readonly GroupRow[], total: number): Generator<ProfileFinding> {
  const stuck = rows.filter((row) => NIL_CHANNEL.includes(stateOf(row)))
  const [most] = stuck
  if (!most) return
  const count = sumOf(stuck)
  yield {
    id: 'nil-channel',
    sentence: `${counted(count, 'goroutine')} ${count === 1 ? 'waits' : 'wait'} for a nil channel and will wait forever${count > most.count ? `; most are ${where(most)}` : `, ${where(most)}`}.`,
    evidence: 'A channel that was never made, or was set to nil: nothing can end that wait.',
    share: count / total,
    show: target(most),
  }
}

function* lockQueue(rows: readonly GroupRow[], total: number): Generator<ProfileFinding> {
  const waiting = rows.filter(waitsForLock)
  const count = sumOf(waiting)
  if (count < QUEUE) return
  const byFunction = new Map<string, GroupRow[]>()
  for (const row of waiting) {
    const name = row.shown[0]?.name ?? ''
    byFunction.set(name, [...(byFunction.get(name) ?? []), row])
  }
  const [[name, most]] = [...byFunction].sort(([, a], [, b]) => sumOf(b) - sumOf(a)) as [
    [string, GroupRow[]],
  ]
  const holders = rows.filter(
    (row) => !waitsForLock(row) && row.frames.some((frame) => frame.name === name),
  )
  const [holder] = holders
  const whole = sumOf(most)
  yield {
    id: 'lock-queue',
    sentence: `${counted(count, 'goroutine')} wait for locks, ${whole === count ? 'all' : whole.toLocaleString('en')} of them ${where(most[0]!)}.`,
    evidence: holder
      ? `${counted(sumOf(holders), 'other goroutine')} ${sumOf(holders) === 1 ? 'is' : 'are'} in ${name}, in state “${stateOf(holder)}”: ${sumOf(holders) === 1 ? 'it' : 'one of them'} may hold the lock.`
      : 'No other goroutine is in that function: who holds the lock took it elsewhere.',
    share: count / total,
    show: target(most[0]!),
  }
}

function* largestStack(rows: readonly GroupRow[], total: number): Generator<ProfileFinding> {
  const [most] = rows
  if (!most || total < MANY || most.count / total < DOMINATES) return
  const cause = most.states[0]?.explained?.cause ?? ''
  yield {
    id: 'one-stack',
    sentence: `One stack holds ${percent(most.count / total)} of the ${counted(total, 'goroutine')}: ${most.count.toLocaleString('en')} are in state “${stateOf(most)}” ${where(most)}.`,
    evidence: cause,
    share: most.count / total,
    show: target(most),
  }
}

function* longestWait(rows: readonly GroupRow[], total: number): Generator<ProfileFinding> {
  const long = rows.filter(
    (row) => (row.median ?? 0) >= LONG && row.count >= QUEUE && FOR_OTHERS.includes(stateOf(row)),
  )
  const [most] = [...long].sort((a, b) => (b.longest ?? 0) - (a.longest ?? 0))
  if (!most) return
  yield {
    id: 'long-wait',
    sentence: `${counted(most.count, 'goroutine')} ${where(most)} ${most.count === 1 ? 'has' : 'have'} waited in state “${stateOf(most)}” for up to ${minutes(most.longest ?? 0)}, half of them for ${minutes(most.median ?? 0)} or more.`,
    evidence: most.states[0]?.explained?.cause ?? '',
    share: most.count / total,
    show: target(most),
  }
}

function waitsForLock(row: GroupRow): boolean {
  const state = stateOf(row)
  if (LOCKS.includes(state)) return true
  const locking = /^(internal\/)?sync\.\(\*(RW)?Mutex\)\.\w*Lock/
  return state === 'semacquire' && row.frames.slice(0, 6).some(({ name }) => locking.test(name))
}

function stateOf(row: GroupRow): string {
  return row.states[0]?.name ?? ''
}

function sumOf(rows: readonly GroupRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** `in main.leak (main.go:51)` */
function where({ shown }: GroupRow): string {
  const [frame] = shown
  if (!frame) return 'without a frame'
  const line = frame.line > 0 ? `:${frame.line}` : ''
  return frame.file === ''
    ? `in ${frame.name}`
    : `in ${frame.name} (${baseName(frame.file)}${line})`
}

function target({ shown }: GroupRow): ProfileFinding['show'] {
  return { ...NOWHERE, subject: 'waits', frame: shown[0]?.name ?? '' }
}

function minutes(count: number): string {
  if (count < 120) return counted(count, 'minute')
  const hours = count / 60
  return hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`
}
