import { describe, expect, test } from 'vitest'
import { decode, mappingFiles, mappings } from './decoded.ts'

describe('memory maps', () => {
  const at = (addresses: string, map: string) =>
    decode(`goroutine profile: total 1\n1 @ ${addresses}\n\nMAPPED_LIBRARIES:\n${map}`)

  test('only executable mappings; parts of one are joined; the main binary comes first', () => {
    const profile = at(
      '0x401001 0x7f0000001001',
      `7f0000001000-7f0000002000 r-xp 00000000 08:01 12   /lib/libc.so.6
7f0000002000-7f0000003000 r-xp 00001000 08:01 12   /lib/libc.so.6
7f0000003000-7f0000004000 rw-p 00002000 08:01 12   /lib/libc.so.6
7fff00000000-7fff00001000 r-xp 00000000 00:00 0    [vdso]
00400000-00500000 r-xp 00000000 08:01 99           /bin/server (deleted)
`,
    )
    expect(mappings(profile)).toEqual([
      '0x400000-0x500000 +0x0 /bin/server',
      '0x7fff00000000-0x7fff00001000 +0x0 [vdso]',
      '0x7f0000001000-0x7f0000003000 +0x0 /lib/libc.so.6',
    ])
    expect(mappingFiles(profile)).toEqual(['/bin/server', '/lib/libc.so.6'])
  })

  test('the brief form, with attributes, a logger’s prefix, offset and build id', () => {
    const profile = at(
      '0x400001',
      'build=/opt/app\nI0101 12:00:00 7 file.cc:12] 0x400000-0x500000: $build/prog (@1f00) abc123\nprivate stuff\n600000-700000: perl\n',
    )
    expect(mappings(profile)).toEqual([
      '0x400000-0x500000 +0x1f00 /opt/app/prog abc123',
      '0x600000-0x700000 +0x0 perl',
    ])
  })

  test('a main binary that starts at the usual place behind its offset', () => {
    const profile = at('0x400101', '00401000-00500000 r-xp 00001000 08:01 99 /bin/server\n')
    expect(mappings(profile)).toEqual(['0x400000-0x500000 +0x0 /bin/server'])
  })

  test('huge pages before the main binary', () => {
    const profile = at('0x500101', '400000-500000: /anon_hugepage\n500000-600000: /bin/server\n')
    expect(mappings(profile)).toEqual(['0x500000-0x600000 +0x0 /bin/server'])
  })

  test('addresses before a mapping belong to it as far as its offset goes', () => {
    const map = '10000-20000: /bin/a\n7f0000011000-7f0000022000 r-xp 00010000 00:00 12 /lib/b.so\n'
    const profile = at('0x7f0000001001 0x7f0000011001 0x7f0000000ff1 0x5001 0x7f0000001002', map)
    expect(mappingFiles(profile)).toEqual(['/lib/b.so', '/lib/b.so', '', '', '/lib/b.so'])
    expect(mappings(profile)).toEqual([
      '0x10000-0x20000 +0x0 /bin/a',
      '0x7f0000001000-0x7f0000022000 +0x0 /lib/b.so',
      '0x0-0xffffffffffffffff +0x0',
    ])
  })

  test('of mappings that overlap the first in the map wins', () => {
    const map =
      '1000-9000: /lib/a.so\n2000-4000: /lib/b.so\n0-a000: /lib/c.so\n8000-c000: /lib/d.so\n'
    const profile = at('0x2001 0x501 0x9001 0xb001 0x1', map)
    expect(mappingFiles(profile)).toEqual([
      '/lib/a.so',
      '/lib/c.so',
      '/lib/c.so',
      '/lib/d.so',
      null,
    ])
  })
})
