import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readGoroutine } from '../../../../src/engine/decode/goroutine-dump/block.ts'
import { readStatus } from '../../../../src/engine/decode/goroutine-dump/status.ts'
import { loadProfile, readProfiles } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import { CancelledError, ProfileError } from '../../../../src/engine/profile/error.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url))

async function open(text: string | Uint8Array): Promise<Profile> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return (await loadProfile(bytes)).profile
}

function traces(profile: Profile, options: Partial<Options> = {}): string {
  const all = { ...DEFAULT_OPTIONS, ...options }
  return Array.from(report(profile, { name: 'traces', options: all }) as Iterable<string>).join(
    '\n',
  )
}

/** Each sample as `count × innermost < … < outermost`. */
function stacks(profile: Profile, keep: (name: string) => boolean = () => true): string[] {
  const { samples, stacks, locations, lines, functions, strings } = profile
  return Array.from(samples.stack, (stack, sample) => {
    const frames: string[] = []
    for (let node = stack; node > 0; node = stacks.parent[node]!) {
      const location = stacks.location[node]!
      for (let i = locations.firstLine[location]!; i < locations.firstLine[location + 1]!; i++) {
        const name = strings.get(functions.name[lines.function[i]!]!)
        if (keep(name)) frames.push(`${name}:${lines.line[i]}`)
      }
    }
    return `${samples.values[0]![sample]} × ${frames.join(' < ')}`
  })
}

const TWO = `goroutine 1 [running]:
main.main()
	/srv/main.go:7 +0x1d

goroutine 18 [chan receive, 3 minutes]:
main.(*queue).next(...)
	/srv/queue.go:12
main.work(0xc000012345, {0x2, 0x3?}, ...)
	/srv/main.go:21 +0x45
created by main.main in goroutine 1
	/srv/main.go:6 +0x11
`
const TWO_STACKS = ['1 × main.main:7', '1 × main.(*queue).next:12 < main.work:21']

