import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { profileFindings } from '../../src/engine/findings/findings.ts'
import { findingLines } from '../../src/engine/findings/wording.ts'
import { loadProfile } from '../../src/engine/load.ts'

/**
 * What recorded profiles say at first sight. Each figure was held against `go tool pprof -top` and
 * `-peek` of the same file (for shares of the runtime with -focus and -ignore as the finding has them).
 * A block of findings.txt is a file, `= name`, and its lines.
 */
const golden = new Map(
  readFileSync(new URL('findings.txt', import.meta.url), 'utf8')
    .split(/^= /m)
    .slice(1)
    .map((block) => {
      const [name = '', ...lines] = block.trimEnd().split('\n')
      return [name, lines] as const
    }),
)

/** Profiles of this project, then those beside a checkout, where there are any. */
const FOLDERS = [
  fileURLToPath(new URL('../fixtures/profiles', import.meta.url)),
  ...['profiles', 'wild'].map((folder) => join('..', 'shared', folder)),
].filter((folder) => existsSync(folder))

function find(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

describe('findings of', () => {
  for (const [name, lines] of golden) {
    const path = find(name)
    test.skipIf(path === undefined)(name, async () => {
      const { profile } = await loadProfile(readFileSync(path!))
      expect(findingLines(profileFindings(profile))).toEqual(lines)
    })
  }
})

test('every profile of this project has its findings', () => {
  const own = readdirSync(FOLDERS[0]!).filter((name) => /\.(pb\.gz|txt)$/.test(name))
  expect(own.filter((name) => !golden.has(name))).toEqual([])
})
