import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import { loadProfile } from '../../src/engine/load.ts'
import { report } from '../../src/engine/pprof.ts'
import cases from './cases.json' with { type: 'json' }

// Before anything formats a time: the files were written where it is UTC.
vi.hoisted(() => {
  vi.stubEnv('TZ', 'UTC')
})

/**
 * What the reference pprof (google/pprof, July 2026) printed for the recorded profiles in
 * tests/fixtures/profiles, a file per set of flags. The engine must print the same, to the byte.
 */

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function printed(profile: string, args: readonly string[]): Promise<string> {
  const command = parseCommandLine([...args, profile])
  expect(command.sources).toEqual([profile])
  const loaded = await loadProfile(readFileSync(path(`../fixtures/profiles/${profile}`)))
  const { report: name, options, regexp } = command
  const output = report(loaded.profile, { name: name ?? '', options, regexp })
  return output instanceof Uint8Array
    ? new TextDecoder().decode(output)
    : Array.from(output, (line) => `${line}\n`).join('')
}

test('the time zone is the one of the files', () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(0)
  expect(new Date(2026, 6, 1).getTimezoneOffset()).toBe(0)
})

describe.each(cases)('$profile $args', ({ profile, args, expected }) => {
  test('prints what pprof prints', async () => {
    const golden = readFileSync(path(`expected/${expected}`), 'utf8')
    expect(await printed(profile, args)).toBe(golden)
  })
})
