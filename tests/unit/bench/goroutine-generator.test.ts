import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadProfile } from '../../../src/engine/load.ts'
import { writeGoroutines } from '../../bench/goroutines.ts'

test('the bench’s dump has as many goroutines and stacks as asked for, the same every time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goroutines-'))
  try {
    const [one, two] = ['one', 'two'].map((name) => {
      const file = join(folder, name)
      const size = writeGoroutines(file, { seed: 1, goroutines: 5000, stacks: 40 })
      const bytes = readFileSync(file)
      expect(bytes.length).toBe(size)
      return bytes
    })
    expect(one?.equals(two!)).toBe(true)
    const { profile } = await loadProfile(one!)
    expect(profile.warnings).toEqual([])
    expect(profile.samples.goroutines!.id).toHaveLength(5000)
    expect(new Set(profile.samples.stack).size).toBe(40)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
