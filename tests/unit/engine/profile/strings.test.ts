import { describe, expect, test } from 'vitest'
import { StringTable } from '../../../../src/engine/profile/strings.ts'

describe('the table of strings', () => {
  test('gives back what it was made of', () => {
    const texts = ['', 'main', 'größer', '日本', '\u{1f525}', '\ufeffbom']
    const table = StringTable.of(texts)
    expect(texts.map((_, i) => table.get(i))).toEqual(texts)
    expect(table.count).toBe(texts.length)
  })

  test('reads an index outside of it as ""', () => {
    const table = StringTable.of(['', 'a'])
    expect([table.get(2), table.get(-1), table.get(1e9)]).toEqual(['', '', ''])
  })

  test('reads bytes that are no UTF-8 with marks in their place', () => {
    const table = new StringTable(Uint8Array.of(0x61, 0xff, 0x62), Uint32Array.of(0, 0, 3))
    expect(table.get(1)).toBe('a\ufffdb')
  })

  test('takes texts that come later, each once, behind those of the file', () => {
    const table = StringTable.of(['', 'a'])
    const index = table.add('b')
    expect(index).toBe(2)
    expect(table.add('c')).toBe(3)
    expect(table.add('b')).toBe(2)
    expect(table.get(index)).toBe('b')
    expect(table.count).toBe(4)
  })

  test('adds no text that the file has', () => {
    const table = StringTable.of(['', 'a', 'größer', 'a'])
    expect([table.add('größer'), table.add('a')]).toEqual([2, 1])
    expect(table.count).toBe(4)
  })

  test('adds nothing for ""', () => {
    const table = StringTable.of(['', 'a'])
    expect(table.add('')).toBe(0)
    expect(table.count).toBe(2)
  })

  test('takes texts of another table, those that it has by their bytes', () => {
    const table = new StringTable(Uint8Array.of(0x61, 0xff), Uint32Array.of(0, 0, 1, 2))
    const other = new StringTable(Uint8Array.of(0xff, 0x62, 0x61), Uint32Array.of(0, 0, 1, 2, 3))
    const later = other.add('later')
    const taken = [0, 1, 2, 3, later].map((index) => table.addFrom(other, index))
    expect(taken).toEqual([0, 2, 3, 1, 4])
    expect([table.get(3), table.get(4), table.count]).toEqual(['b', 'later', 5])
    expect([table.addFrom(other, 2), table.addFrom(table, 2)]).toEqual([3, 2])
  })

  test('finds the first of equal strings, by their bytes', () => {
    const table = StringTable.of(['', 'a', 'b', 'a', 'ab', '', 'b'])
    expect(Array.from(table.firstOccurrences())).toEqual([0, 1, 2, 1, 4, 0, 2])
  })

  test('tells many strings apart', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `f${i % 2500}`)
    const first = StringTable.of(['', ...texts]).firstOccurrences()
    expect(Array.from(first.subarray(1))).toEqual(texts.map((_, i) => 1 + (i % 2500)))
  })
})
