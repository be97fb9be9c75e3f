import { describe, expect, test } from 'vitest'
import {
  readExpvarMemory,
  readMemoryStats,
} from '../../../../../src/engine/decode/legacy/memory-stats.ts'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { printed } from '../../../drawn.ts'
import { decode, failure, samples, types } from './decoded.ts'

describe('heap', () => {
  const header = (kind: string) => `heap profile:  2: 2048 [ 3: 3072] @ ${kind}\n`
  const sample = ' 2: 2048 [ 3: 3072] @ 0x11 0x21\n'

  test('Go: what is in use is that of the caller, as in the binary form', async () => {
    const text = `${header('heap/1')}2: 2048 [3: 3072] @ 0x11 0x21 0x31 0x41 0x51
#\t0x20\tmain.grow+0x1\t/a.go:7
#\t0x30\tmain.main+0x1\t/a.go:9
#\t0x40\truntime.main+0x1\t/usr/local/go/src/runtime/proc.go:1
`
    const { profile } = await loadProfile(new TextEncoder().encode(text))
    expect(printed(profile, 'top').slice(-4)).toEqual([
      '       2kB   100%   100%        2kB   100%  main.grow',
      '         0     0%   100%        2kB   100%  main.main',
      '         0     0%   100%        2kB   100%  runtime.goexit',
      '         0     0%   100%        2kB   100%  runtime.main',
    ])
  })

  test('gperftools: allocations that went beyond 32 bits are left out, which is told', () => {
    const profile = decode(
      `heap profile: 3: 3072 [-2147316050: 188867582594] @ heapprofile
2: 2048 [ 10: 10240] @ 0x11 0x21
1: 1024 [-2147316060: 188867572354] @ 0x31 0x21
`,
    )
    expect(types(profile)).toEqual(['objects/count', 'space/bytes'])
    expect([...profile.samples.values[1]!]).toEqual([2048, 1024])
    expect(profile.warnings).toEqual([
      'The counts of allocations in it are below zero, as gperftools counts them in 32 bits and they went beyond: only what is in use is shown.',
    ])
  })

  test('Go: allocations before what is in use, unsampled with half the printed rate', () => {
    const profile = decode(`${header('heap/1048576')}${sample}#\t0x10\tmain.f+0x1\t/a.go:7\n`)
    expect(types(profile)).toEqual([
      'alloc_objects/count',
      'alloc_space/bytes',
      'inuse_objects/count',
      'inuse_space/bytes',
    ])
    expect(samples(profile)).toEqual([
      '1537 1574400 1025 1049600: main.f /a.go:7, runtime.goexit :0 [bytes=1024]',
    ])
    expect(profile.header.period).toBe(524_288n)
    expect(profile.header.periodType).toEqual({ type: 'space', unit: 'bytes' })
    expect(profile.header.dropFrames).toMatch(/^calloc\|cfree\|.*\|simple_alloc::allocate$/)
    expect(profile.header.keepFrames).toBe(
      'runtime\\.panic|runtime\\.reflectcall|runtime\\.call[0-9]*',
    )
  })

  test('tcmalloc: the kinds differ in rate and sampling', () => {
    const values = (kind: string) => {
      const profile = decode(`${header(kind)}${sample}`)
      return [profile.header.period, ...profile.samples.values.map((column) => column[0])]
    }
    expect(values('heapz_v2/524288')).toEqual([524_288n, 1537, 1574400, 1025, 1049600])
    expect(values('heap_v2/1')).toEqual([1n, 3, 3072, 2, 2048])
    expect(values('heap_v2')).toEqual([0n, 3, 3072, 2, 2048])
    expect(values('heapprofile')).toEqual([1n, 3, 3072, 2, 2048])
    expect(values('growthz')).toEqual([1n, 2, 2048])
    expect(values('fragmentationz')).toEqual([1n, 2, 2048])
  })

  test('what stands behind the stacks about memory is kept', () => {
    const stats = [
      '# runtime.MemStats',
      '# Sys = 168676648',
      '# HeapSys = 149782528',
      '# Stack = 1179648 / 1212416',
      '# NextGC = 163194952',
      '# PauseNs = [22542 385760]',
      '# NumGC = 37',
      '# GCCPUFraction = 0.07498830739484891',
      '# MaxRSS = 106868736',
    ]
    const profile = decode(`${header('heap/1048576')}${sample}\n${stats.join('\n')}\n`)
    expect(profile.memory).toEqual({
      sys: 168676648,
      heapSys: 149782528,
      stack: 1179648,
      nextCollection: 163194952,
      collections: 37,
      maxResident: 106868736,
    })
    expect(decode(`${header('heap/1048576')}${sample}`).memory).toBeUndefined()
  })

  test('is read from its end alone, and from what expvar publishes', () => {
    const end = 'ps = 12\n# HeapSys = 300\r\n# Stack = 7 / 9\n# PauseNs = [1 2]\n# NumGC = 3\n'
    const stats = { heapSys: 300, stack: 7, collections: 3 }
    expect(readMemoryStats(end)).toEqual(stats)
    expect(readMemoryStats('<p>404 page not found</p>')).toBeNull()
    const published = { HeapSys: 300, StackInuse: 7, NumGC: 3, PauseNs: [1, 2], BySize: [{}] }
    expect(readExpvarMemory(JSON.stringify({ memstats: published }))).toEqual(stats)
    for (const other of [
      '{"memstats": {"HeapSys": "300"}}',
      '{"memstats": null}',
      '7',
      'null',
      '<',
    ]) {
      expect(readExpvarMemory(other)).toBeNull()
    }
  })

  test('brackets that say nothing new are left out', () => {
    for (const bracket of ['[2: 2048]', '[0: 0]']) {
      const profile = decode(`heap profile: 2: 2048 ${bracket} @ heapprofile\n${sample}`)
      expect(types(profile)).toEqual(['objects/count', 'space/bytes'])
    }
  })

  test('numbers beyond 2^53 stay exact', () => {
    const profile = decode(
      `${header('heapprofile')}9007199254740993: 9223372036854775807 [1: 1] @ 0x11\n`,
    )
    expect(profile.samples.exactValues?.map((column) => column[0])).toEqual([
      1n,
      1n,
      9007199254740993n,
      9223372036854775807n,
    ])
  })

  test('broken', () => {
    expect(failure(header('heapz')).hint).toContain('heap/RATE')
    expect(failure(`${header('heap/2')}0: 5 [1: 2] @ 0x1\n`).hint).toContain('no objects')
    expect(failure(`${header('heap/2')}1: 5 [1: 2 @ 0x1\n`).offset).toBe(43)
    expect(failure(`${header('heap/2')}1: 99999999999999999999 [1: 2] @ 0x1\n`).kind).toBe(
      'malformed',
    )
    expect(decode(`${header('heap/2')}${sample}1: 5 [1`).warnings).toHaveLength(1)
    expect(decode(header('heap/2')).samples.count).toBe(0)
  })
})