describe('a dump of goroutines (debug=2)', () => {
  test('is a profile of goroutines, their states as labels', async () => {
    const profile = await open(TWO)
    expect(profile.sampleTypes).toEqual([{ type: 'goroutine', unit: 'count' }])
    expect(stacks(profile)).toEqual(TWO_STACKS)
    expect(traces(profile)).toBe(`Type: goroutine
-----------+-------------------------------------------------------
     state:  running
         1   main.main
-----------+-------------------------------------------------------
     state:  chan receive
created by:  main.main
      wait:  3
         1   main.(*queue).next (inline)
             main.work
-----------+-------------------------------------------------------`)
    expect(profile.warnings).toEqual([])
  })

  test('can be filtered by what it says', async () => {
    const left = traces(await open(TWO), { tagfocus: 'wait=2minutes:' })
    expect(left).toContain('main.work')
    expect(left).not.toContain('main.main\n---')
  })

  test('counts goroutines that differ in nothing but id and arguments as one sample', async () => {
    const goroutine = (id: number) =>
      `goroutine ${id} [chan send]:\nmain.leak(0xc0000${id}?)\n\t/srv/main.go:32 +0x25\n\n`
    const profile = await open([7, 8, 9].map(goroutine).join(''))
    expect(stacks(profile)).toEqual(['3 × main.leak:32'])
    const { first, id, offset, text } = profile.samples.goroutines!
    expect([...first]).toEqual([0, 3])
    expect([...id]).toEqual([7, 8, 9])
    expect(readGoroutine(text!, offset[1]!)).toEqual({
      header: 'goroutine 8 [chan send]:',
      calls: [{ text: 'main.leak(0xc00008?)', place: '/srv/main.go:32 +0x25' }],
    })
  })

  test('says where the runtime leaves out frames, or has none', async () => {
    const profile = await open(`goroutine 1 [running]:
	goroutine running on other thread; stack unavailable
created by main.main
	/srv/main.go:6 +0x11

goroutine 2 [select]:
main.down(0x1)
	/srv/main.go:9 +0x2
...additional frames elided...
created by main.main
	/srv/main.go:6 +0x11

goroutine 3 [select]:
main.down(0x1)
	/srv/main.go:9 +0x2
...23 frames elided...
main.main()
	/srv/main.go:7 +0x1d
`)
    expect(stacks(profile)).toEqual([
      '1 × (stack unavailable):0',
      '1 × main.down:9 < (frames elided):0',
      '1 × main.down:9 < (frames elided):0 < main.main:7',
    ])
  })

  test('of a crash has registers, C functions, the panic and ancestors', async () => {
    const profile = await open(`panic: boom

goroutine 1 gp=0xc000002380 m=0 mp=0x5b0d40 [running]:
panic({0x45d3a0?, 0x4b1e20?})
	/usr/local/go/src/runtime/panic.go:804 +0x168 fp=0xc00004c7d8 sp=0xc00004c790 pc=0x4a1b2c
main.f(...)
	/srv/main.go:4
x_cgo_call
	/srv/x.c:9 pc=0x4a1b2c
created by main.g in goroutine 5
	/srv/main.go:3 +0x9
[originating from goroutine 5]:
main.g()
	/srv/main.go:2 +0x9

goroutine 0 gp=0x5b0d40 m=nil [idle]:
runtime.futex()
	/usr/local/go/src/runtime/sys_linux_amd64.s:557 +0x21

rax    0xca
exit status 2
`)
    expect(stacks(profile)).toEqual([
      '1 × runtime.gopanic:804 < main.f:4 < x_cgo_call:9',
      '1 × runtime.futex:557',
    ])
  })

  test('that is cut short keeps what is whole, and says so', async () => {
    const profile = await open(TWO.slice(0, TWO.indexOf('\t/srv/main.go:21')))
    expect(stacks(profile)).toEqual(['1 × main.main:7', '1 × main.(*queue).next:12'])
    expect(profile.warnings).toEqual([
      'The text ends in the middle of a stack: the last goroutine may lack calls.',
    ])
  })

  test('that stands twice in a text is two snapshots, named by their times', async () => {
    const at = (time: string) => `2026-11-21T06:${time}Z dump\n${TWO}\n`
    const text = new TextEncoder().encode(at('46:44.5') + at('47:01'))
    const { profiles } = await readProfiles(text)
    expect(profiles.map(({ name }) => name)).toEqual([
      'snapshot 1 of 2, 2026-11-21 06:46:44',
      'snapshot 2 of 2, 2026-11-21 06:47:01',
    ])
    for (const { profile } of profiles) {
      expect(stacks(profile)).toEqual(TWO_STACKS)
      expect(profile.warnings).toEqual([])
    }
    const [first, second] = profiles.map(({ profile }) => profile.header.timeNanos)
    expect(second! - first!).toBe(16_500_000_000n)
  })

  test('of many megabytes is read in pieces, with progress, until it is cancelled', async () => {
    // Of a length that puts the ends of pieces everywhere.
    const noise = 'x'.repeat(977)
    const text = new TextEncoder().encode(`${noise}\n${TWO}\n`.repeat(5000))
    const seen: number[] = []
    const { profile } = await loadProfile(text, {
      checkpoint: async (phase, done, total) => {
        expect([phase, total]).toEqual(['decode', text.length])
        seen.push(done)
      },
    })
    expect([...profile.samples.values[0]!]).toEqual([5000, 5000])
    expect(seen.length).toBeGreaterThanOrEqual(3)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const cancel = async () => {
      throw new CancelledError()
    }
    await expect(loadProfile(text, { checkpoint: cancel })).rejects.toThrow(CancelledError)
  })
})

