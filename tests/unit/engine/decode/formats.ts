import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Format } from '../../../../src/engine/decode/format.ts'
import { ProfileError } from '../../../../src/engine/profile/error.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../../../src/engine/progress.ts'

/** Helpers for the tests of formats that hold one profile or several. */

const fixtures = resolve(import.meta.dirname, '../../../fixtures/wild/inputs')
const wild = resolve(import.meta.dirname, '../../../../../shared/wild')

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(fixtures, name)))

/** A file beside the project; null where it is not there. */
export function wildFile(name: string): Uint8Array | null {
  const path = join(wild, name)
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : null
}

/** The profiles of the input by name; the format must recognise it. */
export async function decodeAll(
  format: Format,
  input: string | Uint8Array,
): Promise<Map<string, Profile>> {
  const data = typeof input === 'string' ? bytes(input) : input
  if (!format.recognizes(data)) throw new Error('not recognised')
  const profiles = await format.decode(data, noCheckpoint)
  if (!profiles) throw new Error('turned down')
  return new Map(profiles.map(({ name, profile }) => [name, profile]))
}

/** The profile of an input that holds one. */
export async function decodeOne(format: Format, input: string | Uint8Array): Promise<Profile> {
  const all = [...(await decodeAll(format, input)).values()]
  expect(all).toHaveLength(1)
  return all[0]!
}

/** Why the input cannot be read. */
export async function failure(format: Format, input: string | Uint8Array): Promise<ProfileError> {
  try {
    await decodeAll(format, input)
  } catch (error) {
    if (error instanceof ProfileError) return error
    throw error
  }
  throw new Error('it was read')
}

/** Sums of the columns. */
export const sums = ({ samples }: Profile): number[] =>
  samples.values.map((column) => column.reduce((sum, value) => sum + value, 0))

/**
 * Damages the seeds in many ways: whatever comes of it is null, profiles that hold together, or a
 * ProfileError in words, soon.
 */
export async function expectTotal(
  format: Format,
  seeds: readonly Uint8Array[],
  numRuns = 300,
): Promise<void> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof(fc.nat(30), fc.constant(1 << 30)),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ maxLength: 6 }).map(bytes),
      fc
        .constantFrom(...['0', '-1', '1e309', ';', '\n', '"', '[]', '{}', 'null', '\xff'])
        .map(bytes),
    ),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(change, { maxLength: 4 }),
      async (seed, changes) => {
        let input = seed
        for (const { at, cut, insert } of changes) {
          const from = Math.floor(at * input.length)
          const tail = input.subarray(from + (cut === 1 << 30 ? input.length : cut))
          input = Uint8Array.from([...input.subarray(0, from), ...insert, ...tail])
        }
        const before = performance.now()
        await expectSound(format, input)
        expect(performance.now() - before).toBeLessThan(5000)
      },
    ),
    { numRuns },
  )
}

async function expectSound(format: Format, input: Uint8Array): Promise<void> {
  try {
    if (!format.recognizes(input)) return
    for (const { profile } of (await format.decode(input, noCheckpoint)) ?? []) {
      expectHoldsTogether(profile)
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError)
    expect((error as ProfileError).message).toMatch(/^[^\s].*\.$/s)
    expect((error as ProfileError).hint).toMatch(/^[A-Z].*\.$/s)
  }
}

/** Every index names a row, every value is a number that profile.proto can hold. */
export function expectHoldsTogether(profile: Profile): void {
  const { samples, stacks, locations, lines, functions, mappings, labels, strings } = profile
  expect(profile.sampleTypes.length).toBeGreaterThan(0)
  expect(samples.values).toHaveLength(profile.sampleTypes.length)
  const within = (column: Iterable<number>, count: number, least = 0) => {
    for (const index of column) {
      if (!(index >= least && index < count)) throw new Error(`${index} of ${count}`)
    }
  }
  within(samples.stack, stacks.count)
  within(samples.labelSet, labels.count)
  within(stacks.location.subarray(1), locations.count)
  within(locations.mapping, mappings.count, -1)
  within(lines.function, functions.count)
  within([...functions.name, ...functions.file, ...mappings.file], strings.count)
  for (const column of [...samples.values, lines.line, lines.column, functions.startLine]) {
    for (const value of column) if (!Number.isInteger(value)) throw new Error(`value ${value}`)
  }
}
