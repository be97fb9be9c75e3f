import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { decodeGoroutineDumps } from '../../src/engine/decode/goroutine-dump/index.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../src/engine/progress.ts'
import { type PlainGoroutine, slowGoroutines } from './slow-goroutines.ts'

vi.setConfig({ testTimeout: 60_000 })

const name = fc.constantFrom(
  'main.leak',
  'main.(*registry).put',
  'main.Map[...].each',
  'gopkg.in/yaml%2ev2.unmarshal',
  'panic',
  'main.größe',
)
const args = fc.constantFrom('()', '(0xc000123456, {0x2, 0x3?}, ...)', '(...)', '(_)', '')
const place = fc.constantFrom(
  '\t/srv/main.go:32 +0x25',
  '\t/srv/main.go:33',
  '\tC:/my src/main.go:7 +0x1d fp=0xc00004c7d8 sp=0xc00004c790 pc=0x4a1b2c',
  '        /srv/main.go:32 +0x26',
  '\t/srv/main.go',
)
const call = fc.tuple(name, args, place).map(([func, passed, at]) => `${func}${passed}\n${at}\n`)
const special = fc.constantFrom(
  '...additional frames elided...\n',
  '...23 frames elided...\n',
  '\tgoroutine running on other thread; stack unavailable\n',
  '[originating from goroutine 7]:\n',
  'hm\n',
)
const status = fc.constantFrom(
  '[running]',
  '[chan receive, 3 minutes]',
  '[chan receive (nil chan), 892 minutes, locked to thread]',
  '[select (durable), synctest bubble 1]',
  '[select (no cases) (scan)]',
  '[syscall] {route: "GET /x", tenant: green}',
  '[select, 2 minutes]{"service": "users", "at": "}]:\\""}',
  '[IO wait labels:{"a": "b, c"}, 7 minutes]',
  '[select], 2 minutes {a: b}',
)
const creator = fc.constantFrom(
  '',
  'created by main.main in goroutine 1\n\t/srv/main.go:1 +0x2\n',
  'created by main.main\n\t/srv/main.go:1 +0x2\n',
)
const goroutine = fc
  .tuple(
    fc.nat(20),
    fc.constantFrom('', 'gp=0xc000002380 m=nil ', 'gp=0xc000002380 m=0 mp=0x5b0d40 '),
    status,
    fc.array(fc.oneof({ weight: 6, arbitrary: call }, special), { maxLength: 5 }),
    creator,
  )
  .map(
    ([id, registers, of, calls, by]) =>
      `goroutine ${id} ${registers}${of}:\n${calls.join('')}${by}`,
  )

/** Dumps in logs: with a prefix before each line, other lines between them, other line ends. */
const dump = fc
  .record({
    before: fc.constantFrom('', 'panic: boom\n\n', '2026/11/21 06:46:44 stack: '),
    goroutines: fc.array(goroutine, { minLength: 1, maxLength: 8 }),
    prefix: fc.constantFrom('', '2026-11-21T06:46:44.09Z web-1 | ', '    '),
    other: fc.constantFrom('', '{"level":"info"}\n'),
    suffix: fc.constantFrom('', ' | pod=web-1 seq=4', ' '),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    trimmed: fc.boolean(),
  })
  .map(({ before, goroutines, prefix, suffix, other, lineEnd, trimmed }) => {
    let line = 0
    const prefixed = goroutines.join('\n').replaceAll(/^.*\n/gm, (text) => {
      const own = prefix.replace('44', String(44 + line++))
      const behind = suffix.replace('4', String(line))
      const around = text === '\n' && trimmed ? own.trimEnd() : own + text.slice(0, -1)
      return `${around}${behind}\n${line % 3 ? '' : other}`
    })
    return new TextEncoder().encode((before + prefixed).replaceAll('\n', lineEnd))
  })

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(
    fc.constantFrom('', '\n', '(', ')', ' ', '\t', '[', ']:', 'goroutine 5 [x]:\n', '0', '+', '='),
    fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  ),
})

function damaged(
  bytes: Uint8Array,
  changes: readonly { at: number; remove: number; insert: string }[],
): Uint8Array {
  let left = Buffer.from(bytes)
  for (const { at, remove, insert } of changes) {
    const from = Math.floor(at * left.length)
    left = Buffer.concat([
      left.subarray(0, from),
      Buffer.from(insert, 'latin1'),
      left.subarray(from + remove),
    ])
  }
  return left
}

/** Two headers in one line: `goroutine 0 [selectgoroutine 5 [x]:`. */
const TWO_HEADERS = /goroutine \d[^\n]*goroutine \d/

test('reads of any text what the plain rules say, and no other goroutine', async () => {
  let read = 0
  await fc.assert(
    fc.asyncProperty(dump, fc.array(change, { maxLength: 6 }), async (sound, changes) => {
      const bytes = damaged(sound, changes)
      // Which of two goroutines a line means that a header was written into is anybody's guess.
      fc.pre(!TWO_HEADERS.test(Buffer.from(bytes).toString('latin1')))
      const expected = slowGoroutines(bytes)
      const dumps = (await decodeGoroutineDumps(bytes, noCheckpoint)) ?? []
      expect(sorted(dumps.flatMap(({ profile }) => plain(profile)))).toEqual(sorted(expected))
      read += expected.length
    }),
    { numRuns: 3000 },
  )
  expect(read).toBeGreaterThan(3000)
})

/** What the profile has of each goroutine; samples hold each stack with each labels once. */
function plain(profile: Profile): PlainGoroutine[] {
  const { samples, labels, strings, stacks, locations, lines, functions } = profile
  const { first, id, offset, text: bytes } = samples.goroutines!
  const found: PlainGoroutine[] = []
  const distinct = new Set<string>()
  for (let sample = 0; sample < samples.count; sample++) {
    const stack: string[] = []
    for (let node = samples.stack[sample]!; node > 0; node = stacks.parent[node]!) {
      const location = stacks.location[node]!
      const calls: string[] = []
      for (let i = locations.firstLine[location]!; i < locations.firstLine[location + 1]!; i++) {
        const func = lines.function[i]!
        const file = strings.get(functions.file[func]!)
        const text = strings.get(functions.name[func]!)
        calls.push(/^\(\w+ \w+\)$/.test(text) ? `${text}:0` : `${text} ${file}:${lines.line[i]}`)
      }
      stack.push(calls.join(' + '))
    }
    const set = samples.labelSet[sample]!
    const texts: string[] = []
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const value = labels.unit[i]
        ? `${labels.num[i]} ${strings.get(labels.unit[i]!)}`
        : strings.get(labels.str[i]!)
      texts.push(`${strings.get(labels.key[i]!)}=${value}`)
    }
    distinct.add(`${samples.stack[sample]} ${set}`)
    expect(samples.values[0]![sample]).toBe(first[sample + 1]! - first[sample]!)
    for (let row = first[sample]!; row < first[sample + 1]!; row++) {
      const header = Buffer.from(bytes!.subarray(offset[row])).toString('latin1')
      expect(header).toMatch(new RegExp(`^goroutine 0*${id[row]} `))
      found.push({ id: id[row]!, stack, labels: texts.join(', ') })
    }
  }
  expect(distinct.size).toBe(samples.count)
  return found
}

function sorted(goroutines: readonly PlainGoroutine[]): PlainGoroutine[] {
  const key = (goroutine: PlainGoroutine): string => JSON.stringify(goroutine)
  return [...goroutines].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
