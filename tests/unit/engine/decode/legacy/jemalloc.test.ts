import { expect, test } from 'vitest'
import { jemallocHeap as format } from '../../../../../src/engine/decode/legacy/jemalloc.ts'
import {
  bytes,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
  wildFile,
} from '../formats.ts'
import { mappings, samples, types } from './decoded.ts'

const text = new TextDecoder().decode(fixture('jemalloc.heap'))

/** What jeprof makes of objects and bytes that were sampled. */
function adjusted(count: number, size: number, rate: number): [number, number] {
  const scale = count === 0 ? 0 : 1 / (1 - Math.exp(-size / count / rate))
  return [Math.round(count * scale), Math.round(size * scale)]
}

test('stacks, figures scaled to what was allocated, mappings', async () => {
  const profile = await decodeOne(format, fixture('jemalloc.heap'))
  expect(types(profile)).toEqual([
    'alloc_objects/count',
    'alloc_space/bytes',
    'inuse_objects/count',
    'inuse_space/bytes',
  ])
  // By jeprof's arithmetic in Perl.
  expect(samples(profile)).toEqual([
    '3055 15276967 2107 10535839: 0x55d0a0401010, 0x55d0a040201f [bytes=5000]',
    '9935 5245520 9935 5245520: 0x55d0a0401090, 0x55d0a040201f [bytes=528]',
    '1 1213269 1 1213269: 0x7f0000000abc, 0x55d0a040108f, 0x55d0a040201f [bytes=1049296]',
    '49154 1572912 0 0: 0x55d0a0402020 [bytes=32]',
  ])
  expect(mappings(profile)).toEqual([
    '0x55d0a0400000-0x55d0a0500000 +0x0 /usr/bin/server',
    '0x7f0000000000-0x7f0000100000 +0x1000 /usr/lib/libz.so.1',
  ])
  expect(profile.header).toMatchObject({
    period: 524288n,
    periodType: { type: 'space', unit: 'bytes' },
  })
  expect(profile.warnings).toEqual([])
})

test('without figures of what was ever allocated there are two types', async () => {
  const now = text.replace(/\[\d+: \d+\]/g, '[0: 0]')
  const profile = await decodeOne(format, now)
  expect(types(profile)).toEqual(['inuse_objects/count', 'inuse_space/bytes'])
  expect(sums(profile)).toEqual([2107 + 9935 + 1, 10535839 + 5245520 + 1213269])
  // Rate 0: everything was recorded.
  const all = await decodeOne(format, now.replace('heap_v2/524288', 'heap_v2/0'))
  expect(sums(all)).toEqual([31, 1154576])
})

test('one that is cut short, broken or empty', async () => {
  const cut = await decodeOne(format, text.slice(0, text.indexOf('MAPPED')))
  expect(cut.warnings).toEqual(['The dump ends before its memory map: addresses have no binary.'])
  const inLine = await decodeOne(format, text.slice(0, text.indexOf('[10: 5280]')))
  expect(inLine.samples.count).toBe(1)
  const broken = await failure(format, text.replace('t*: 10: 5280', 't*: ten: 5280'))
  expect(broken.message).toContain('line 10 is “t*: ten: 5280 [10: 5280]”')
  expect((await failure(format, 'heap_v2/524288\n  t*: 0: 0 [0: 0]\n')).kind).toBe('empty')
  expect(format.recognizes(bytes('heap profile: 1: 2 [3: 4] @ heap_v2/524288\n'))).toBe(false)
})

test('any change of a dump gives null, a profile or a ProfileError', async () => {
  await expectTotal(format, [fixture('jemalloc.heap')])
})

const small = wildFile('12-jemalloc.heap')
test.skipIf(!small)('a small dump', async () => {
  const profile = await decodeOne(format, small!)
  const [a, b] = [adjusted(20, 100000, 524288), adjusted(8, 6496, 524288)]
  expect(sums(profile)).toEqual([a[0] + b[0], a[1] + b[1]])
})

const real = wildFile('jemalloc.heap_v2.txt')
test.skipIf(!real)('a real dump: the sums of its lines', async () => {
  const profile = await decodeOne(format, real!)
  expectHoldsTogether(profile)
  const body = new TextDecoder().decode(real!)
  const lines = body.slice(body.indexOf('@')).matchAll(/t\*: (\d+): (\d+) \[/g)
  const wanted = [0, 0]
  for (const [, count, size] of lines) {
    adjusted(Number(count), Number(size), 1048576).forEach((value, i) => {
      wanted[i]! += value
    })
  }
  expect(sums(profile)).toEqual(wanted)
})
