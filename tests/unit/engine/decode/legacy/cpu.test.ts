import { describe, expect, test } from 'vitest'
import { bytes, decode, failure, hex, mappingFiles, samples, types } from './decoded.ts'

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
