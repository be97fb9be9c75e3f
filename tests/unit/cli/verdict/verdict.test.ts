import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { main } from '../../../../src/cli/main.ts'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import { tarOf } from '../../../fixtures/archives.ts'
import { arrive, steady } from '../../../verdicts/parts.ts'
import { type Recording, record } from '../../../verdicts/record.ts'
import type { Place, Scenario } from '../../../verdicts/scenario.ts'

// From the files on a command line to what is printed and the exit code.

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flamedrop-verdict-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => {
  said.mockClear()
  process.exitCode = undefined
  // Each run of the command looks at it by itself.
  process.stdout.removeAllListeners('error')
})

const idle: Place = { name: 'main.idle', behaviours: [steady(30)], state: 'select' }
const stuck: Place = {
  ...{ name: 'main.stuck', state: 'chan send' },
  behaviours: [arrive(0.5, { even: true })],
}

function series(form: Scenario['form'], ...places: Place[]): Recording[] {
  const times = [100, 110, 120, 130, 140, 150]
  return record({ form, times, starts: [0], places, subject: places[0]!.name }, 7)
}

/** Writes files, each with its time. @returns their names */
function write(files: readonly Recording[], prefix: string): string[] {
  return files.map(({ name, bytes, taken }) => {
    const path = join(folder, prefix + name)
    writeFileSync(path, bytes)
    utimesSync(path, taken / 1000, taken / 1000)
    return path
  })
}

async function run(...args: string[]): Promise<{ code: unknown; out: string; errors: string }> {
  const out: string[] = []
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    out.push(String(text))
    const done = rest.at(-1)
    if (typeof done === 'function') (done as () => void)()
    return true
  })
  try {
    await main(['-verdict', ...args], () => '')
  } finally {
    stdout.mockRestore()
  }
  const errors = said.mock.calls.map(([line]) => String(line)).join('\n')
  return { code: process.exitCode, out: out.join(''), errors }
}

describe('the verdict on files', () => {
  test('accuses what leaks, with exit code 3', async () => {
    const { code, out } = await run(...write(series('goroutine', stuck, idle), 'leak.'))
    expect(out).toMatch(
      /^leaks {4}main\.stuck {2}\/srv\/app\/stuck\.go:20 {2}main\.stuck \(stuck\.go:20, \S.*\) leaks goroutines: 50 → 75 goroutines over 6 snapshots in 50 s, about 30 more per minute.*\n$/,
    )
    expect(code).toBe(3)
  })

  test('says that nothing grows, with exit code 0', async () => {
    const { code, out } = await run(...write(series('goroutine', idle), 'sound.'))
    expect(out).toBe('nothing  Nothing grows over 6 snapshots: 30 → 30 goroutines in all.\n')
    expect(code).toBe(0)
  })

  test('takes snapshots in the order of their times', async () => {
    const files = write(series('goroutine', stuck, idle), 'order.')
    expect((await run(...files.toReversed())).out).toBe((await run(...files)).out)
  })

  test('goes by the arguments where times are not known: several dumps in one file', async () => {
    const dumps = series('dump', stuck, idle).map(({ bytes }) => ({ bytes }))
    const log = join(folder, 'log.tar')
    writeFileSync(log, tarOf(dumps.map(({ bytes }, at) => ({ name: `${at}.txt`, content: bytes }))))
    const { code, out } = await run('-json', log)
    const document = JSON.parse(out)
    expect(document.series.snapshots.map(({ name }: { name: string }) => name)).toEqual(
      dumps.map((_, at) => `${log}#${at + 1}`),
    )
    expect(document.findings[0]).toMatchObject({ kind: 'leaks', rate: { per: 'snapshot' } })
    expect(code).toBe(3)
    // Backwards there are ever fewer of them.
    const parts = dumps.map((_, at) => `${log}#${at + 1}`).toReversed()
    expect((await run(...parts)).out).toMatch(/^nothing /)
  })

  test('prints one JSON document', async () => {
    const files = write(series('goroutine', stuck, idle), 'json.')
    const { code, out } = await run('-json', ...files)
    const document = JSON.parse(out)
    expect(document).toMatchObject({
      verdict: 'leaks',
      series: {
        ...{ program: 'server', type: 'goroutine', unit: 'count', placesAre: 'seconds' },
        snapshots: [{ name: files[0], at: 0, total: 80 }, { at: 10 }, {}, {}, {}, { at: 50 }],
      },
      findings: [
        {
          ...{ kind: 'leaks', function: 'main.stuck', file: '/srv/app/stuck.go', line: 20 },
          ...{ since: files[0], first: 50, last: 75, growth: 25, nextMeasurement: '' },
          piece: { from: files[0], to: files[5], snapshots: 6 },
          rate: { value: 30, per: 'minute', text: 'about 30 more per minute' },
          sureness: { level: 'sure' },
          evidence: expect.arrayContaining([expect.stringContaining('goroutines: 50 → 55')]),
          sentence: expect.stringContaining('main.stuck (stuck.go:20'),
        },
      ],
    })
    expect(document.profile).toBeUndefined()
    expect(code).toBe(3)
  })

  test('of one snapshot tells what it says by itself', async () => {
    const [file] = write(series('goroutine', stuck, idle).slice(0, 1), 'one.')
    const { code, out } = await run(file!)
    expect(out.split('\n')[0]).toMatch(/^nothing {2}One snapshot says/)
    expect(out).toContain('1. ')
    expect(JSON.parse((await run('-json', file!)).out).profile).not.toHaveLength(0)
    expect(code).toBe(0)
  })

  test('of one snapshot accuses what the runtime itself has found', async () => {
    const builder = new ProfileBuilder([{ type: 'goroutineleak', unit: 'count' }])
    const name = builder.addFunction({ name: 'main.stuck', file: '/srv/app/stuck.go' })
    builder.addSample([builder.addLocation({ lines: [{ function: name, line: 24 }] })], [3])
    const bytes = Buffer.concat([...encodeProto(builder.build())])
    const { code, out } = await run(...write([{ name: 'pb', bytes, taken: 1000 }], 'proof.'))
    expect(out).toMatch(/^leaks {4}main\.stuck {2}\/srv\/app\/stuck\.go:24 /)
    expect(code).toBe(3)
  })

  test('heeds filters', async () => {
    const files = write(series('goroutine', stuck, idle), 'filters.')
    expect((await run('-ignore=stuck', ...files)).out).toMatch(/^nothing /)
  })

  test('lets no name begin a line or speak to the terminal', async () => {
    const named = { ...stuck, name: 'main.a\nleaks  main.innocent\u001b[2J' }
    const { out } = await run(...write(series('goroutine', named, idle), 'names.'))
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    expect(out).not.toContain('\u001b')
  })
})

