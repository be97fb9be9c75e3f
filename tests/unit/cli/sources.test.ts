import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseCommandLine } from '../../../src/cli/command-line.ts'
import { readSources } from '../../../src/cli/sources.ts'
import { encodeProto } from '../../../src/engine/encode/proto.ts'
import { zipOf } from '../../fixtures/archives.ts'

const said = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => said.mockClear())

let folder: string
const file = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'))
  writeFileSync(file('one'), 'goroutine profile: total 1\n1 @ 0x11\n')
  writeFileSync(file('two'), 'goroutine profile: total 2\n2 @ 0x11\n')
  const both = ['one', 'two'].map((name) => ({ name, content: readFileSync(file(name)) }))
  writeFileSync(file('both.zip'), zipOf(both))
  writeFileSync(file('one#2'), readFileSync(file('one')))
  writeFileSync(file('text'), 'no profile')
  writeFileSync(file('server'), Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0))
  writeFileSync(file('server.exe'), 'MZ\x90\0')
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (...args: string[]) => readSources(parseCommandLine(['-top', ...args]))

/** Values, and the program with its build id. */
async function summary(...args: string[]): Promise<unknown> {
  const { samples, mappings, strings } = await read(...args)
  const texts = [strings.get(mappings.file[0]!), strings.get(mappings.buildId[0]!)]
  return [...samples.values[0]!, ...texts]
}

describe('sources', () => {
  test('are added up', async () => {
    expect(await summary(file('one'), file('two'))).toEqual([3, '', ''])
  })

  test('may follow the program that they are of', async () => {
    const program = file('server')
    expect(await summary(program, file('one'), file('two'))).toEqual([3, program, ''])
    expect(await summary(file('server.exe'), file('one'))).toEqual([1, file('server.exe'), ''])
    await expect(read(program)).rejects.toMatchObject({ kind: 'not-a-profile' })
  })

  test('may follow a build id, unless a flag says one', async () => {
    expect(await summary('c0ffee', file('one'))).toEqual([1, '', 'c0ffee'])
    expect(await summary('-buildid=5', file('server'), file('one'))).toEqual([
      1,
      file('server'),
      '5',
    ])
  })

  test('keep a build id that they have: another one would be wrong', async () => {
    const profile = await read('-buildid=5', file('server'), file('one'))
    writeFileSync(file('known'), Buffer.concat([...encodeProto(profile)]))
    expect(await summary('-buildid=6', file('known'))).toEqual([1, file('server'), '5'])
  })

  test('may be one of several profiles of a file, by its number', async () => {
    expect(await summary(file('both.zip#1'))).toEqual([1, '', ''])
    expect(await summary(file('both.zip#1'), file('both.zip#2'))).toEqual([3, '', ''])
    await expect(read(file('both.zip#3'))).rejects.toMatchObject({
      message: expect.stringContaining(
        'There is no profile #3 in the file, which holds 2 profiles.',
      ),
    })
    // A file of that very name comes first.
    expect(await summary(file('one#2'))).toEqual([1, '', ''])
  })

  test('that hold several say which', async () => {
    const name = file('both.zip')
    await expect(read(name)).rejects.toMatchObject({
      kind: 'several',
      message: `${name} holds 2 profiles: name one of them.`,
      hint: `\n  ${name}#1  one · goroutine · 1 sample\n  ${name}#2  two · goroutine · 1 sample`,
    })
  })

  test('of several, those that cannot be read are told of and left out', async () => {
    expect(await summary(file('one'), file('gone'), file('text'))).toEqual([1, '', ''])
    expect(said.mock.calls.map(([line]) => line)).toEqual([
      expect.stringContaining(`no such file or directory, open '${file('gone')}'`),
      expect.stringContaining(`${file('text')}: `),
      'Fetched 1 source profiles out of 3',
    ])
    await expect(read(`-base=${file('gone')}`, file('one'))).rejects.toThrow('no such file')
    await expect(read(file('gone'), file('text'))).rejects.toThrow('failed to fetch any source')
  })
})

describe('an execution trace', () => {
  const trace = fileURLToPath(new URL('../../fixtures/traces/mutex.trace', import.meta.url))

  test('gives the profile that -trace names', async () => {
    const of = async (kind: string) => (await read(`-trace=${kind}`, trace)).samples.count
    expect(await of('sync')).toBeGreaterThan(1)
    expect(await of('net')).toBe(0)
  })

  test('asks for one otherwise', async () => {
    await expect(read(trace)).rejects.toMatchObject({ kind: 'several' })
  })

  test('is what -trace is for', async () => {
    await expect(read('-trace=sync', file('one'))).rejects.toMatchObject({
      kind: 'not-a-profile',
      message: expect.stringContaining('This is no execution trace.'),
    })
  })
})
