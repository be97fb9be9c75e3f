import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CompiledChunks } from '../../../../src/cli/start/compiled-chunks.ts'

describe('the chunks of the command', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'flamedrop-chunks-'))
    write(
      'main.cjs',
      `exports.sum = require('./load.cjs').one + 1; exports.path = require('node:path')`,
    )
    write('load.cjs', 'exports.one = 1')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const run = (): { sum: unknown; kept: number } => {
    const chunks = new CompiledChunks(folder)
    const { sum } = chunks.load('main.cjs') as { sum: unknown }
    return { sum, kept: chunks.keep() }
  }
  const compiled = (): string[] =>
    readdirSync(join(folder, 'compiled'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))

  test('load each other and what Node has, each once', () => {
    write('load.cjs', 'globalThis.__loaded = (globalThis.__loaded ?? 0) + 1; exports.one = 1')
    write(
      'main.cjs',
      `exports.sum = require('./load.cjs').one + require('./load.cjs').one;
      exports.join = require('node:path').join`,
    )
    const main = new CompiledChunks(folder).load('main.cjs')
    expect(main).toEqual({ sum: 2, join })
    expect((globalThis as { __loaded?: number }).__loaded).toBe(1)
    delete (globalThis as { __loaded?: number }).__loaded
  })

  test('are compiled in the first run alone', () => {
    expect(run()).toEqual({ sum: 2, kept: 2 })
    expect(compiled()).toHaveLength(2)
    expect(run()).toEqual({ sum: 2, kept: 0 })
  })

  test('that changed are compiled anew, whatever their length', () => {
    run()
    write('load.cjs', 'exports.one = 7')
    utimesSync(join(folder, 'load.cjs'), 1, 1)
    expect(run()).toEqual({ sum: 8, kept: 1 })
    // The one of the text before is gone.
    expect(compiled()).toHaveLength(2)
  })

  test('run all the same if what was kept is cut off', () => {
    run()
    for (const file of compiled()) truncateSync(file, 100)
    expect(run().sum).toBe(2)
  })

  test('run where nothing can be kept', () => {
    write('compiled', 'a file where the folder would be')
    chmodSync(folder, 0o555)
    expect(run()).toEqual({ sum: 2, kept: 0 })
    chmodSync(folder, 0o755)
  })
})
