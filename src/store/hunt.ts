import { DEFAULT_OPTIONS } from '../engine/select/options.ts'
import { isSureLeak, rankOf, sureRank } from '../engine/series/finding.ts'
import type { Take } from '../sources/service-address.ts'
import type { SeriesFinding, SeriesQuery } from '../worker/protocol.ts'
import { showSeries } from './actions.ts'
import { engine } from './engine.ts'
import type { OpenProfile } from './open-profile.ts'
import { byKind } from './series.ts'
import { type Connection, originOf, serviceStore } from './service.ts'
import { follow, type Judged } from './service-snapshots.ts'
import { sessionStore } from './session.ts'
import { showProfile } from './showing.ts'

// A hunt for a leak: goroutines and heap of a service, again and again, until it is sure what grows.

/** Rounds of a hunt at most. */
export const MOST_ROUNDS = 12
/** From one round to the next, by default. */
export const USUAL_HUNT_SECONDS = 30
/** Rounds after which a hunt in which nothing grows has seen enough. */
const ENOUGH_ROUNDS = 6
/** A dump of more goroutines stops the program for too long, and Go cuts it at 64 MB. */
const MOST_DUMPED = 20_000

const NOTHING_ASKED = { seconds: 0, dump: false, gc: false } as const

/** What a hunt takes of what a service has; empty where it has neither. */
export function huntedTakes({ offers }: Pick<Connection, 'offers'>): readonly Take[] {
  const goroutines = offers.find(({ name }) => name === 'goroutine')
  const dump = (goroutines?.count ?? 0) <= MOST_DUMPED
  return [
    ...(goroutines ? [{ ...NOTHING_ASKED, profile: 'goroutine', dump }] : []),
    ...(offers.some(({ name }) => name === 'heap')
      ? [{ ...NOTHING_ASKED, profile: 'heap', gc: true }]
      : []),
  ]
}

/**
 * Takes goroutines and heap every so many seconds until it is sure that something leaks, nothing
 * has grown for long enough, it is stopped, or the service stays away; then shows the series that
 * says most, with its verdict.
 */
export async function hunt(connection: Connection, everySeconds: number): Promise<void> {
  const origins = huntedTakes(connection).map((take) => originOf(connection, take))
  const taken = await follow({ origins, everySeconds, most: MOST_ROUNDS, judge })
  // It may have been replaced by other snapshots, which are shown now.
  if (serviceStore.getState().snapshots === null) await showVerdict(taken)
}

interface SeriesVerdict {
  readonly members: readonly OpenProfile[]
  readonly finding: SeriesFinding
}

async function judge(taken: readonly OpenProfile[], signal: AbortSignal): Promise<Judged> {
  const verdicts = await verdictsOf(taken, signal)
  const [worst] = verdicts
  if (!worst) return { verdict: null, isEnough: false }
  const { finding } = worst
  const isCalm = finding.kind !== 'leaks' && finding.kind !== 'grows'
  const rounds = Math.max(...verdicts.map(({ members }) => members.length))
  return { verdict: finding, isEnough: isSureLeak(finding) || (isCalm && rounds >= ENOUGH_ROUNDS) }
}

/** The first finding of each series that is still open, the most serious and surest first. */
async function verdictsOf(
  taken: readonly OpenProfile[],
  signal?: AbortSignal,
): Promise<readonly SeriesVerdict[]> {
  const keys = new Set(taken.map(({ key }) => key))
  const open = sessionStore
    .getState()
    .profiles.filter(({ id, key }) => id !== null && keys.has(key))
  const verdicts: SeriesVerdict[] = []
  for (const members of byKind(open)) {
    if (members.length < 2) continue
    const answer = await engine().ask(verdictQuery(members), signal ? { signal } : {})
    const [finding] = answer.findings
    if (finding) verdicts.push({ members, finding })
  }
  return verdicts.sort(
    ({ finding: a }, { finding: b }) =>
      rankOf(a.kind) - rankOf(b.kind) || sureRank(a) - sureRank(b),
  )
}

/** Of the whole profiles, however the view filters them. */
function verdictQuery(members: readonly OpenProfile[]): SeriesQuery {
  return {
    type: 'series',
    options: DEFAULT_OPTIONS,
    given: false,
    profiles: members.flatMap(({ id }) => id ?? []),
    names: members.map(({ name }) => name),
    ...{ table: 'stacks', column: 'growth', reverse: false, onlyMatches: false },
    search: { text: '', regexp: false, matchCase: false },
    ...{ from: 0, to: 0 },
  }
}

async function showVerdict(taken: readonly OpenProfile[]): Promise<void> {
  try {
    const [worst] = await verdictsOf(taken)
    const newest = worst?.members.at(-1)
    if (!newest) return
    showProfile(newest.key)
    showSeries()
  } catch {
    // Lost with a crashed worker, which is reported: there is nothing to show.
  }
}
