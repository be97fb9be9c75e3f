import fc from 'fast-check'

/** A profile.proto in plain words: what a random one holds before it is written as bytes. */
export interface ProtoModel {
  /** The table of strings; without one only "" (index 0) can be meant. */
  strings: string[]
  sampleTypes: ValueTypeModel[]
  samples: SampleModel[]
  mappings: MappingModel[]
  locations: LocationModel[]
  functions: FunctionModel[]
  dropFrames: number
  keepFrames: number
  timeNanos: bigint
  durationNanos: bigint
  periodType: ValueTypeModel | null
  period: bigint
  comments: number[]
  defaultSampleType: number
  docUrl: number
}

export interface ValueTypeModel {
  type: number
  unit: number
}

export interface SampleModel {
  locations: bigint[]
  values: bigint[]
  labels: LabelModel[]
}

export interface LabelModel {
  key: number
  str: number
  num: bigint
  unit: number
}

export interface MappingModel {
  id: bigint
  start: bigint
  limit: bigint
  offset: bigint
  file: number
  buildId: number
  flags: boolean[]
}

export interface LocationModel {
  id: bigint
  mapping: bigint
  address: bigint
  lines: { function: bigint; line: bigint; column: bigint }[]
  folded: boolean
}

export interface FunctionModel {
  id: bigint
  name: number
  systemName: number
  file: number
  startLine: bigint
}

/** A profile with nothing in it. */
export const EMPTY: ProtoModel = {
  strings: [''],
  sampleTypes: [],
  samples: [],
  mappings: [],
  locations: [],
  functions: [],
  dropFrames: 0,
  keepFrames: 0,
  timeNanos: 0n,
  durationNanos: 0n,
  periodType: null,
  period: 0n,
  comments: [],
  defaultSampleType: 0,
  docUrl: 0,
}

/** So many samples of 5 ms in which main calls json, each with a label of its own. */
export function twoCalls(samples: number): ProtoModel {
  const line = { line: 0n, column: 0n }
  return {
    ...EMPTY,
    strings: ['', 'cpu', 'milliseconds', 'bytes', 'main', 'json'],
    sampleTypes: [{ type: 1, unit: 2 }],
    samples: Array.from({ length: samples }, (_, i) => ({
      locations: [2n, 1n],
      values: [5n],
      labels: [{ key: 3, str: 0, num: BigInt((i * 2_654_435_761) % 2 ** 31), unit: 0 }],
    })),
    locations: [1n, 2n].map((id) => ({
      id,
      mapping: 0n,
      address: 0n,
      lines: [{ function: id, ...line }],
      folded: false,
    })),
    functions: [1n, 2n].map((id) => ({
      id,
      name: 3 + Number(id),
      systemName: 0,
      file: 0,
      startLine: 0n,
    })),
  }
}

const MAX_64 = 2n ** 64n - 1n

/** Values as profiles have them, and those at the edges of what numbers can hold. */
const int64 = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: -10n, max: 1_000_000n }) },
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n),
)
const uint64 = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 1000n }) },
  fc.bigInt({ min: 0n, max: MAX_64 }),
)
/** Mostly small and dense, sometimes anywhere in 64 bits. */
const id = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: 1n, max: 30n }) },
  fc.bigInt({ min: 1n, max: 2n ** 21n }),
  fc.bigInt({ min: 1n, max: MAX_64 }),
)
const ids = fc.uniqueArray(id, { maxLength: 8 })

/** Doubles in the table are allowed, and "" again behind the first entry. */
const strings = fc.oneof(
  { weight: 1, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom('', 'main', 'cpu', 'ns'), fc.string({ unit: 'grapheme' })), {
        maxLength: 12,
      })
      .map((texts) => ['', ...texts]),
  },
)

export const protoModel: fc.Arbitrary<ProtoModel> = fc
  .record({ strings, mappings: ids, functions: ids, locations: ids, types: fc.nat(3) })
  .chain(({ strings: table, mappings, functions, locations, types }) => {
    const text = fc.nat(Math.max(0, table.length - 1))
    const valueType = fc.record({ type: text, unit: text })
    const among = (known: readonly bigint[]): fc.Arbitrary<bigint[]> =>
      known.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...known), { maxLength: 6 })
    const label = fc.record({ key: text, str: text, num: int64, unit: text })
    const sample = fc.record({
      locations: among(locations),
      values: fc.array(int64, { minLength: types, maxLength: types }),
      labels: fc.array(label, { maxLength: 3 }),
    })
    // A profile without sample types cannot have samples.
    const samples = fc.array(sample, { maxLength: types === 0 ? 0 : 8 })
    const rows = <T extends object>(
      known: readonly bigint[],
      columns: fc.Arbitrary<T>,
    ): fc.Arbitrary<(T & { id: bigint })[]> =>
      fc.tuple(...known.map((row) => columns.map((values) => ({ ...values, id: row }))))
    return fc.record({
      strings: fc.constant(table),
      sampleTypes: fc.array(valueType, { minLength: types, maxLength: types }),
      samples,
      mappings: rows(
        mappings,
        fc.record({
          start: uint64,
          limit: uint64,
          offset: uint64,
          file: text,
          buildId: text,
          flags: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        }),
      ),
      functions: rows(
        functions,
        fc.record({ name: text, systemName: text, file: text, startLine: int64 }),
      ),
      locations: rows(
        locations,
        fc.record({
          // A mapping that is not there counts as none.
          mapping: fc.constantFrom(0n, 77n, ...mappings),
          address: uint64,
          lines: among(functions).chain((calls) =>
            fc.tuple(
              ...calls.map((call) =>
                fc.record({ function: fc.constant(call), line: int64, column: int64 }),
              ),
            ),
          ),
          folded: fc.boolean(),
        }),
      ),
      dropFrames: text,
      keepFrames: text,
      timeNanos: int64,
      durationNanos: int64,
      periodType: fc.option(valueType),
      period: int64,
      comments: fc.array(text, { maxLength: 3 }),
      defaultSampleType: text,
      docUrl: text,
    })
  })
