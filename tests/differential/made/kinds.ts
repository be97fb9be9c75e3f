import type { Random } from '../../bench/random.ts'
import type { MadeLabel, MadeProfile, ValueType } from './model.ts'

/** What a profile counts: its sample types, values, labels and header. */
export interface Kind {
  readonly id: string
  readonly sampleTypes: readonly ValueType[]
  /** Of a later recording, where it counts in other units. */
  readonly laterTypes?: readonly ValueType[]
  readonly values: (random: Random) => readonly bigint[]
  readonly labels: (random: Random) => readonly MadeLabel[]
  readonly header: (random: Random) => Partial<MadeProfile>
  /** Some samples are without a stack (see draw.ts). */
  readonly empty?: boolean
}

const whole = (random: Random, below: number): bigint => BigInt(Math.floor(random.next() * below))

/** Sizes that differ by magnitudes, as those of profiles do. */
function amount(random: Random, digits: number): bigint {
  return whole(random, 10 ** (1 + random.below(digits)))
}

const text = (key: string, value: string): MadeLabel => ({ key, text: value })
const number = (key: string, value: bigint, unit: string): MadeLabel => ({
  key,
  number: value,
  unit,
})

function requestLabels(random: Random): MadeLabel[] {
  const labels: MadeLabel[] = []
  if (random.chance(0.7)) labels.push(text('route', `/r/${random.hot(6)}`))
  if (random.chance(0.4)) labels.push(text('tenant', `tenant ${random.hot(4)}`))
  // Two values of one key.
  if (random.chance(0.1)) labels.push(text('route', '/other'))
  if (random.chance(0.3)) labels.push(number('bytes', BigInt(8 << random.below(12)), 'bytes'))
  if (random.chance(0.2)) labels.push(number('request', amount(random, 6), ''))
  return labels
}

const time = 1_790_000_000_000_000_000n

const cpu: Kind = {
  id: 'cpu',
  sampleTypes: [
    ['samples', 'count'],
    ['cpu', 'nanoseconds'],
  ],
  values: (random) => {
    const hits = 1n + whole(random, 40)
    return [hits, hits * 10_000_000n]
  },
  labels: requestLabels,
  header: (random) => ({
    timeNanos: time,
    durationNanos: amount(random, 12),
    periodType: ['cpu', 'nanoseconds'],
    period: 10_000_000n,
  }),
}

const heap: Kind = {
  id: 'heap',
  sampleTypes: [
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ],
  values: (random) => {
    const count = amount(random, 4)
    const size = BigInt(8 << random.below(16))
    const left = random.chance(0.5) ? whole(random, Number(count) + 1) : 0n
    return [count, count * size, left, left * size]
  },
  labels: (random) =>
    random.chance(0.8) ? [number('bytes', BigInt(8 << random.below(16)), 'bytes')] : [],
  header: (random) => ({
    timeNanos: random.chance(0.5) ? time : 0n,
    periodType: ['space', 'bytes'],
    period: 524_288n,
    ...(random.chance(0.5) && { defaultSampleType: 'inuse_space' }),
    comments: ['#internal', 'taken at noon'],
  }),
}

/** Units that pprof knows, misspells or has never heard of. */
const units: Kind = {
  id: 'units',
  sampleTypes: [
    ['wall', 'milliseconds'],
    ['size', 'kilobytes'],
    ['energy', 'nanogcu'],
    ['ops', 'operations'],
    ['wait', 'us'],
    ['rate', ''],
    ['pages', 'MB'],
  ],
  values: (random) => Array.from({ length: 7 }, () => amount(random, 9)),
  labels: (random) => {
    const labels = requestLabels(random)
    if (random.chance(0.3)) labels.push(number('latency', amount(random, 5), 'milliseconds'))
    if (random.chance(0.2)) labels.push(number('latency', amount(random, 3), 'seconds'))
    if (random.chance(0.2)) labels.push(number('retries', whole(random, 4), 'tries'))
    // A key of texts and of numbers.
    if (random.chance(0.2)) labels.push(text('depth', 'deep'))
    if (random.chance(0.2)) labels.push(number('depth', amount(random, 3) - 5n, ''))
    return labels
  },
  header: (random) => ({
    ...(random.chance(0.5) && { defaultSampleType: 'energy' }),
    durationNanos: amount(random, 14),
  }),
}

const signed: Kind = {
  id: 'signed',
  sampleTypes: [
    ['contentions', 'count'],
    ['delay', 'nanoseconds'],
  ],
  laterTypes: [
    ['contentions', 'count'],
    ['delay', 'microseconds'],
  ],
  values: (random) => {
    const sign = random.chance(0.5) ? 1n : -1n
    return [sign * whole(random, 100), sign * amount(random, 11)]
  },
  labels: () => [],
  header: () => ({ periodType: ['contentions', 'count'], period: 1n, timeNanos: time }),
}

/** Sums stay below 2^53. */
const huge: Kind = {
  id: 'huge',
  sampleTypes: [
    ['requests', 'count'],
    ['traffic', 'bytes'],
    ['busy', 'nanoseconds'],
  ],
  laterTypes: [
    ['requests', 'count'],
    ['traffic', 'kilobytes'],
    ['busy', 'ns'],
  ],
  values: (random) => [
    amount(random, 9),
    whole(random, 2 ** (10 + random.below(25))),
    whole(random, 2 ** (10 + random.below(35))),
  ],
  labels: requestLabels,
  header: () => ({ durationNanos: 86_400_000_000_000n, comments: ['a day'] }),
}

/** One sample type, small counts, many of them 0. */
const counts: Kind = {
  id: 'counts',
  sampleTypes: [['events', 'count']],
  values: (random) => [whole(random, 6)],
  labels: (random) =>
    random.chance(0.5) ? [text('key with "odd" \\ text', `v=${random.below(3)},w`)] : [],
  header: () => ({ periodType: ['events', 'count'], period: 1n, defaultSampleType: 'none' }),
  empty: true,
}

export const KINDS: readonly Kind[] = [cpu, heap, units, signed, huge, counts]
