import fc from 'fast-check'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../src/engine/select/options.ts'

/** A small profile as plain objects that refer to each other, as pprof has it in memory. */
export interface PlainProfile {
  readonly locations: readonly PlainLocation[]
  readonly samples: readonly PlainSample[]
}

export interface PlainLocation {
  /** Path of the binary; null where the location has no mapping. */
  readonly binary: string | null
  readonly address: number
  /** Innermost first. */
  readonly lines: readonly PlainLine[]
}

export interface PlainLine {
  readonly name: string
  readonly file: string
  readonly startLine: number
  readonly line: number
  readonly column: number
}

export interface PlainSample {
  /** Indices into `locations`, innermost call first. */
  readonly stack: readonly number[]
  /** Of the two sample types. */
  readonly values: readonly [number, number]
}

// Few names, so that there is recursion; equal names in different files, and none at all.
const line: fc.Arbitrary<PlainLine> = fc.record({
  name: fc.constantFrom('main', 'serve', 'json', 'walk', 'walk(int)', 'op::operator()(int)', ''),
  file: fc.constantFrom('a.go', './a.go', 'lib/b.go', ''),
  startLine: fc.constantFrom(0, 3),
  line: fc.constantFrom(0, 7, 8),
  column: fc.constantFrom(0, 1, 2),
})

const location: fc.Arbitrary<PlainLocation> = fc.record({
  binary: fc.constantFrom(null, '/bin/app', '/lib/lib.so', ''),
  address: fc.constantFrom(0, 0x10, 0x20, 0x30),
  // None: no symbols. More than one: inlined calls.
  lines: fc.oneof(
    { weight: 4, arbitrary: fc.array(line, { minLength: 1, maxLength: 1 }) },
    fc.array(line, { maxLength: 4 }),
  ),
})

const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 100 }) },
  fc.integer({ min: -100, max: 0 }),
)

export const plainProfile: fc.Arbitrary<PlainProfile> = fc
  .array(location, { minLength: 1, maxLength: 6 })
  .chain((locations) =>
    fc.record({
      locations: fc.constant(locations),
      samples: fc.array(
        fc.record({
          stack: fc.array(fc.nat(locations.length - 1), { maxLength: 7 }),
          values: fc.tuple(value, value),
        }),
        { maxLength: 8 },
      ),
    }),
  )

/** Patterns that match some of the names, files and binaries above, or none. */
const pattern = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  fc.constantFrom(
    'main',
    'serve|json',
    '^walk$',
    'walk',
    'lib',
    'a.go',
    'so$',
    '^op::operator',
    'x',
  ),
)

export const options: fc.Arbitrary<Options> = fc
  .record({
    focus: pattern,
    ignore: pattern,
    hide: pattern,
    show: pattern,
    show_from: pattern,
    prune_from: pattern,
    granularity: fc.constantFrom('functions', 'filefunctions', 'files', 'lines', 'addresses'),
    noinlines: fc.boolean(),
    showcolumns: fc.boolean(),
    sample_index: fc.constantFrom('', '0'),
    mean: fc.boolean(),
    relative_percentages: fc.boolean(),
    drop_negative: fc.boolean(),
    sort: fc.constantFrom('flat', 'cum'),
    nodecount: fc.constantFrom(0, 0, 1, 2, 3, 5),
    nodefraction: fc.constantFrom(0, 0.01, 0.1, 0.4),
    edgefraction: fc.constantFrom(0, 0.01, 0.2),
  } as const satisfies { [Name in keyof Options]?: fc.Arbitrary<Options[Name]> })
  .map((changed) => ({ ...DEFAULT_OPTIONS, ...changed }))

/** The same profile as the engine's tables. */
export function tablesOf({ locations, samples }: PlainProfile): Profile {
  const builder = new ProfileBuilder([
    { type: 'contentions', unit: 'count' },
    { type: 'delay', unit: 'nanoseconds' },
  ])
  const mappings = new Map<string, number>()
  const mappingOf = (file: string): number => {
    const mapping = mappings.get(file) ?? builder.addMapping({ file })
    mappings.set(file, mapping)
    return mapping
  }
  const rows = locations.map(({ binary, address, lines }) =>
    builder.addLocation({
      address: BigInt(address),
      ...(binary === null ? {} : { mapping: mappingOf(binary) }),
      lines: lines.map(({ name, file, startLine, line: at, column }) => ({
        function: builder.addFunction({ name, file, startLine }),
        line: at,
        column,
      })),
    }),
  )
  for (const { stack, values } of samples) {
    builder.addSample(
      stack.map((index) => rows[index]!),
      values,
    )
  }
  return builder.build()
}