describe('bad input has exit code 2', () => {
  test('a file that is not there, or is no profile, is named', async () => {
    const [file] = write(series('goroutine', idle), 'good.')
    const missing = await run(file!, join(folder, 'missing'))
    expect([missing.code, missing.out]).toEqual([2, ''])
    expect(missing.errors).toContain(join(folder, 'missing'))
    const bad = join(folder, 'bad.txt')
    writeFileSync(bad, 'dear diary')
    const unreadable = await run(file!, bad)
    expect(unreadable.code).toBe(2)
    expect(unreadable.errors).toContain(`${bad}: `)
  })

  test('of several programs and kinds it says which belong together', async () => {
    const heap = { ...idle, size: 4096 }
    const goroutines = write(series('goroutine', idle).slice(0, 2), 'mixed.')
    const heaps = write(series('heap', heap).slice(0, 2), 'mixed.')
    const { code, out, errors } = await run(...goroutines, ...heaps)
    expect([code, out]).toEqual([2, ''])
    expect(errors).toContain(
      `server (goroutine): ${goroutines.join(' ')}\n  server (alloc_objects, alloc_space, inuse_objects, inuse_space): ${heaps.join(' ')}`,
    )
  })

  test.each([
    [[], 'no profile source specified'],
    [['-top', 'a'], 'must set at most one output format'],
    [['-http=:0', 'a'], '-http is not compatible'],
    [['-base=b', 'a'], '-verdict takes snapshots and cannot have a base'],
    [['-every=10', 'heap.pb.gz'], '-every and -count need one address'],
    [['-every=soon', 'localhost:1/debug/pprof/heap'], 'invalid value "soon" for flag -every'],
    [['-count=0', 'localhost:1/debug/pprof/heap'], '-count takes 1 to 1000 snapshots'],
    [['-every=10', 'localhost:1'], 'CPU profiles have no leaks'],
  ])('%j', async (args, message) => {
    const { code, errors } = await run(...args)
    expect(errors).toContain(message)
    expect(code).toBe(2)
  })
})
