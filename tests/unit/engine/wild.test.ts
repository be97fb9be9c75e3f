import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../src/engine/combine/base.ts'
import { encodeProto } from '../../../src/engine/encode/proto.ts'
import { goroutineGroups } from '../../../src/engine/goroutines/groups.ts'
import { readProfile, readProfiles } from '../../../src/engine/load.ts'
import { ProfileError } from '../../../src/engine/profile/error.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import type { Options } from '../../../src/engine/select/options.ts'
import { printed } from '../drawn.ts'

// What people have in hand, and what must come of each: a row for every file that lies beside the
// project. The numbers are those that `go tool pprof` prints where it reads the file.

const WILD = resolve(import.meta.dirname, '../../../../shared/wild')
const bytesOf = (file: string): Uint8Array => readFileSync(resolve(WILD, file))
const profileOf = async (file: string): Promise<Profile> =>
  (await readProfile(bytesOf(file))).profile

/** The lines of a report that have a text in them, without the blanks that line its columns up. */
function lines(profile: Profile, name: string, text: string, options: Partial<Options> = {}) {
  return printed(profile, name, options)
    .map((line) => line.trim().replaceAll(/ +/g, ' '))
    .filter((line) => line.includes(text))
}

const total = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0)

/** What is opened: for each profile its samples and its types with their totals. */
const OPENED: readonly (readonly [file: string, profiles: readonly string[]])[] = [
  ['01-sigquit-go123.txt', ['4: goroutine 4']],
  ['02-args-go118.txt', ['1: goroutine 1']],
  ['08-waitgroup-go.txt', ['3: goroutine 3']],
  ['09-labels-in-header.txt', ['3: goroutine 3']],
  ['10-heap-int32.heap', ['2: objects 3, space 3072']],
  ['12-jemalloc.heap', ['2: inuse_objects 7276, inuse_space 14733392']],
  ['13-concatenated.pb', ['1: samples 1, cpu 10000000', '1: samples 3, cpu 30000000']],
  ['13-concatenated.pb.gz', ['1: samples 1, cpu 10000000', '1: samples 3, cpu 30000000']],
  ['35-one-line.log', ['2: goroutine 2']],
  [
    'encoding-json.go1.25.trace',
    // The first four as `go tool trace -pprof` of Go 1.26 writes them.
    [
      '6: contentions 13, delay 1256193',
      '58: contentions 625, delay 1099850112',
      '77: contentions 287, delay 1224384',
      '140: contentions 1045, delay 12359486',
      '29: samples 40',
    ],
  ],
  ['jemalloc.heap_v2.txt', ['471: inuse_objects 12526580, inuse_space 182546748493']],
  [
    'k8s.otlp',
    [
      '43: samples 43',
      '20: samples 20',
      '29: samples 29',
      '56: samples 56',
      '9: samples 9',
      '2: samples 2',
      '6: samples 6',
    ],
  ],
  ['profile.otlp', ['28: samples 168', '11: samples 11', '5: samples 5', '5: samples 5']],
  ['vertx.folded.txt', ['199: samples 285']],
]

/** A line of a report, blanks as one. */
const PRINTED: readonly (readonly [file: string, report: string, line: string])[] = [
  ['apm-server.pgo', 'top', 'of 6078.65s total'],
  [
    'gopls.heap.pprof',
    'top',
    '1400.82MB 19.89% 19.89% 1729.28MB 24.56% golang.org/x/tools/go/ast/inspector.traverse',
  ],
  ['heap-stress.before.pprof', 'top', '6324.23kB total'],
  ['heap-stress.after.pprof', 'top', 'of 5393.41kB total'],
  [
    'alloc-delta-negative.pb.gz',
    'top',
    '186.14MB 12.51% 12.51% 186.14MB 12.51% github.com/segmentio/parquet-go.newIndexedColumnBuffer',
  ],
  ['heap-truncated-stacks.pb.gz', 'top', 'of 14275803.43MB total'],
  // `-list` says 135 %.
  ['16-recursion.pb', 'top', '300ms 96.77% 96.77% 300ms 96.77% main.fib'],
  ['26-negative.pb', 'top', '-1MB 25.00% 25.00% -1MB 25.00% main.other'],
  ['28-depth-20000.pb', 'top', 'Showing nodes accounting for 20ms, 100% of 20ms total'],
  ['28-wide-70000.pb.gz', 'top', 'of 700s total'],
  ['31-paths.pb', 'raw', '/root/go/src/example.com/m/vendor/github.com/a/b/b.go:5'],
  ['label-beyond-2to53.pb', 'raw', 'end_timestamp_ns:[1700000000123456789 nanoseconds]'],
  ['tags-of-zero.pb', 'tags', 'k: Total 0'],
  ['tags-of-zero.pb', 'tags', '0: v'],
  // pprof takes this letter for a unit of its own.
  ['unit-greek-mu.pb', 'top', '2.50ms 100% 100% 2.50ms 100% main.a'],
]

