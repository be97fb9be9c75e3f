import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLegacy } from '../../src/engine/decode/legacy/index.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'

const root = resolve(import.meta.dirname, '../..')
const shared = resolve(root, '../shared')
const fixture = (name: string) => new Uint8Array(readFileSync(join(root, 'tests/fixtures', name)))
const bytes = (text: string) => new TextEncoder().encode(text)

function decode(input: string | Uint8Array): Profile {
  const profile = decodeLegacy(typeof input === 'string' ? bytes(input) : input)
  if (!profile) throw new Error('not recognised')
  return profile
}

/** Why the input is no profile. */
function failure(input: string | Uint8Array): ProfileError {
  try {
    decode(input)
  } catch (error) {
    if (error instanceof ProfileError) return error
    throw error
  }
  throw new Error('it was read')
}

const types = (profile: Profile) => profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`)

/** The location indices of a sample, innermost call first. */
function stack({ samples, stacks }: Profile, sample: number): number[] {
  const locations: number[] = []
  for (let node = samples.stack[sample]!; node > 0; node = stacks.parent[node]!) {
    locations.push(stacks.location[node]!)
  }
  return locations
}

function labels({ samples, labels, strings }: Profile, sample: number): string[] {
  const set = samples.labelSet[sample]!
  const texts: string[] = []
  for (let entry = labels.first[set]!; entry < labels.first[set + 1]!; entry++) {
    const value = labels.str[entry] ? strings.get(labels.str[entry]!) : labels.num[entry]
    texts.push(`${strings.get(labels.key[entry]!)}=${value}`)
  }
  return texts
}

/** The calls at a location, innermost first: `function file:line`, or the address. */
function calls({ locations, lines, functions, strings }: Profile, location: number): string[] {
  const texts: string[] = []
  const end = locations.firstLine[location + 1]!
  for (let line = locations.firstLine[location]!; line < end; line++) {
    const row = lines.function[line]!
    const file = strings.get(functions.file[row]!)
    texts.push(`${strings.get(functions.name[row]!)} ${file}:${lines.line[line]}`)
  }
  return texts.length > 0 ? texts : [hex(locations.address[location]!)]
}

const hex = (value: bigint) => `0x${value.toString(16)}`

/** A line per sample: `values: calls [labels]`, innermost call first. */
function samples(profile: Profile): string[] {
  return Array.from({ length: profile.samples.count }, (_, sample) => {
    const values = profile.samples.values.map((column) => column[sample])
    const frames = stack(profile, sample).flatMap((location) => calls(profile, location))
    const tags = labels(profile, sample)
    return `${values.join(' ')}: ${frames.join(', ')}${tags.length > 0 ? ` [${tags.join()}]` : ''}`
  })
}

/** A line per mapping: `start-limit +offset file build`. */
function mappings({ mappings, strings }: Profile): string[] {
  return Array.from({ length: mappings.count }, (_, i) => {
    const range = `${hex(mappings.start[i]!)}-${hex(mappings.limit[i]!)} +${hex(mappings.offset[i]!)}`
    return `${range} ${strings.get(mappings.file[i]!)} ${strings.get(mappings.buildId[i]!)}`.trim()
  })
}

/** The file name of the mapping of each location, in the order of their addresses' first use. */
function mappingFiles({ locations, mappings, strings }: Profile): (string | null)[] {
  return Array.from(locations.mapping, (m) => (m < 0 ? null : strings.get(mappings.file[m]!)))
}

test('bytes of no known format are not recognised', () => {
  for (const text of ['', '\n', '#\n# only comments', 'hello', '{"nodes":[]}', 'x'.repeat(1e5)]) {
    expect(decodeLegacy(bytes(text))).toBeNull()
  }
  expect(decodeLegacy(new Uint8Array(1000))).toBeNull()
})

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
      '361: 0x43b335, 0x40708b, 0x406c3c, main.leak /srv/leakdemo/main.go:32, 0x46b6c0',
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
    expect(samples(profile)).toEqual(['1: main.f /a.go:1, main.f /a.go:1, main.f /a.go:1, 0x20'])
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

describe('heap', () => {
  const header = (kind: string) => `heap profile:  2: 2048 [ 3: 3072] @ ${kind}\n`
  const sample = ' 2: 2048 [ 3: 3072] @ 0x11 0x21\n'

  test('Go: allocations before what is in use, unsampled with half the printed rate', () => {
    const profile = decode(`${header('heap/1048576')}${sample}#\t0x10\tmain.f+0x1\t/a.go:7\n`)
    expect(types(profile)).toEqual([
      'alloc_objects/count',
      'alloc_space/bytes',
      'inuse_objects/count',
      'inuse_space/bytes',
    ])
    expect(samples(profile)).toEqual([
      '1537 1574400 1025 1049600: main.f /a.go:7, 0x20 [bytes=1024]',
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

describe('contention', () => {
  test("Go's mutex and block profiles: cycles become nanoseconds", () => {
    const mutex = decode(fixture('mutex.debug1.txt'))
    expect(types(mutex)).toEqual(['contentions/count', 'delay/nanoseconds'])
    expect(samples(mutex)).toEqual([
      '560 12635931862: sync.(*Mutex).Unlock /usr/lib/go-1.19/src/sync/mutex.go:223, main.(*registry).put /srv/leakdemo/main.go:53, main.main.func1 /srv/leakdemo/main.go:122, 0x46b6c0',
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

describe('threadz', () => {
  const thread = (name: string) => `--- Thread 7f79 (name: ${name}/1474) stack: ---\n`

  test('the same stack counts again, and a leaf that stands twice counts once', () => {
    const profile = decode(
      `--- threadz 1 ---\n\n${thread('main')}  PC: 0x400f1c: helper(arg *)\n  0x400e31: main\n${thread('a b/c')}  0x400100 0x400100 0x400200\n` +
        `${thread('w')}  [same as previous thread]\n--- Memory map: ---\n 00400000-00fcb000: server\n`,
    )
    expect(types(profile)).toEqual(['thread/count'])
    expect(samples(profile)).toEqual(['1: 0x400f1c, 0x400e30', '2: 0x400100, 0x4001ff'])
    expect(mappings(profile)).toEqual(['0x400000-0xfcb000 +0x0 server'])
  })

  test('broken and cut short', () => {
    expect(failure('--- threadz 1 ---\n').message).toContain('it ends behind line 1')
    expect(failure(`--- threadz 1 ---\n--- Threat\n`).message).toContain('“--- Threat”')
    const cut = decode(`${thread('main')} 0x11\n${thread('b')} 0x2`)
    expect(samples(cut)).toEqual(['1: 0x11', '1: 0x2'])
    expect(cut.warnings).toEqual(['The file ends without a memory map: threads may be missing.'])
    expect(samples(decode(`${thread('main')} 0x11\n---- no stack trace for 1\n`))).toEqual([
      '1: 0x11',
    ])
  })
})

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

describe('binary CPU profiles', () => {
  interface Words {
    size?: 4 | 8
    littleEndian?: boolean
    java?: boolean
  }
  const end = [0n, 1n, 0n]

  function cpu(samples: readonly bigint[], text = '', options: Words = {}): Uint8Array {
    const { size = 8, littleEndian = true, java = false } = options
    const words = [0n, 3n, java ? 1n : 0n, 10_000n, 0n, ...samples]
    const view = new DataView(new ArrayBuffer(words.length * size))
    words.forEach((word, i) => {
      if (size === 8) view.setBigUint64(i * 8, word, littleEndian)
      else view.setUint32(i * 4, Number(word), littleEndian)
    })
    return Uint8Array.from([...new Uint8Array(view.buffer), ...bytes(text)])
  }

  const two = [1n, 2n, 0x400100n, 0x400201n, 3n, 3n, 0x400110n, 0x400301n, 0x9000n]

  for (const size of [4, 8] as const) {
    for (const littleEndian of [true, false]) {
      test(`${size * 8} bits, ${littleEndian ? 'little' : 'big'} endian`, () => {
        const map = '00400000-00500000 r-xp 00000000 08:01 12 /bin/server\n'
        const profile = decode(cpu([...two, ...end], map, { size, littleEndian }))
        expect(types(profile)).toEqual(['samples/count', 'cpu/nanoseconds'])
        expect(profile.header.period).toBe(10_000_000n)
        expect(samples(profile)).toEqual([
          '1 10000000: 0x400100, 0x400200',
          '3 30000000: 0x400110, 0x400300, 0x8fff',
        ])
        expect(mappingFiles(profile)).toEqual([...Array(4).fill('/bin/server'), ''])
        const java = ' 0x400100 a.b.C (C.java:12)\n 0x400201 GC\n'
        expect(
          samples(decode(cpu([...two, ...end], java, { size, littleEndian, java: true }))),
        ).toEqual(['1 10000000: a.b.C C.java:12, GC :0', '3 30000000: 0x0, 0x0, 0x0'])
      })
    }
  }

  test('frames of the signal handler are taken out, and so is a leaf that stands twice', () => {
    const stacks = Array.from({ length: 64 }, (_, i) => {
      return [1n, 5n, 0x500000n + BigInt(i), 0x101n, 0x201n, 0x301n, 0x401n]
    })
    const odd = [1n, 2n, 0x600000n, 0x701n]
    const profile = decode(cpu([...stacks.flat(), ...odd, ...end]))
    expect([0, 1, 64].map((sample) => samples(profile)[sample])).toEqual([
      '1 10000000: 0x500000, 0x300, 0x400',
      '1 10000000: 0x500001, 0x300, 0x400',
      '1 10000000: 0x600000, 0x700',
    ])
    const twice = [1n, 3n, 0x500n, 0x500n, 0x601n, 1n, 2n, 0x7n, 0x9n]
    expect(samples(decode(cpu([...twice, ...end])))).toEqual([
      '1 10000000: 0x500, 0x600',
      '1 10000000: 0x7, 0x8',
    ])
  })

  test('addresses of 64 bits, and counts that wrap as int64 does', () => {
    const profile = decode(cpu([2n ** 63n, 2n, 2n ** 64n - 2n, 0n, 1n, 1n, 5n, ...end]))
    expect(hex(profile.locations.address[0]!)).toBe('0xfffffffffffffffe')
    expect(hex(profile.locations.address[1]!)).toBe('0xffffffffffffffff')
    expect(profile.samples.exactValues?.[0]?.[0]).toBe(-(2n ** 63n))
  })

  test('cut short: whole samples count', () => {
    const whole = cpu([...two, 1n, 2n, 0x400100n, 0x400201n, ...end])
    const cut = decode(whole.subarray(0, whole.length - 28))
    expect(samples(cut)).toHaveLength(2)
    expect(cut.warnings).toEqual([
      'The file ends in the middle of a sample; the samples before it are all there is.',
    ])
    expect(samples(decode(cpu(two)))).toHaveLength(2)
    expect(failure(cpu([1n, 9n, 1n])).message).toBe(
      'This CPU profile ends within its first sample.',
    )
  })

  test('a depth that cannot be', () => {
    const error = failure(cpu([...two, 1n, 2n ** 62n, ...end]))
    expect(error.message).toContain('a stack of 4611686018427387904 calls')
    expect(error.offset).toBe(14 * 8)
  })
})

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

test('any change of a profile gives null, a profile or a ProfileError', () => {
  const seeds = [
    ...['goroutine', 'mutex', 'threadcreate'].map((name) => fixture(`${name}.debug1.txt`)),
    bytes('--- heapz 1 ---\nformat = java\nresolution = bytes\n 47 9 @ 0x3\n 0x3 a.b (C.java:5)\n'),
    bytes('--- threadz 1 ---\n\n--- Thread 7 (name: m/1) stack: ---\n 0x1\n--- Memory map: ---\n'),
    bytes('heap profile: 1: 2 [3: 4] @ heap/32\n1: 2 [3: 4] @ 0x1\nMAPPED_LIBRARIES:\n0-9: a\n'),
  ]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(30),
    insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.string({ maxLength: 6 }).map(bytes)),
  })
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }), (seed, changes) => {
      let input = seed
      for (const { at, cut, insert } of changes) {
        const from = Math.floor(at * input.length)
        input = Uint8Array.from([
          ...input.subarray(0, from),
          ...insert,
          ...input.subarray(from + cut),
        ])
      }
      try {
        const profile = decodeLegacy(input)
        expect(profile === null || profile.sampleTypes.length > 0).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(ProfileError)
      }
    }),
    { numRuns: 300 },
  )
})

if (existsSync(join(shared, 'conformance/cases.json'))) {
  interface Case {
    profile: string
    args: string[]
    golden: string
  }
  const cases: Case[] = JSON.parse(readFileSync(join(shared, 'conformance/cases.json'), 'utf8'))
  const available = new Set(readdirSync(join(shared, 'profiles')))

  describe('as pprof -raw prints the shared profiles', () => {
    for (const { profile: name, args, golden } of cases) {
      const isRaw = args.length === 1 && args[0] === '-raw'
      if (!isRaw || !name.startsWith('legacy.') || !available.has(name)) continue
      test(name, () => {
        const profile = decode(new Uint8Array(readFileSync(join(shared, 'profiles', name))))
        const expected = readFileSync(join(shared, 'conformance', golden), 'utf8')
        expect(raw(profile)).toEqual(
          expected
            .split('\n')
            .map((line) => line.trimEnd())
            .filter((line) => line && !/^(Duration|File|Time)/.test(line)),
        )
      })
    }
  })
}

/** The profile as pprof's -raw has it, without blanks at the ends. */
function raw(profile: Profile): string[] {
  const { header, locations, mappings } = profile
  const out = [
    `PeriodType: ${header.periodType.type} ${header.periodType.unit}`,
    `Period: ${header.period}`,
    'Samples:',
    types(profile).join(' '),
  ]
  for (let sample = 0; sample < profile.samples.count; sample++) {
    const values = profile.samples.values.map((column) => String(column[sample]).padStart(10))
    const ids = stack(profile, sample).map((location) => locations.id[location])
    out.push(` ${values.join(' ')}: ${ids.join(' ')}`)
    const tags = labels(profile, sample).map((label) => label.replace(/=(.*)/, ':[$1]'))
    if (tags.length > 0) out.push(' '.repeat(16) + tags.join(' '))
  }
  out.push('Locations')
  for (let location = 0; location < locations.count; location++) {
    // A profile without any mapping is given an empty one when pprof loads it.
    const mapping = mappings.count === 0 ? 1 : locations.mapping[location]! + 1
    const place = `${String(locations.id[location]).padStart(6)}: ${hex(locations.address[location]!)}`
    const hasLines = locations.firstLine[location] !== locations.firstLine[location + 1]
    const lines = hasLines ? calls(profile, location).map((line) => `${line}:0 s=0`) : []
    out.push(`${place} ${mapping > 0 ? `M=${mapping} ` : ''}${lines.join()}`)
  }
  out.push('Mappings')
  const rows = Array.from({ length: mappings.count }, (_, i) => {
    const range = [mappings.start[i]!, mappings.limit[i]!, mappings.offset[i]!].map(hex).join('/')
    const { strings } = profile
    return `${range} ${strings.get(mappings.file[i]!)} ${strings.get(mappings.buildId[i]!)}`
  })
  if (rows.length === 0) rows.push('0x0/0x0/0x0')
  rows.forEach((row, i) => {
    out.push(`${i + 1}: ${row}`)
  })
  return out.map((line) => line.trimEnd())
}
