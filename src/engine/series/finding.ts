/**
 * What a series says about a function, from the most to the least serious:
 * - `leaks`: it grows, still grows at the end, and nothing of it leaves;
 * - `grows`: it grows by more than chance, but may not stay;
 * - `filled`: it has grown and then stays, as pools and caches do;
 * - `varies`: it comes and goes;
 * - `nothing`: nothing grows; about the whole series instead of a function.
 */
export type FindingKind = 'leaks' | 'grows' | 'filled' | 'varies' | 'nothing'

/**
 * How sure the finding is: `proven` by what the runtime says, `sure` and `likely` by statistics,
 * `unsure` for a hint.
 */
export interface Sureness {
  readonly level: 'proven' | 'sure' | 'likely' | 'unsure'
  /**
   * The chance of seeing so much growth where there is none, adjusted for all stacks that were
   * tested; 0 for what is proven, 1 for what does not rest on a test.
   */
  readonly chance: number
  /** `sure: by chance less than once in 1,000 series, over 31 stacks` */
  readonly text: string
}

/** How fast it grows, in a suitable unit of time. */
export interface Rate {
  /** In the unit of the values, per `per`. */
  readonly value: number
  /** Ends of the 95 % interval (Sen). */
  readonly low: number
  readonly high: number
  /** `snapshot` if the times are not known. */
  readonly per: 'minute' | 'hour' | 'day' | 'snapshot'
  /** `about 1,538 more per minute` */
  readonly text: string
  /** `1,538 per minute, 95 %: 1,490 to 1,610` */
  readonly interval: string
}

export interface Finding {
  readonly kind: FindingKind
  /** Where it waits or allocates: the program's own innermost function; "" if there is none. */
  readonly function: string
  /** Path and line; "" and 0 if they are not known. */
  readonly file: string
  readonly line: number
  /** Index of the snapshot from which it grows; null if nothing grows. */
  readonly since: number | null
  /**
   * Indices of the snapshots that the finding rests on: those of one process, without repeated
   * heaps.
   */
  readonly snapshots: readonly number[]
  readonly rate: Rate | null
  /** The first and the last value of those snapshots, in the unit of the sample type. */
  readonly first: number
  readonly last: number
  readonly growth: number
  readonly sureness: Sureness
  /** The reasons, one sentence each. */
  readonly evidence: readonly string[]
  /** What to measure next in order to be surer; "" if there is nothing. */
  readonly nextMeasurement: string
  /** The whole finding in one sentence that can be pasted. */
  readonly sentence: string
}

const ORDER: readonly FindingKind[] = ['leaks', 'grows', 'filled', 'varies', 'nothing']

/** The rank of a kind: 0 for the most serious. */
export function rankOf(kind: FindingKind): number {
  return ORDER.indexOf(kind)
}

const SURENESS: readonly Sureness['level'][] = ['proven', 'sure', 'likely', 'unsure']

/** The rank by sureness: 0 for what is proven. */
export function sureRank({ sureness }: Pick<Finding, 'sureness'>): number {
  return SURENESS.indexOf(sureness.level)
}

/** Whether more snapshots would not change the finding. */
export function isSureLeak(finding: Pick<Finding, 'kind' | 'sureness'>): boolean {
  return finding.kind === 'leaks' && sureRank(finding) <= SURENESS.indexOf('sure')
}
