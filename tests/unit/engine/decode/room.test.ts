import { expect, test } from 'vitest'
import { checkRoom } from '../../../../src/engine/decode/room.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import { hostileProfile, typesBomb } from '../../../fixtures/hostile.ts'

/** What loading says, and what it has reserved meanwhile, in bytes. */
async function refused(bytes: Uint8Array): Promise<{ said: string; reserved: number }> {
  const before = process.memoryUsage().arrayBuffers
  const said = await loadProfile(bytes).then(
    () => 'opened',
    (error: Error) => `${error.name}: ${error.message}`,
  )
  return { said, reserved: process.memoryUsage().arrayBuffers - before }
}

test('values that are not there are refused before columns are reserved for them', async () => {
  const bytes = typesBomb(900, 900)
  const { said, reserved } = await refused(bytes)
  expect(said).toBe(
    'ProfileError: The profile does not hold together: its 900 samples are too short for the values of 900 sample types.',
  )
  expect(reserved).toBeLessThan(2 ** 20)
})

test('sample types without end are refused, whatever the samples hold', async () => {
  const { said, reserved } = await refused(typesBomb(10_000, 10_000))
  expect(said).toContain('It has 10000 sample types, and at most 1000 are read')
  expect(reserved).toBeLessThan(2 ** 20)
})

test('rows of no content are refused before tables are reserved for them', () => {
  const none = { sampleTypes: 1, samples: 0, sampleBytes: 0, mappings: 0, locations: 0, lines: 0 }
  const bytes = {
    ...none,
    strings: 1,
    stringBytes: 0,
    restarts: 0,
    onlySamples: { from: -1, to: -1 },
  }
  expect(() => checkRoom({ ...bytes, functions: 1e6 })).not.toThrow()
  // Two bytes each in the file.
  expect(() => checkRoom({ ...bytes, functions: 5e8 })).toThrow(
    'Its tables would take 28611 MB, and at most 1024 MB are reserved.',
  )
})

test('comments without end are refused', async () => {
  const bytes = Uint8Array.from([(13 << 3) | 2, 0x80, 0x80, 0x08, ...new Uint8Array(2 ** 17)])
  expect((await refused(bytes)).said).toContain('more than 65536 comments')
})

test('a stack that is deeper than any is refused before it is read', async () => {
  const stack = new Uint8Array(2 ** 24 + 1).fill(1)
  const deep = hostileProfile({ strings: ['f'], functions: 1, locations: 1, samples: [{ stack }] })
  expect((await refused(deep)).said).toContain('A stack has 16777217 calls or more')
})

test('label numbers that differ in their upper half alone are told apart in no time', async () => {
  // 60,000 sets: in one chain of collisions that is 2 * 10^9 comparisons.
  const samples = Array.from({ length: 60_000 }, (_, i) => ({
    stack: [1],
    numbers: [[1, (i + 1) * 2 ** 32] as const],
  }))
  const bytes = hostileProfile({ strings: ['bytes'], functions: 1, locations: 1, samples })
  const start = performance.now()
  const { profile } = await loadProfile(bytes)
  expect(profile.labels.count).toBe(60_001)
  expect(performance.now() - start).toBeLessThan(3000)
})
