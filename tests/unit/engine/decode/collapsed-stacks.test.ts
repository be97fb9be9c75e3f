import { expect, test, vi } from 'vitest'
import { collapsedStacks as format } from '../../../../src/engine/decode/collapsed-stacks/index.ts'
import {
  bytes,
  decodeAll,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
  wildFile,
} from './formats.ts'
import { samples, types } from './legacy/decoded.ts'

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

test('reads frames, counts and inlined calls', async () => {
  const profile = await decodeOne(format, fixture('collapsed.folded.txt'))
  expect(types(profile)).toEqual(['samples/count'])
  expect(samples(profile)).toEqual([
    '7: parse json :0, http serve :0, main :0, server :0',
    '3: read string :0, parse json :0, http serve :0, main :0, server :0',
    '2: utf8 next :0, read string :0, parse json :0, http serve :0, main :0, server :0',
    '4: sys_read_[k] :0, http serve :0, main :0, server :0',
    '5: com/example/Shop:.sell_[j] :0, Interpreter_[j] :0, server :0',
    '1: idle :0',
  ])
  // An inlined call shares the location of its caller.
  const lengths = Array.from(
    { length: profile.locations.count },
    (_, l) => profile.locations.firstLine[l + 1]! - profile.locations.firstLine[l]!,
  )
  expect(lengths.filter((length) => length > 1).sort()).toEqual([2, 3])
  expect(profile.warnings).toEqual([])
})

test('names stay as the text has them', async () => {
  const name = 'std::vector<int, std::allocator<int> >::push_back(int&&)'
  const profile = await decodeOne(format, `main;${name} 3\n`)
  const { functions, strings } = profile
  expect(Array.from(functions.name, (n) => strings.get(n))).toEqual(['main', name])
  expect(Array.from(functions.systemName, (n) => strings.get(n))).toEqual(['', ''])
})

test('two counts on every line are two profiles', async () => {
  const both = await decodeAll(format, fixture('collapsed.diff.folded.txt'))
  expect([...both.keys()]).toEqual(['before', 'after'])
  expect(samples(both.get('before')!)).toEqual([
    '3: read :0, serve :0, main :0',
    '4: gc :0, main :0',
  ])
  expect(samples(both.get('after')!)).toEqual([
    '5: read :0, serve :0, main :0',
    '2: write :0, serve :0, main :0',
  ])
  // Where one line has one count, the number before it belongs to the frame.
  const one = await decodeOne(format, 'main;thread 3 5\nmain;gc 4\n')
  expect(samples(one)).toEqual(['5: thread 3 :0, main :0', '4: gc :0, main :0'])
})

test('carriage returns, no line end, signs, fractions', async () => {
  const text = 'a;b -3\r\na;c +4\r\na 5'
  expect(samples(await decodeOne(format, text))).toEqual([
    '-3: b :0, a :0',
    '4: c :0, a :0',
    '5: a :0',
  ])
  const thousandths = await decodeOne(format, 'a;b 1.5\na;c .25\na;d 2.000\n')
  expect(types(thousandths)).toEqual(['samples/thousandths'])
  expect(sums(thousandths)).toEqual([3750])
  expect(thousandths.warnings).toEqual([
    'The counts have fractions: they are shown in thousandths.',
  ])
  expect(sums(await decodeOne(format, 'a;b 1e3\na;c 2.0\n'))).toEqual([1002])
  expect(sums(await decodeOne(format, 'a;b 2.5e-5\n'))).toEqual([25])
})

test('a frame without a name, and one that many lines share', async () => {
  expect(samples(await decodeOne(format, 'a;;b 1\n;c 2\n'))).toEqual([
    '1: b :0, (no name) :0, a :0',
    '2: c :0, (no name) :0',
  ])
  // The shorter stack of the second line is no part of the first one's frame.
  expect(samples(await decodeOne(format, 'a;bc 1\na;b 2\na;b;d 3\na 4\n'))).toEqual([
    '1: bc :0, a :0',
    '2: b :0, a :0',
    '3: d :0, b :0, a :0',
    '4: a :0',
  ])
})

test('a few lines that are no stacks are told, many are refused', async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `main;f${i} ${i + 1}`)
  const told = await decodeOne(format, [...lines, 'main;cut sho'].join('\n'))
  expect(told.warnings).toEqual([
    '1 of the lines are no stack with a count and are left out, the first is line 21.',
  ])
  const head = `${lines.join('\n')}\n`.repeat(300)
  const error = await failure(format, head + 'no stack\n'.repeat(2000))
  expect(error.message).toContain('line 6001')
  expect(error.offset).toBe(head.length)
})

test('other texts are not recognised', () => {
  for (const text of [
    '',
    'hello 5',
    'GET /a;b HTTP/1.1\nHost: x\nCookie: a=b; c=d\n',
    '{"a;b": 3}\n',
    'int main() {\n  return 0;\n}\n',
    'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\n',
    'a;b\0 3',
  ]) {
    expect(format.recognizes(bytes(text)), text).toBe(false)
  }
})

test('long lines, deep stacks and many lines take linear time', async () => {
  const deep = `${Array.from({ length: 100_000 }, (_, i) => `f${i % 1000}`).join(';')} 1\n`
  const flat = 'main 1\n'.repeat(100_000)
  const inlined = `a${';b_[i]'.repeat(30_000)} 2\n`
  const before = performance.now()
  const profile = await decodeOne(format, deep + flat + deep + inlined)
  expect(sums(profile)).toEqual([100_004])
  expectHoldsTogether(profile)
  expect(performance.now() - before).toBeLessThan(20_000)
})

test('any change of a text gives null, profiles or a ProfileError', async () => {
  const seeds = ['collapsed.folded.txt', 'collapsed.diff.folded.txt'].map(fixture)
  await expectTotal(format, seeds)
})

const vertx = wildFile('vertx.folded.txt')
test.skipIf(!vertx)('a real file: as awk adds it up', async () => {
  const profile = await decodeOne(format, vertx!)
  const lines = new TextDecoder().decode(vertx!).trim().split('\n')
  const total = lines.reduce((sum, line) => sum + Number(/\d+$/.exec(line)![0]), 0)
  expect(sums(profile)).toEqual([total])
  expect(profile.samples.count).toBe(lines.length)
})
