import { expect, test, vi } from 'vitest'
import { perfScript as format } from '../../../../src/engine/decode/perf-script/index.ts'
import {
  bytes,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
} from './formats.ts'
import { labels, mappingFiles, samples, types } from './legacy/decoded.ts'

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new TextDecoder().decode(fixture('perf.script.txt'))

test('stacks, inlined calls, periods, threads', async () => {
  const profile = await decodeOne(format, clock)
  expect(types(profile)).toEqual(['samples/count', 'cpu-clock:u/nanoseconds'])
  const serve = 'parse :0, http::serve(int, char const*) :0, main :0'
  expect(samples(profile)).toEqual([
    `1 250000: ${serve} [comm=server,pid=11254,tid=11260]`,
    `1 250000: ${serve} [comm=server,pid=11254,tid=11260]`,
    '1 250000: ptep_clear_flush :0, 0x7f0000000abc, 0x7f0000000def, main :0 [comm=Web Content,pid=11254,tid=11261]',
    '1 500000: main :0 [comm=server,pid=11254,tid=11260]',
  ])
  // The first mapping names the profile: the program's, not the kernel's.
  const files = mappingFiles(profile)
  expect(profile.strings.get(profile.mappings.file[0]!)).toBe('/usr/bin/server')
  expect(files).toContain('[kernel.kallsyms]')
  expect(files).toContain('/usr/lib/libz.so.1 (deleted)')
  expect(files).toContain(null)
  expect(profile.header.durationNanos).toBe(3500000n)
  expect(profile.warnings).toEqual([])
  expectHoldsTogether(profile)
})

test('several events are sample types; lines of the source', async () => {
  const profile = await decodeOne(format, fixture('perf.events.txt'))
  expect(types(profile)).toEqual(['samples/count', 'cycles:ppp/count', 'instructions/count'])
  expect(profile.defaultSampleType).toBe('cycles:ppp')
  expect(samples(profile)).toEqual([
    '1 10000 0: serve serve.c:12, main main.c:5 [comm=server,tid=11260]',
    '1 0 20000: main main.c:6 [comm=server,tid=11260]',
    '1 30000 0: main main.c:6 [comm=swapper,tid=0]',
  ])
})

test('without periods the samples are counted; of many events each is a label', async () => {
  const plain = clock.replace(/ +\d+ (cpu-clock)/g, ' $1')
  expect(types(await decodeOne(format, plain))).toEqual(['samples/count'])
  const many = Array.from(
    { length: 40 },
    (_, i) =>
      `sh 1 [000] 5.00000${i % 10}: syscalls:event_${i}: arg=${i}\n\t401010 main (/bin/sh)\n`,
  ).join('\n')
  const profile = await decodeOne(format, many)
  expect(types(profile)).toEqual(['samples/count'])
  expect(labels(profile, 7)).toEqual(['comm=sh', 'tid=1', 'event=syscalls:event_7'])
})

test('carriage returns, lines that are neither, one that is cut short', async () => {
  const crlf = await decodeOne(format, clock.replaceAll('\n', '\r\n'))
  expect(samples(crlf)).toEqual(samples(await decodeOne(format, clock)))
  const lost = await decodeOne(format, `${clock}\nCannot open libx.so, skipping\n`)
  expect(lost.warnings).toEqual([
    '1 of the lines are neither events nor frames and are left out, the first is line 20.',
  ])
  const cut = await decodeOne(format, clock.slice(0, clock.indexOf('ptep')))
  expect(cut.samples.count).toBe(3)
  const other = clock.replace(/cpu-clock:u/g, 'PERF_RECORD_EXIT')
  expect((await failure(format, other)).kind).toBe('empty')
})

test('records of other kinds are passed over; the processor’s mode may be printed', async () => {
  const record = 'swapper 0 0.000000: PERF_RECORD_MMAP -1/0: [0xf0(0x12) @ 0xf0]: x [kernel]_text'
  const between = clock.replaceAll('\n\n', `\n\n${record}\n\n`)
  const profile = await decodeOne(format, `${record}\n${between}`)
  expect(samples(profile)).toEqual(samples(await decodeOne(format, clock)))
  expect(profile.warnings).toEqual([])
  const moded = 'sleep 5737 K 7064.237727: 250000 cpu-clock:\n\t401010 main (/bin/sh)\n'
  expect(samples(await decodeOne(format, moded))).toEqual([
    '1 250000: main :0 [comm=sleep,tid=5737]',
  ])
})

test('other texts are not recognised', () => {
  for (const text of [
    '',
    'main;serve 12\n',
    'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\n',
    '2024-01-01 10:00:00.123 worker 12 [003] 5.123456: hello: world\nnothing\n',
    'heap profile: 1: 2 [3: 4] @ heap/32\n',
  ]) {
    expect(format.recognizes(bytes(text)), text).toBe(false)
  }
})

test('long lines and deep stacks take linear time', async () => {
  const frame = '\t55d0a0401010 serve+0x1f (/usr/bin/server)\n'
  const line = `\t55d0a0401010 ${'a/:('.repeat(200_000)} (/usr/bin/server)\n`
  const head = 'server 1/2 [002]  1657.429000:     250000 cpu-clock:u: \n'
  const before = performance.now()
  const profile = await decodeOne(format, head + frame.repeat(50_000) + line)
  expectHoldsTogether(profile)
  expect(sums(profile)).toEqual([1, 250000])
  expect(performance.now() - before).toBeLessThan(10_000)
})

test('any change of a text gives null, a profile or a ProfileError', async () => {
  await expectTotal(format, ['perf.script.txt', 'perf.events.txt'].map(fixture))
})