/** What is said of the others. */
const TOLD: readonly (readonly [file: string, sentence: string])[] = [
  ['11-inuse-zero.heap', 'line 2 is “0: 536870912 ['],
  ['24-string0.pb', 'begins with “oops” instead of the empty string'],
  ['34-utf8-mangled.pb.gz', 'This was a gzip file until something decoded it as text'],
  ['40-pprof-html.html', 'it links to the profiles: goroutine, goroutine?debug=2.'],
  ['hostile.types-bomb.pb.gz', 'sample types'],
]

describe.skipIf(!existsSync(WILD))('files from the wild', () => {
  test('each has a row', () => {
    const files = readdirSync(WILD, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map(({ name }) => name)
    const rows = [OPENED, PRINTED, TOLD].flatMap((table) => table.map(([file]) => file))
    expect([...new Set(rows)].sort()).toEqual(files.sort())
  })

  test.each(OPENED)('%s opens', async (file, expected) => {
    const { profiles } = await readProfiles(bytesOf(file))
    expect(
      profiles.map(({ profile: { samples, sampleTypes } }) => {
        const columns = sampleTypes.map(({ type }, i) => `${type} ${total(samples.values[i]!)}`)
        return `${samples.count}: ${columns.join(', ')}`
      }),
    ).toEqual(expected)
  })

  test.each(PRINTED)('%s, %s: %s', async (file, report, line) => {
    expect(lines(await profileOf(file), report, line)).toHaveLength(1)
  })

  test.each(TOLD)('%s is told: %s', async (file, sentence) => {
    const error = await readProfiles(bytesOf(file)).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ProfileError)
    expect((error as ProfileError).message).toContain(sentence)
  })

  test('the creator is who called Go', async () => {
    const groups = goroutineGroups(await profileOf('08-waitgroup-go.txt'))!
    expect(groups.creators.filter((name) => name !== '').join()).not.toContain('sync.')
  })

  test('labels behind the state are whole', async () => {
    const profile = await profileOf('09-labels-in-header.txt')
    expect(lines(profile, 'tags', 'state: Total 3')).toHaveLength(1)
    expect(lines(profile, 'tags', 'select')).not.toEqual([])
    expect(lines(profile, 'tags', '2 minutes]{')).toEqual([])
  })

  test('a label beyond 2^53 is exact in what is written', async () => {
    const written = [...encodeProto(await profileOf('label-beyond-2to53.pb'))]
    const { profile } = await readProfile(Buffer.concat(written))
    const label = 'end_timestamp_ns:[1700000000123456789 nanoseconds]'
    expect(lines(profile, 'raw', label)).toHaveLength(1)
  })

  test('a difference that was written opens again as that difference', async () => {
    const [before, after] = await Promise.all(
      ['heap-stress.before.pprof', 'heap-stress.after.pprof'].map(profileOf),
    )
    const difference = compareWithBase(after!, before!, { diff: true, normalize: false })
    const { profile } = await readProfile(Buffer.concat([...encodeProto(difference)]))
    const read = '-930.82kB 14.72% 14.72% -930.82kB 14.72% io.ReadAll'
    for (const line of ['of 6324.23kB total', read]) {
      expect(lines(profile, 'top', line)).toHaveLength(1)
    }
  })

  test.each(['28-depth-20000.pb', '28-wide-70000.pb.gz'])('%s: every report', async (file) => {
    const profile = await profileOf(file)
    for (const report of ['top', 'tree', 'peek', 'dot', 'traces', 'raw', 'callgrind']) {
      expect(printed(profile, report).length).toBeGreaterThan(0)
    }
  })
})
