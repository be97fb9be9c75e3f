import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { rawText as format } from '../../../../src/engine/decode/raw-text/index.ts'
import { report } from '../../../../src/engine/pprof.ts'
import { withMainMapping } from '../../../../src/engine/profile/main-mapping.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { bytes, decodeOne, expectHoldsTogether, expectTotal, failure, fixture } from './formats.ts'

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const shared = resolve(import.meta.dirname, '../../../../../shared/conformance')
const text = new TextDecoder().decode(fixture('pprof.raw.txt'))

/** The lines that `-raw` prints, without what it cuts off: the duration's digits, and the time's zone. */
function lines(raw: string): string[] {
  return raw
    .split('\n')
    .filter((line) => !/^(Duration|Time): /.test(line))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}

function printed(profile: Profile): string[] {
  const output = report(withMainMapping(profile), { name: 'raw', options: DEFAULT_OPTIONS })
  return lines(Array.from(output as Iterable<string>).join('\n'))
}

test('what is printed of it again is the same', async () => {
  const profile = await decodeOne(format, text)
  expect(printed(profile)).toEqual(lines(text))
  expect(profile.header.timeNanos).toBe(1795227319529557797n)
  expect(profile.samples.exactValues?.[1]?.[1]).toBe(9007199254740993n)
  const { strings, functions } = profile
  expect(strings.get(functions.name[0]!)).toBe('std::map<int, char*>::find(int)')
  expect(strings.get(functions.file[0]!)).toBe('/srv/my app/map.h')
  expectHoldsTogether(profile)
})

test('one that is cut short or broken', async () => {
  const cut = await decodeOne(format, text.slice(0, text.indexOf('Mappings')))
  expect(cut.warnings).toEqual(['The text ends before its mappings.'])
  const error = await failure(format, text.replace('3          0:', 'three'))
  expect(error.message).toContain('line 14 is “three”')
  const missing = await failure(format, text.replace('10000000: 1 2', '10000000: 1 9'))
  expect(missing.message).toContain('location 9, which does not exist')
  const [, first = ''] = /^Mappings\n(.*)$/m.exec(text) ?? []
  const twice = await failure(format, `${text.trimEnd()}\n${first}\n`)
  expect(twice.message).toContain('two mappings have the id 1')
  await expect(decodeOne(format, 'Comment: hello\n')).rejects.toThrow('turned down')
  expect(format.recognizes(bytes('File: x\nType: cpu\n'))).toBe(false)
})

test('any change of a text gives null, a profile or a ProfileError', async () => {
  await expectTotal(format, [fixture('pprof.raw.txt')])
})

if (existsSync(join(shared, 'cases.json'))) {
  interface Case {
    profile: string
    args: string[]
    golden: string
  }
  const cases: Case[] = JSON.parse(readFileSync(join(shared, 'cases.json'), 'utf8'))
  describe('what pprof prints of the shared profiles', () => {
    for (const { profile: name, args, golden } of cases) {
      if (args.join() !== '-raw') continue
      test(name, async () => {
        const raw = readFileSync(join(shared, golden), 'utf8')
        expect(printed(await decodeOne(format, raw))).toEqual(lines(raw))
      })
    }
  })
}
