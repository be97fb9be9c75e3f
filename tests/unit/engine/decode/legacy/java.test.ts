import { describe, expect, test } from 'vitest'
import { decode, failure, mappingFiles, samples, types } from './decoded.ts'

describe('Java', () => {
  const names =
    ' 0x00000003 com.example.Server.run (Server.java:58)\n 0x4 memmove (/lib/libc-2.15.so)\n' +
    ' 0x5 GC\n 0x6 com.example.Server.run (Other.java:-1)\n 0xd generated stub/JIT\n 0x99 unused\n'

  test('heap', () => {
    const profile = decode(
      `--- heapz 1 ---\nformat = java\nresolution = bytes\n   4752     9 @ 0x3 0x4 0x5\n 10 1 @ 0x6 0xd 0x7\n${names}`,
    )
    expect(types(profile)).toEqual(['inuse_objects/count', 'inuse_space/bytes'])
    expect(samples(profile)).toEqual([
      '8941 4720968: com.example.Server.run Server.java:58, memmove libc-2.15.so:0, GC :0 [bytes=528]',
      // A function keeps its first file, and an address without a name has none at all.
      '52429 524293: com.example.Server.run Server.java:0, STUB :0, 0x0 [bytes=10]',
    ])
    expect(profile.header.periodType).toEqual({ type: '', unit: '' })
    expect(mappingFiles(profile)).toEqual([null, null, null, null, null, ''])
  })

  test('contention', () => {
    const profile = decode(
      `--- contentionz 1 ---\nformat = java\nresolution = microseconds\nsampling period = 100\nms since reset = 6019\n  14 1 @ 0x3\n${names}`,
    )
    expect(types(profile)).toEqual(['contentions/count', 'delay/microseconds'])
    expect(samples(profile)).toEqual(['100 1400: com.example.Server.run Server.java:58'])
    expect(profile.header).toMatchObject({ period: 100n, durationNanos: 6_019_000_000n })
  })

  test('broken', () => {
    const head = '--- heapz 1 ---\nformat = java\n'
    expect(failure('--- heapz 1 ---\nformat = cpp\n').hint).toContain('must be java')
    expect(failure(`${head} 10 1 @ 0x3\n`).hint).toContain('resolution')
    expect(failure(`${head}resolution = bytes\n 10 0 @ 0x3\n`).hint).toContain('not 0')
    expect(decode(`${head}resolution = bytes\n 10 1 @ 0x3\n 10 1 @ 0x`).samples.count).toBe(1)
  })
})
