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

// The hunt for a leak: takes goroutine and heap profiles of a service repeatedly until it is sure
// what grows.

/** The greatest number of rounds. */
export const MOST_ROUNDS = 12
/** The default time between two rounds. */
export const USUAL_HUNT_SECONDS = 30
/** A hunt in which nothing grows ends after this number of rounds. */
const ENOUGH_ROUNDS = 6
/** Dumping more goroutines would stop the program for too long, and Go cuts dumps at 64 MB. */
const MOST_DUMPED = 20_000

const NOTHING_ASKED = { seconds: 0, dump: false, gc: false } as const

/** The profiles that a hunt takes of a service; empty if it has neither goroutines nor heap. */
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
 * Takes goroutines and heap at an interval until a leak is sure, nothing has grown for long
 * enough, the user stops it, or the service stays unreachable; then shows the series with the most
 * serious verdict.
 */
export async function hunt(connection: Connection, everySeconds: number): Promise<void> {
  const origins = huntedTakes(connection).map((take) => originOf(connection, take))
  const taken = await follow({ origins, everySeconds, most: MOST_ROUNDS, judge })
  // Other snapshots may have replaced it, which are shown now.
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

/** The question about whole profiles, regardless of the filters of the view. */
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
    // Lost in a crash of the worker, which is reported elsewhere.
  }
}
