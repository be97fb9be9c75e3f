import { describe, expect, test } from 'vitest'
import { Uint64Column } from '../../../../src/engine/decode/uint64-column.ts'
import { WireReader } from '../../../../src/engine/decode/wire.ts'

/** A 64-bit number as it is written: seven bits a byte, the lowest first; a negative one takes ten. */
function varint(value: bigint): Uint8Array {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  do {
    const bits = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? bits | 0x80 : bits)
  } while (rest > 0n)
  return Uint8Array.from(bytes)
}

/** The smallest and the largest number of each length. */
const EDGES = Array.from({ length: 9 }, (_, i) => i + 1).flatMap((bytes) => {
  const above = 1n << BigInt(7 * bytes)
  return [above - 1n, above]
})

describe('an unsigned number', () => {
  test.each([0n, 1n, ...EDGES, 2n ** 53n - 1n, 2n ** 53n, 2n ** 64n - 1n])('%s', (value) => {
    const bytes = varint(value)
    const big = new WireReader(bytes)
    expect(big.uint64Big()).toBe(value)
    expect(big.pos).toBe(bytes.length)
    const key = new WireReader(bytes)
    expect(key.uint64Key()).toBe(value < 2n ** 53n ? Number(value) : value)
    expect(key.pos).toBe(bytes.length)
    const numbers = new BigUint64Array(3)
    const column = new Uint64Column(numbers)
    new WireReader(bytes).uint64To(column, 1)
    expect([...numbers]).toEqual([0n, value, 0n])
    expect(column.key(1)).toBe(value < 2n ** 53n ? Number(value) : value)
  })
})

describe('a signed number', () => {
  const POSITIVE = [0n, 1n, ...EDGES.filter((edge) => edge < 2n ** 63n), 2n ** 63n - 1n]
  test.each([...POSITIVE, ...POSITIVE.map((value) => -value), -(2n ** 63n)])('%s', (value) => {
    const bytes = varint(value)
    expect(new WireReader(bytes).int64Big()).toBe(value)
    const reader = new WireReader(bytes)
    expect(reader.int64Number()).toBe(Number(value))
    expect(reader.pos).toBe(bytes.length)
  })

  test.each([
    [2n ** 53n - 1n, false],
    [2n ** 53n, true],
    [2n ** 53n + 1n, true],
    [-(2n ** 53n), false],
    [-(2n ** 53n) - 1n, true],
    [2n ** 63n - 1n, true],
    [-(2n ** 63n), true],
    [-1n, false],
  ])('%s: digits may be lost: %s', (value, inexact) => {
    const reader = new WireReader(varint(value))
    reader.int64Number()
    expect(reader.inexact).toBe(inexact)
  })
})

describe('numbers that are written badly', () => {
  test('may have more bytes than they need, up to ten', () => {
    const padded = Uint8Array.of(0x85, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00)
    expect(new WireReader(padded).int64Number()).toBe(5)
    expect(new WireReader(padded).uint64Key()).toBe(5)
    expect(new WireReader(padded).uint64Big()).toBe(5n)
  })

  test('lose the bits beyond 64', () => {
    const wide = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
    expect(new WireReader(wide).int64Number()).toBe(-1)
  })

  test('are refused beyond ten bytes', () => {
    const long = new Uint8Array(11).fill(0x80)
    expect(() => new WireReader(long).int64Number()).toThrow('longer than ten bytes')
    expect(() => new WireReader(long).uint64Key()).toThrow('longer than ten bytes')
  })

  test.each([1, 2, 3, 4, 5, 9])('are refused where the data ends after %d bytes', (length) => {
    const cut = new Uint8Array(length).fill(0x80)
    expect(() => new WireReader(cut).int64Number()).toThrow(RangeError)
    expect(() => new WireReader(cut).uint64Key()).toThrow(RangeError)
    expect(() => new WireReader(cut).uint64Big()).toThrow(RangeError)
    expect(() => new WireReader(new Uint8Array(0)).int64Number()).toThrow(RangeError)
  })
})

describe('a field with a length', () => {
  test('ends so many bytes further on', () => {
    const reader = new WireReader(Uint8Array.of(2, 7, 8, 9))
    expect(reader.fieldEnd()).toBe(3)
    expect(reader.pos).toBe(1)
  })

  test('must end within the data', () => {
    expect(() => new WireReader(Uint8Array.of(4, 7, 8, 9)).fieldEnd()).toThrow(RangeError)
    const huge = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)
    expect(() => new WireReader(huge).fieldEnd()).toThrow('invalid length encoding')
  })
})