describe('a dump in a log', () => {
  const prefixed = (prefix: (line: number) => string): string =>
    TWO.trimEnd()
      .split('\n')
      .map((line, i) => prefix(i) + line)
      .join('\n')

  test.each([
    ['behind other text', `listening on :80\npanic: boom\n\n${TWO}\nexit status 2\n`],
    ['behind JSON', `{"level":"info"}\n{"level":"error"}\n${TWO}`],
    ['with the line ends of Windows', TWO.replaceAll('\n', '\r\n')],
    ['behind the time that log.Print puts before it', `2026/11/21 06:46:44 ${TWO}`],
    ['with a container before each line', prefixed(() => 'web-1  | ')],
    ['with a time before each line', prefixed((i) => `2026-11-21T06:46:${10 + i}.${i}5Z `)],
    [
      'among the lines of another container',
      prefixed((i) => `${i % 3 === 1 ? 'db-1 | checkpoint\n' : ''}web-1 | `),
    ],
    ['without the spaces that end lines', prefixed(() => 'web-1 | ').replaceAll(/ +$/gm, '')],
    ['indented', prefixed(() => '    ')],
    ['in color', `\x1b[31mboom\x1b[0m\n${TWO}`],
  ])('is found: %s', async (_where, text) => {
    expect(stacks(await open(text))).toEqual(TWO_STACKS)
    expect(stacks(await open(gzipSync(text)))).toEqual(TWO_STACKS)
  })

  test('is not taken from a sentence about a goroutine', async () => {
    const error = await open('deadlock: goroutine 5 [running]:\nsee above\n').catch(
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(ProfileError)
  })

  test('is looked for in linear time, even where every word could be one', async () => {
    const line = 'goroutine 1 [running] '.repeat(200_000)
    const started = performance.now()
    expect(stacks(await open(`${line}\n${TWO}`))).toEqual(TWO_STACKS)
    // Quadratic would be minutes.
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('can be of the form that counts (debug=1)', async () => {
    const counts =
      'goroutine profile: total 4\n3 @ 0x11 0x21\n#\t0x10\tmain.f+0x1\t/a.go:1\n\n1 @ 0x31\n'
    const alone = stacks(await open(counts))
    expect(alone).toEqual(['3 × main.f:1 < runtime.goexit:0', '1 × '])
    expect(stacks(await open(`GET /\n{"total":4}\n${counts}\nGET /: ok\n`))).toEqual(alone)
    const none = await open('took goroutine profile: total 4\nok\n').catch((e: unknown) => e)
    expect(none).toMatchObject({ kind: 'not-a-profile' })
  })
})

test('the status says state, wait and more', () => {
  const text = (status: string): string =>
    readStatus(status)
      .map((label) => `${label.key}=${'text' in label ? label.text : label.number}`)
      .join()
  expect(text('running]')).toBe('state=running')
  expect(text('chan receive (nil chan), 892 minutes, locked to thread]')).toBe(
    'state=chan receive (nil chan),wait=892,locked to thread=yes',
  )
  expect(text('select (no cases) (scan), 1 minutes]')).toBe('state=select (no cases),wait=1')
  expect(text('select (durable), synctest bubble 12]')).toBe(
    'state=select,durable=yes,synctest bubble=12',
  )
  expect(text('chan send (leaked)] {route: "GET /a\\"b", tenant: green}')).toBe(
    'state=chan send,leaked=yes,route=GET /a"b,tenant=green',
  )
  expect(text('running labels:{"a": "b"}]')).toBe('state=running,a=b')
})

test('has the stacks that the binary form has, taken a moment apart', async () => {
  const dump = await open(fixture('goroutine.debug2.txt'))
  const binary = await open(fixture('profiles/goroutine.4.pb.gz'))
  const total = dump.samples.values[0]!.reduce((sum, count) => sum + count, 0)
  expect(total).toBe(
    fixture('goroutine.debug2.txt')
      .toString()
      .match(/^goroutine /gm)!.length,
  )
  expect(dump.samples.goroutines!.id).toHaveLength(total)
  // A dump leaves out the runtime's own functions.
  const known = stacks(binary, (name) => !name.startsWith('runtime.'))
  const waiting = stacks(dump).filter((stack) => /main\.(leak|grow|waitForever|main:)/.test(stack))
  expect(waiting).toHaveLength(5)
  const withoutCount = (stack: string): string => stack.replace(/^\d+ × /, '')
  for (const stack of waiting) expect(known.map(withoutCount)).toContain(withoutCount(stack))
  const [forever] = waiting.filter((stack) => stack.includes('waitForever'))
  expect(forever).toMatch(/^12 × /)
  expect(known).toContain(forever)
})
