import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../../src/engine/combine/base.ts'
import { ProfilePair } from '../../../../src/engine/compare/pair.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

// A pair keeps both profiles on one tree; its differences are those of a merge (combine/base.ts).

const FILES = ['heap.1', 'heap.4', 'cpu', 'mutex', 'block', 'goroutine.4'] as const
const MODES = [
  { diff: false, normalize: false },
  { diff: true, normalize: false },
  { diff: false, normalize: true },
  { diff: true, normalize: true },
]
const REPORTS = ['top', 'tree', 'peek', 'traces', 'tags', 'dot', 'callgrind'] as const
const OPTIONS: readonly Partial<Options>[] = [
  {},
  { sort: 'cum', sample_index: '0' },
  { granularity: 'lines', drop_negative: true },
  { focus: 'main', relative_percentages: true },
]

const profiles = new Map<string, Profile>()

beforeAll(async () => {
  for (const name of FILES) {
    const file = new URL(`../../../fixtures/profiles/${name}.pb.gz`, import.meta.url)
    profiles.set(name, (await loadProfile(new Uint8Array(readFileSync(file)))).profile)
  }
})

const pairOf = (source: Profile, base: Profile) =>
  ProfilePair.open([{ profile: source, scale: 1 }], [{ profile: base, scale: 1 }])

/** The report, or why there is none. */
function textOf(profile: Profile, name: (typeof REPORTS)[number], options: Partial<Options>) {
  try {
    const output = report(profile, { name, options: { ...DEFAULT_OPTIONS, ...options } })
    return Array.from(output as Iterable<string>).join('')
  } catch (error) {
    return `${error}`
  }
}

describe('a difference', () => {
  const pairs = [
    ['heap.4', 'heap.1'],
    ['heap.1', 'heap.4'],
    ['cpu', 'cpu'],
    ['mutex', 'block'],
    ['goroutine.4', 'goroutine.4'],
  ] as const
  for (const [source, base] of pairs) {
    test.each(MODES)(`of ${source} and ${base} reads as after a merge: %o`, async (mode) => {
      const a = profiles.get(source)!
      const b = profiles.get(base)!
      const shared = (await pairOf(a, b)).difference(mode)
      const merged = compareWithBase(a, b, mode)
      for (const name of REPORTS) {
        for (const options of OPTIONS) {
          expect(textOf(shared, name, options)).toBe(textOf(merged, name, options))
        }
      }
    })
  }
})

describe('the sides of a pair', () => {
  test('read as they do alone', async () => {
    const old = profiles.get('heap.1')!
    const now = profiles.get('heap.4')!
    const pair = await pairOf(now, old)
    for (const options of OPTIONS) {
      expect(textOf(pair.old({ normalize: false }), 'top', options)).toBe(
        textOf(old, 'top', options),
      )
      expect(textOf(pair.new({ normalize: false }), 'top', options)).toBe(
        textOf(now, 'top', options),
      )
    }
  })

  test('share their stacks with the difference', async () => {
    const pair = await pairOf(
      fromStacks('a  b\n---\ncpu/ns  1  2'),
      fromStacks('a  c\n---\ncpu/ns  1  2'),
    )
    const { stacks } = pair.difference({ diff: false, normalize: false })
    expect(pair.old({ normalize: false }).stacks).toBe(stacks)
    expect(pair.new({ normalize: true }).stacks).toBe(stacks)
  })

  test('are scaled each by its own factor', async () => {
    const one = fromStacks('a  b\n---\ncpu/ns  10  3')
    const pair = await ProfilePair.open(
      [
        { profile: one, scale: 1 },
        { profile: one, scale: 0.5 },
      ],
      [{ profile: one, scale: 2 }],
    )
    expect([...pair.new({ normalize: false }).samples.values[0]!]).toEqual([15, 5])
    expect([...pair.old({ normalize: false }).samples.values[0]!]).toEqual([20, 6])
  })
})

test('both sides show the same sample type first, if only one of them names it', async () => {
  const heap = profiles.get('heap.1')!
  const named = { ...heap, defaultSampleType: 'alloc_space' }
  const silent = { ...profiles.get('heap.4')!, defaultSampleType: '' }
  for (const pair of [await pairOf(named, silent), await pairOf(silent, named)]) {
    const shown = [
      pair.old({ normalize: false }),
      pair.new({ normalize: false }),
      pair.difference(MODES[0]!),
    ]
    expect(shown.map(({ defaultSampleType }) => defaultSampleType)).toEqual([
      'alloc_space',
      'alloc_space',
      'alloc_space',
    ])
  }
})
