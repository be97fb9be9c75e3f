import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLegacy } from '../../../../../src/engine/decode/legacy/index.ts'
import { ProfileError } from '../../../../../src/engine/profile/error.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { bytes, calls, decode, fixture, hex, labels, stack, types } from './decoded.ts'

const shared = resolve(import.meta.dirname, '../../../../../../shared')

test('bytes of no known format are not recognised', () => {
  for (const text of ['', '\n', '#\n# only comments', 'hello', '{"nodes":[]}', 'x'.repeat(1e5)]) {
    expect(decodeLegacy(bytes(text))).toBeNull()
  }
  expect(decodeLegacy(new Uint8Array(1000))).toBeNull()
})

test('any change of a profile gives null, a profile or a ProfileError', () => {
  const seeds = [
    ...['goroutine', 'mutex', 'threadcreate'].map((name) => fixture(`${name}.debug1.txt`)),
    bytes('--- heapz 1 ---\nformat = java\nresolution = bytes\n 47 9 @ 0x3\n 0x3 a.b (C.java:5)\n'),
    bytes('--- threadz 1 ---\n\n--- Thread 7 (name: m/1) stack: ---\n 0x1\n--- Memory map: ---\n'),
    bytes('heap profile: 1: 2 [3: 4] @ heap/32\n1: 2 [3: 4] @ 0x1\nMAPPED_LIBRARIES:\n0-9: a\n'),
  ]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(30),
    insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.string({ maxLength: 6 }).map(bytes)),
  })
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }), (seed, changes) => {
      let input = seed
      for (const { at, cut, insert } of changes) {
        const from = Math.floor(at * input.length)
        input = Uint8Array.from([
          ...input.subarray(0, from),
          ...insert,
          ...input.subarray(from + cut),
        ])
      }
      try {
        const profile = decodeLegacy(input)
        expect(profile === null || profile.sampleTypes.length > 0).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(ProfileError)
      }
    }),
    { numRuns: 300 },
  )
})

if (existsSync(join(shared, 'conformance/cases.json'))) {
  interface Case {
    profile: string
    args: string[]
    golden: string
  }
  const cases: Case[] = JSON.parse(readFileSync(join(shared, 'conformance/cases.json'), 'utf8'))
  const available = new Set(readdirSync(join(shared, 'profiles')))

  describe('as pprof -raw prints the shared profiles', () => {
    for (const { profile: name, args, golden } of cases) {
      const isRaw = args.length === 1 && args[0] === '-raw'
      if (!isRaw || !name.startsWith('legacy.') || !available.has(name)) continue
      test(name, () => {
        const profile = decode(new Uint8Array(readFileSync(join(shared, 'profiles', name))))
        const expected = readFileSync(join(shared, 'conformance', golden), 'utf8')
        expect(raw(profile)).toEqual(
          expected
            .split('\n')
            .map((line) => line.trimEnd())
            .filter((line) => line && !/^(Duration|File|Time)/.test(line)),
        )
      })
    }
  })
}

/** The profile as pprof's -raw has it, without blanks at the ends. */
function raw(profile: Profile): string[] {
  const { header, locations, mappings } = profile
  const out = [
    `PeriodType: ${header.periodType.type} ${header.periodType.unit}`,
    `Period: ${header.period}`,
    'Samples:',
    types(profile).join(' '),
  ]
  for (let sample = 0; sample < profile.samples.count; sample++) {
    const values = profile.samples.values.map((column) => String(column[sample]).padStart(10))
    const ids = stack(profile, sample).map((location) => locations.id[location])
    out.push(` ${values.join(' ')}: ${ids.join(' ')}`)
    const tags = labels(profile, sample).map((label) => label.replace(/=(.*)/, ':[$1]'))
    if (tags.length > 0) out.push(' '.repeat(16) + tags.join(' '))
  }
  out.push('Locations')
  for (let location = 0; location < locations.count; location++) {
    // A profile without any mapping is given an empty one when pprof loads it.
    const mapping = mappings.count === 0 ? 1 : locations.mapping[location]! + 1
    const place = `${String(locations.id[location]).padStart(6)}: ${hex(locations.address[location]!)}`
    const hasLines = locations.firstLine[location] !== locations.firstLine[location + 1]
    const lines = hasLines ? calls(profile, location).map((line) => `${line}:0 s=0`) : []
    out.push(`${place} ${mapping > 0 ? `M=${mapping} ` : ''}${lines.join()}`)
  }
  out.push('Mappings')
  const rows = Array.from({ length: mappings.count }, (_, i) => {
    const range = [mappings.start[i]!, mappings.limit[i]!, mappings.offset[i]!].map(hex).join('/')
    const { strings } = profile
    return `${range} ${strings.get(mappings.file[i]!)} ${strings.get(mappings.buildId[i]!)}`
  })
  if (rows.length === 0) rows.push('0x0/0x0/0x0')
  rows.forEach((row, i) => {
    out.push(`${i + 1}: ${row}`)
  })
  return out.map((line) => line.trimEnd())
}
