import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { tracesText as format } from '../../../../src/engine/decode/traces-text/index.ts'
import { readProfile } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import {
  bytes,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
} from './formats.ts'

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const PROFILES = resolve(import.meta.dirname, '../../../fixtures/profiles')
const shared = resolve(import.meta.dirname, '../../../../../shared/conformance')

const LINE = `-----------+${'-'.repeat(55)}`
const TEXT = new TextDecoder().decode(fixture('pprof.traces.txt'))

/** The traces of a profile, without what is before them: the binary and the duration are lost. */
function traces(profile: Profile, options: Partial<Options> = {}): string {
  const all = { ...DEFAULT_OPTIONS, ...options }
  return below(
    Array.from(report(profile, { name: 'traces', options: all }) as Iterable<string>).join('\n'),
  )
}

const below = (text: string): string => text.slice(text.indexOf('-----')).trimEnd()

test('samples, labels, inlined calls, places and addresses', async () => {
  const profile = await decodeOne(format, TEXT)
  expect(profile.sampleTypes).toEqual([{ type: 'cpu', unit: 'nanoseconds' }])
  expect(profile.header.timeNanos).toBe(1795227319000000000n)
  expect(sums(profile)).toEqual([1_520_000_000])
  expect(profile.warnings).toEqual(['The values are as pprof has printed them, rounded.'])
  expectHoldsTogether(profile)
  const { strings, functions, lines, locations } = profile
  const names = Array.from(functions.name, (name) => strings.get(name))
  expect(names).toContain('std::map<int, char*>::find(int)')
  expect(Array.from(functions.file, (file) => strings.get(file))).toContain('/srv/my app/map.h')
  expect([lines.line[3], lines.column[3]]).toEqual([7, 3])
  expect(locations.address.at(-1)).toBe(0x45e0a1n)
  expect(traces(profile)).toContain('     1.50s   runtime.releasem (inline)\n')
})

const names = readdirSync(PROFILES).filter((name) => name.endsWith('.pb.gz'))
test.each(names)('what is printed of it again is the same: %s', async (name) => {
  const { profile } = await readProfile(readFileSync(resolve(PROFILES, name)))
  for (const granularity of ['functions', 'lines'] as const) {
    const text = traces(profile, { granularity })
    const again = await decodeOne(format, text)
    expect(traces(again, { granularity })).toBe(text)
    expectHoldsTogether(again)
  }
})

test('one that is cut short or broken', async () => {
  const cut = await decodeOne(format, TEXT.slice(0, TEXT.indexOf('             main.')))
  expect(sums(cut)).toEqual([1_500_000_000])
  expect(cut.warnings[0]).toBe('The text ends within a stack: its last calls may be missing.')
  const error = await failure(format, TEXT.replace('      20ms   ', 'twenty '))
  expect(error.message).toContain('line 12 is “twenty 000000000045e0a1')
  expect(format.recognizes(bytes('File: x\nType: cpu\n'))).toBe(false)
  const empty = await decodeOne(format, `Type: cpu\n${LINE}\n`)
  expect(empty.samples.count).toBe(0)
})

test('any change of a text gives null, a profile or a ProfileError', async () => {
  await expectTotal(format, [bytes(TEXT)])
})

if (existsSync(resolve(shared, 'cases.json'))) {
  interface Case {
    profile: string
    args: string[]
    golden: string
  }
  const cases: Case[] = JSON.parse(readFileSync(resolve(shared, 'cases.json'), 'utf8'))
  describe('what pprof prints of the shared profiles', () => {
    for (const { profile: name, args, golden } of cases) {
      if (args.join() !== '-traces') continue
      test(name, async () => {
        const text = readFileSync(resolve(shared, golden), 'utf8')
        expect(traces(await decodeOne(format, text))).toBe(below(text))
      })
    }
  })
}
