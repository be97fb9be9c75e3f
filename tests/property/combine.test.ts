import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { combine, compareWithBase } from '../../src/engine/combine/base.ts'
import { mergeProfiles } from '../../src/engine/combine/merge.ts'
import { report } from '../../src/engine/pprof.ts'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'

/** A sample: function names from the innermost outwards, a value, perhaps a label. */
type Row = { stack: number[]; value: number; label: string }

const rows = fc.array(
  fc.record({
    stack: fc.array(fc.nat(4), { maxLength: 5 }),
    value: fc.integer({ min: -9, max: 9 }),
    label: fc.constantFrom('', 'red', 'green'),
  }),
  { maxLength: 12 },
)

/** Loaded at `shift`: the same program at another address. */
function profileOf(samples: readonly Row[], shift = 0n): Profile {
  const start = 0x400000n + shift
  const builder = new ProfileBuilder([{ type: 'n', unit: 'count' }])
  const mapping = builder.addMapping({ start, limit: start + 0x5000n, file: '/bin/demo' })
  for (const { stack, value, label } of samples) {
    const locations = stack.map((f) => {
      const call = { function: builder.addFunction({ name: `f${f}` }), line: f }
      return builder.addLocation({ mapping, address: start + BigInt(f), lines: [call] })
    })
    builder.addSample(locations, [value], label ? [{ key: 'tenant', text: label }] : [])
  }
  return builder.build()
}

/** Values by stack and label, whatever the order of samples and the numbers of rows. */
function contents({ samples, stacks, locations, lines, functions, labels, strings }: Profile) {
  const sums = new Map<string, number>()
  for (let i = 0; i < samples.count; i++) {
    const names: string[] = []
    for (let s = samples.stack[i]!; s > 0; s = stacks.parent[s]!) {
      const line = locations.firstLine[stacks.location[s]!]!
      names.push(strings.get(functions.name[lines.function[line]!]!))
    }
    const set = samples.labelSet[i]!
    const label = Array.from(labels.str.subarray(labels.first[set], labels.first[set + 1]), (t) =>
      strings.get(t),
    )
    const key = `${names.join('<')} ${label}`
    sums.set(key, (sums.get(key) ?? 0) + samples.values[0]![i]!)
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort())
}

describe('profiles together', () => {
  test('hold the sum of their samples, equal ones as one', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const merged = mergeProfiles([profileOf(a), profileOf(b, 0x1000n)])
        expect(contents(merged)).toEqual(contents(profileOf([...a, ...b])))
        expect(merged.samples.count).toBe(Object.keys(contents(merged)).length)
        expect(merged.mappings.count).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('are the same in any grouping', () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((samples) => profileOf(samples))
        const left = combine([combine([x!, y!]), z!])
        const right = combine([profileOf(a), combine([profileOf(b), profileOf(c)])])
        expect(contents(left)).toEqual(contents(right))
      }),
    )
  })

  test('cancel where they are compared with themselves', () => {
    fc.assert(
      fc.property(rows, (a) => {
        const nothing = compareWithBase(profileOf(a), profileOf(a, 0x3000n), {
          diff: false,
          normalize: false,
        })
        expect(nothing.samples.count).toBe(0)
      }),
    )
  })

  test('differ the other way round by their signs only', () => {
    const difference = (a: Row[], b: Row[], diff: boolean) =>
      compareWithBase(profileOf(a), profileOf(b), { diff, normalize: false })
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const there = contents(difference(a, b, false))
        const back = contents(difference(b, a, false))
        const turned = Object.entries(back).map(([key, value]) => [key, -value])
        expect(there).toEqual(Object.fromEntries(turned))
      }),
    )
  })
})

test('a marked base is what 100 % is', () => {
  const base = profileOf([{ stack: [0], value: 4, label: '' }])
  const source = profileOf([{ stack: [0], value: 7, label: '' }])
  const options = { ...DEFAULT_OPTIONS }
  const top = (diff: boolean) => [
    ...(report(compareWithBase(source, base, { diff, normalize: false }), {
      name: 'top',
      options,
    }) as Iterable<string>),
  ]
  expect(top(true).at(-1)).toBe('         3 75.00% 75.00%          3 75.00%  f0')
  expect(top(false).at(-1)).toBe('         3   100%   100%          3   100%  f0')
})

test('a line without a function stays without', () => {
  const builder = new ProfileBuilder([{ type: 'n', unit: 'count' }])
  const named = { function: builder.addFunction({ name: 'f' }), line: 1 }
  const location = builder.addLocation({
    address: 0x10n,
    lines: [named, { function: -1, line: 7 }],
  })
  builder.addSample([location], [1])
  const { lines } = mergeProfiles([builder.build(), profileOf([])])
  expect(Array.from(lines.function)).toEqual([0, -1])
  expect(Array.from(lines.line)).toEqual([1, 7])
})
