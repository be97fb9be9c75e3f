import { describe, expect, test } from 'vitest'
import { decode, failure, fixture, mappings, samples, types } from './decoded.ts'

describe('contention', () => {
  test("Go's mutex and block profiles: cycles become nanoseconds", () => {
    const mutex = decode(fixture('mutex.debug1.txt'))
    expect(types(mutex)).toEqual(['contentions/count', 'delay/nanoseconds'])
    expect(samples(mutex)).toEqual([
      '560 12635931862: sync.(*Mutex).Unlock /usr/lib/go-1.19/src/sync/mutex.go:223, main.(*registry).put /srv/leakdemo/main.go:53, main.main.func1 /srv/leakdemo/main.go:122, runtime.goexit :0',
    ])
    expect(mutex.header.dropFrames).toMatch(/^RecordLockProfileData\|.*~SpinLockHolder\.\*$/)
    const block = decode(fixture('block.debug1.txt'))
    expect(Array.from(block.samples.values[1]!)).toEqual([
      86302975226, 9877948158, 9395180519, 156800395, 34769,
    ])
  })

  test('C++: the sampling period scales both values', () => {
    const profile = decode(
      '--- contentionz 1 ---\ncycles/second = 2000000000\nsampling period = 100\nms since reset = 1500\ndiscarded samples = 0\n  30  2 @ 0x11 0x21\n\n--- Memory map: ---\n0-100: /bin/x\n',
    )
    expect(samples(profile)).toEqual(['200 1500: 0x10, 0x20'])
    expect(profile.header).toMatchObject({ period: 100n, durationNanos: 1_500_000_000n })
    expect(mappings(profile)).toEqual(['0x0-0x100 +0x0 /bin/x'])
  })

  test('without a frequency delays stay as they are', () => {
    expect(samples(decode('--- mutex:\nsampling period=10\n30 2 @ 0x11\n'))).toEqual([
      '20 30: 0x10',
    ])
    expect(samples(decode('--- mutex:\nsampling period=0\n30 2 @\n'))).toEqual(['2 30: '])
  })

  test('broken', () => {
    expect(failure('--- mutex:\ncycles/second=many\n').hint).toContain('cycles/second')
    expect(failure('--- contentionz 1 ---\nfoo = 1\n').kind).toBe('malformed')
    expect(failure('--- mutex:\n30 @ 0x11\n').kind).toBe('malformed')
    expect(decode('--- mutex:\n30 2 @ 0x11\n30').warnings).toHaveLength(1)
  })
})
