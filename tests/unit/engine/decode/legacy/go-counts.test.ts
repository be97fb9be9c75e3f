import { describe, expect, test } from 'vitest'
import { decode, failure, fixture, labels, mappings, samples, types } from './decoded.ts'

describe('Go counts (goroutine, threadcreate)', () => {
  test('goroutines, with the symbols and labels of the comments', () => {
    const profile = decode(fixture('goroutine.debug1.txt'))
    expect(types(profile)).toEqual(['goroutine/count'])
    expect(profile.header).toMatchObject({
      periodType: { type: 'goroutine', unit: 'count' },
      period: 1n,
      dropFrames:
        'ProfileData::Add|ProfileData::prof_handler|CpuProfiler::prof_handler|__pthread_sighandler|__restore',
      keepFrames: '',
    })
    expect(profile.samples.count).toBe(12)
    expect(profile.locations.count).toBe(64)
    expect(samples(profile)[0]).toBe(
      '361: runtime.[left out] :0, runtime.[left out] :0, runtime.[left out] :0, main.leak /srv/leakdemo/main.go:32, runtime.goexit :0',
    )
    expect(labels(profile, 4)).toEqual(['route=/sort', 'tenant=green'])
    // All of the program's calls stand in no file that is mapped: one mapping covers all.
    expect(mappings(profile)).toEqual(['0x0-0xffffffffffffffff +0x0'])
    expect(profile.warnings).toEqual([])
  })

  test('threads that the runtime did not start have no stack', () => {
    const profile = decode(fixture('threadcreate.debug1.txt'))
    expect(samples(profile).map((line) => line.slice(0, 60))).toEqual([
      '6: ',
      '1: runtime.allocm /usr/lib/go-1.19/src/runtime/proc.go:1761,',
    ])
  })

  test('lines of one address are inlined calls, innermost first', () => {
    const profile = decode(
      'goroutine profile: total 2\n2 @ 0x11 0x21\n' +
        '#\t0x10\tmain.leaf+0x1\t/a.go:1\n#\t0x10\tmain.(*T[...]).call+0x1\tC:/with space/b.go:2\n#\t0x20\tmain.main+0x2\t/c.go:3\n',
    )
    expect(samples(profile)).toEqual([
      '2: main.leaf /a.go:1, main.(*T[...]).call C:/with space/b.go:2, main.main /c.go:3',
    ])
    expect(profile.locations.count).toBe(2)
    expect(profile.mappings.flags[0]).toBe(15)
  })

  test('a recursion through one address is no inlining', () => {
    const profile = decode(
      `goroutine profile: total 1\n1 @ 0x11 0x11 0x11 0x21\n${'#\t0x10\tmain.f+0x1\t/a.go:1\n'.repeat(3)}`,
    )
    expect(samples(profile)).toEqual([
      '1: main.f /a.go:1, main.f /a.go:1, main.f /a.go:1, runtime.goexit :0',
    ])
  })

  test('a stack that hides an inlined runtime call does not hide it elsewhere', () => {
    const profile = decode(
      'goroutine profile: total 2\n1 @ 0x11 0x21\n#\t0x10\tmain.f+0x1\t/a.go:1\n#\t0x20\tmain.main+0x2\t/c.go:3\n' +
        '1 @ 0x31 0x11\n#\t0x30\tmain.g+0x1\t/b.go:1\n#\t0x10\truntime.x+0x1\t/x.go:9\n#\t0x10\tmain.f+0x1\t/a.go:1\n',
    )
    expect(samples(profile)[0]).toBe('1: runtime.x /x.go:9, main.f /a.go:1, main.main /c.go:3')
  })

  test('a program counter of C code is no return address', () => {
    const profile = decode('goroutine profile: total 1\n1 @ 0x11\n#\t0x11\tclock+0x1\t/c.c:1\n')
    expect(samples(profile)).toEqual(['1: clock /c.c:1'])
  })

  test('labels with escapes', () => {
    const profile = decode(
      String.raw`goroutine profile: total 1
1 @ 0x11
# labels: {"a b":"x\"y\\z", "n":"1\n\u00e9\U0001f600\x07, }"}
`,
    )
    expect(labels(profile, 0)).toEqual(['a b=x"y\\z', 'n=1\né😀\x07, }'])
    const broken = decode('goroutine profile: total 1\n1 @ 0x11\n# labels: {"a":b}\n')
    expect(labels(broken, 0)).toEqual([])
    expect(broken.warnings).toEqual(['Labels could not be read: {"a":b}'])
  })

  test('line ends of Windows, a byte order mark, blanks and comments before the headline', () => {
    const profile = decode(
      '\ufeff\r\n# x\r\n x profile: total 1\r\n1 @ 0x11\r\n'.replace(' x p', 'x p'),
    )
    expect(types(profile)).toEqual(['x/count'])
    expect(samples(profile)).toEqual(['1: 0x10'])
  })

  test('broken', () => {
    const error = failure('goroutine profile: total 1\n1 @ 0x11\n\nwhat\n')
    expect(error).toMatchObject({ kind: 'malformed', offset: 37 })
    expect(error.message).toBe('This Go goroutine profile cannot be read: line 4 is “what”.')
    expect(error.hint).toContain('3 @ 0x43b336')
    expect(failure('x profile: total 1\n1 @ 0x11111111111111111\n').kind).toBe('malformed')
    expect(failure('x profile: total 1\n99999999999999999999 @ 0x1\n').kind).toBe('malformed')
    // Cut short, and nothing was read before.
    expect(failure('x profile: total 1\n1 @ 0').kind).toBe('malformed')
    const long = `x profile: total 1\n1 @${' 0x11'.repeat(300_000)}\n`
    expect(failure(long).message).toBe('Line 2 of this profile is longer than a megabyte.')
  })

  test('cut short', () => {
    const profile = decode('goroutine profile: total 9\n8 @ 0x11\n1 @ 0')
    expect(samples(profile)).toEqual(['8: 0x10'])
    expect(profile.warnings).toEqual([
      'The file ends in the middle of line 3; the samples before it are all there is.',
    ])
    expect(decode('goroutine profile: total 9\n8 @ 0x11').warnings).toEqual([
      'The file ends in the middle of line 2: its stack may lack calls.',
    ])
  })
})
