import { describe, expect, test, vi } from 'vitest'
import { v8CpuProfile as cpu } from '../../../../src/engine/decode/v8/cpu-profile.ts'
import { v8HeapProfile as heap } from '../../../../src/engine/decode/v8/heap-profile.ts'
import {
  bytes,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
} from './formats.ts'
import { samples, types } from './legacy/decoded.ts'

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const text = (name: string) => new TextDecoder().decode(fixture(name))
const file = '/srv/shop app/server.js'

describe('CPU profiles', () => {
  test('samples last until the next one, in the order of their times', async () => {
    const profile = await decodeOne(cpu, fixture('v8.cpuprofile'))
    expect(types(profile)).toEqual(['samples/count', 'wall/microseconds'])
    // Times: 1500 idle, 2500 serve, 3500 leaf, 5500 leaf, 7000 gc, 6500 leaf, 9000 program.
    expect(samples(profile)).toEqual([
      '1 0: (program) :0',
      '1 1000: (idle) :0',
      '1 2000: (garbage collector) :0',
      `1 1000: serve ${file}:10`,
      `2 2333: (anonymous) ${file}:22, serve ${file}:10`,
      `1 1167: (anonymous) ${file}:24, serve ${file}:10`,
    ])
    expect(sums(profile)).toEqual([7, 9000 - 1500])
    expect(profile.header.durationNanos).toBe(8_000_000n)
    expectHoldsTogether(profile)
  })

  test('the older form, with seconds and lines from 1', async () => {
    const profile = await decodeOne(cpu, fixture('v8.old.cpuprofile'))
    const app = 'http://localhost/app.js'
    expect(samples(profile)).toEqual([
      `1 1000: main ${app}:3`,
      `2 2000: read ${app}:7, main ${app}:3`,
      '1 1000: (idle) :0',
    ])
    expect(profile.header.durationNanos).toBe(4_000_000n)
  })

  test('without samples the counts share the time', async () => {
    const bare = JSON.parse(text('v8.cpuprofile'))
    delete bare.samples
    delete bare.timeDeltas
    const profile = await decodeOne(cpu, JSON.stringify(bare))
    expect(sums(profile)[0]).toBe(7)
    expect(Math.abs(sums(profile)[1]! - 8000)).toBeLessThan(7)
  })

  test('the inspector’s answer, nodes with their parent', async () => {
    const whole = samples(await decodeOne(cpu, fixture('v8.cpuprofile')))
    const answer = `{"id":3,"result":{"profile":${text('v8.cpuprofile')}}}`
    expect(samples(await decodeOne(cpu, answer))).toEqual(whole)
    const linked = JSON.parse(text('v8.cpuprofile'))
    for (const node of linked.nodes) {
      delete node.children
      if (node.id > 1) node.parent = node.id === 6 ? 5 : 1
    }
    expect(samples(await decodeOne(cpu, JSON.stringify(linked)))).toEqual(whole)
  })

  test('what does not hold together is told', async () => {
    const broken = (change: string, to: string) =>
      failure(cpu, text('v8.cpuprofile').replace(change, to))
    expect((await broken('"hitCount": 3,', '"hitCount": 3, "children": [5],')).message).toContain(
      'two callers',
    )
    const profile = JSON.parse(text('v8.cpuprofile'))
    profile.samples[2] = 99
    const missing = await failure(cpu, JSON.stringify(profile))
    expect(missing.message).toContain('sample 2 refers to node 99')
    const cut = await failure(cpu, text('v8.cpuprofile').slice(0, -30))
    expect(cut.message).toMatch(/^This CPU profile of V8 cannot be read: /)
  })

  test('other JSON is not taken for one', async () => {
    expect(cpu.recognizes(bytes('{"snapshot":{},"nodes":[1],"edges":[],"startTime":1}'))).toBe(
      false,
    )
    expect(cpu.recognizes(bytes('{"traceEvents":[]}'))).toBe(false)
    await expect(decodeOne(cpu, '{"nodes":[{"id":1}],"startTime":1}')).rejects.toThrow(
      'turned down',
    )
    // Neither is what has such keys and is cut short: it would be named for what it is not.
    for (const other of ['{"profile":{"a":1}}', '{"result":[1,', '{"head":{"sha":"1"},"x":[']) {
      expect(cpu.recognizes(bytes(other)), other).toBe(false)
      expect(heap.recognizes(bytes(other)), other).toBe(false)
    }
  })

  test('a deep tree takes linear time, a bottomless one is refused', async () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => ({
      id: i + 1,
      callFrame: { functionName: `f${i % 100}`, url: '', lineNumber: 1 },
      children: i < 99_999 ? [i + 2] : [],
    }))
    const deep = { nodes, startTime: 0, endTime: 10, samples: [100_000], timeDeltas: [1] }
    const before = performance.now()
    expect(sums(await decodeOne(cpu, JSON.stringify(deep)))).toEqual([1, 9])
    expect(performance.now() - before).toBeLessThan(10_000)
    const nested = '{"id":1,"functionName":"f","children":['.repeat(15_000)
    const error = await failure(cpu, `{"startTime":1,"head":${nested}${']}'.repeat(15_000)}}`)
    expect(error.kind).toBe('too-large')
  })
})

describe('heap profiles', () => {
  test('bytes in use by call, and how many samples told of them', async () => {
    const profile = await decodeOne(heap, fixture('v8.heapprofile'))
    expect(types(profile)).toEqual(['samples/count', 'inuse_space/bytes'])
    expect(samples(profile)).toEqual([
      `1 1000: serve ${file}:10`,
      `2 524288: fill ${file}:20, serve ${file}:10`,
    ])
    const bare = JSON.parse(text('v8.heapprofile'))
    delete bare.samples
    const alone = await decodeOne(heap, JSON.stringify(bare))
    expect(types(alone)).toEqual(['inuse_space/bytes'])
    expect(sums(alone)).toEqual([525288])
  })

  test('one without samples is told', async () => {
    const empty =
      '{"head":{"callFrame":{"functionName":"(root)"},"selfSize":0,"id":1,"children":[]},"samples":[]}'
    expect((await failure(heap, empty)).kind).toBe('empty')
  })
})

test('any change of a file gives null, a profile or a ProfileError', async () => {
  await expectTotal(cpu, ['v8.cpuprofile', 'v8.old.cpuprofile'].map(fixture))
  await expectTotal(heap, [fixture('v8.heapprofile')])
})
