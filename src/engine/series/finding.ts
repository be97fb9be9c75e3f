/**
 * What a series says of a function, from the most to the least serious:
 * - `leaks`: it grows, it still grows at the end, and nothing of it leaves; an accusation;
 * - `grows`: it grows by more than chance, but whether that stays is not sure;
 * - `filled`: it has grown and then stays, as pools and caches do;
 * - `varies`: it comes and goes;
 * - `nothing`: nothing grows; not about a function but about the whole.
 */
export type FindingKind = 'leaks' | 'grows' | 'filled' | 'varies' | 'nothing'

/**
 * How sure the finding is of its own claim: `proven` by what the runtime itself says, `sure` and
 * `likely` by numbers, `unsure` where it is a hint.
 */
export interface Sureness {
  readonly level: 'proven' | 'sure' | 'likely' | 'unsure'
  /**
   * The chance that so much growth is seen where there is none, adjusted for all stacks that were
   * looked at; 0 for what is proven, 1 for what does not rest on a test.
   */
  readonly chance: number
  /** `sure: by chance less than once in 1,000 series, over 31 stacks` */
  readonly text: string
}

/** How fast it grows, in a unit that a person feels. */
export interface Rate {
  /** In the unit of the values, by `per`. */
  readonly value: number
  /** Ends of the interval of 95 % (Sen). */
  readonly low: number
  readonly high: number
  /** `snapshot` where times are not known. */
  readonly per: 'minute' | 'hour' | 'day' | 'snapshot'
  /** `about 1,538 more per minute` */
  readonly text: string
  /** `1,538 per minute, 95 %: 1,490 to 1,610` */
  readonly interval: string
}

export interface Finding {
  readonly kind: FindingKind
  /** Where it waits, or allocates: the program's own innermost function. "" where none is named. */
  readonly function: string
  /** Path, and line; "" and 0 where not known. */
  readonly file: string
  readonly line: number
  /** The snapshot from which on it grows, by its place in the series; null where nothing does. */
  readonly since: number | null
  /**
   * The snapshots that it rests on, by their places in the series: those of one process, without
   * heaps that repeat.
   */
  readonly snapshots: readonly number[]
  readonly rate: Rate | null
  /** First and last value of those snapshots, in the unit of the sample type. */
  readonly first: number
  readonly last: number
  readonly growth: number
  readonly sureness: Sureness
  /** Why, a sentence each. */
  readonly evidence: readonly string[]
  /** What to measure to be surer; "" where there is nothing to add. */
  readonly nextMeasurement: string
  /** All in a sentence that can be pasted. */
  readonly sentence: string
}

const ORDER: readonly FindingKind[] = ['leaks', 'grows', 'filled', 'varies', 'nothing']

/** 0 for the most serious. */
export function rankOf(kind: FindingKind): number {
  return ORDER.indexOf(kind)
}

const SURENESS: readonly Sureness['level'][] = ['proven', 'sure', 'likely', 'unsure']

/** 0 for what is proven. */
export function sureRank({ sureness }: Pick<Finding, 'sureness'>): number {
  return SURENESS.indexOf(sureness.level)
}

/** Whether more snapshots would not change what is said. */
export function isSureLeak(finding: Pick<Finding, 'kind' | 'sureness'>): boolean {
  return finding.kind === 'leaks' && sureRank(finding) <= SURENESS.indexOf('sure')
}
