import { beforeAll, describe, expect, test } from 'vitest'
import { loadProfile } from '../../../src/engine/load.ts'
import { report } from '../../../src/engine/pprof.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { compilePattern, matchNames } from '../../../src/engine/select/regexps.ts'
import {
  deepRecursion,
  deepStack,
  manyInlines,
  manyLabelKeys,
  manyLabels,
  manyLines,
  manyMappings,
  manyNames,
} from '../../fixtures/hostile.ts'
import { everyQuestion, everyReport, roundTrip } from '../../fuzz/exercise.ts'

/** Ten times what each takes on two cores that nothing else uses. */
const SLOW_MACHINE = 120_000

/** Sizes at which anything quadratic takes minutes, and a stack overflows that grows with them. */
const CASES: readonly (readonly [string, () => Uint8Array])[] = [
  ['a stack of 60,000 functions', () => deepStack(60_000)],
  ['a recursion 300,000 deep', () => deepRecursion(300_000)],
  ['a sample with 150,000 labels of one key', () => manyLabels(150_000)],
  ['20,000 keys of labels', () => manyLabelKeys(20_000)],
  ['30,000 calls inlined into one address', () => manyInlines(30_000)],
  ['30,000 mappings', () => manyMappings(30_000)],
  ['20,000 lines of one function', () => manyLines(20_000)],
]

describe.each(CASES)('%s', (_, made) => {
  let profile: Profile
  beforeAll(async () => {
    profile = (await loadProfile(made(), { naming: null })).profile
  }, SLOW_MACHINE)
  const asked = () => ({
    options: DEFAULT_OPTIONS,
    name: profile.strings.get(profile.functions.name[profile.functions.count >> 1]!),
    longest: 2 ** 23,
  })

  test('every report is written', { timeout: SLOW_MACHINE }, async () => {
    const sizes = everyReport(profile, asked())
    expect([...sizes].filter(([name, size]) => name !== 'comments' && size < 0)).toEqual([])
    await roundTrip(profile)
  })

  test('every question is answered', { timeout: SLOW_MACHINE }, async () => {
    await everyQuestion(profile, asked())
  })
})

describe('a million', { timeout: SLOW_MACHINE }, () => {
  test.each([
    ['frames of one stack', deepStack],
    ['calls of a function by itself', deepRecursion],
    ['labels of one sample', manyLabels],
  ])('%s', async (_, made) => {
    const { profile } = await loadProfile(made(1e6), { naming: null })
    const [first] = report(profile, { name: 'top', options: DEFAULT_OPTIONS }) as Iterable<string>
    expect(first).toBeDefined()
  })
})

describe('a regexp', { timeout: SLOW_MACHINE }, () => {
  test('of 100,000 parentheses is refused or compiled, and not quoted whole', () => {
    for (const pattern of ['('.repeat(1e5), '('.repeat(1e5) + ')'.repeat(1e5)]) {
      let message = ''
      try {
        compilePattern(pattern, 'focus')
      } catch (error) {
        message = String(error)
      }
      expect(message).toContain('parsing focus regexp: ')
      expect(message.length).toBeLessThan(2000)
    }
    expect(compilePattern('()'.repeat(1e5), 'focus')?.test('')).toBe(true)
  })

  test('that backtracks elsewhere is linear on 50,000 names', async () => {
    const { profile } = await loadProfile(manyNames(50_000), { naming: null })
    const { functions } = matchNames(profile, compilePattern('(\\w+\\w+)+\\d$', 'focus')!)
    expect(functions.every((match) => match === 1)).toBe(true)
  })
})
