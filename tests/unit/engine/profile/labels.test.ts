import { describe, expect, test } from 'vitest'
import {
  inexactLabel,
  type LabelEntry,
  LabelInterner,
  labelNumber,
} from '../../../../src/engine/profile/labels.ts'

const text = (key: number, str: number): LabelEntry => ({ key, str, num: 0, unit: 0 })
const number = (key: number, num: number, unit = 0): LabelEntry => ({ key, str: 0, num, unit })

describe('sets of labels', () => {
  test('have set 0 for a sample without any', () => {
    const interner = new LabelInterner()
    expect(interner.intern([])).toBe(0)
    const sets = interner.finish()
    expect([sets.count, Array.from(sets.first)]).toEqual([1, [0, 0]])
  })

  test('are one where keys, texts, numbers and units are equal, in order', () => {
    const interner = new LabelInterner()
    const set = interner.intern([text(1, 2), number(3, 64, 4)])
    expect(interner.intern([text(1, 2), number(3, 64, 4)])).toBe(set)
    const others = [
      [number(3, 64, 4), text(1, 2)],
      [text(1, 2)],
      [text(1, 2), number(3, 64, 5)],
      [text(1, 2), number(3, 64.5, 4)],
      [text(1, 2), number(3, -64, 4)],
      [text(1, 2), number(3, 64 + 2 ** 32, 4)],
    ].map((entries) => interner.intern(entries))
    expect(new Set([set, ...others]).size).toBe(others.length + 1)
  })

  test('keep their entries in the order of the file', () => {
    const interner = new LabelInterner()
    interner.intern([text(1, 2)])
    const set = interner.intern([number(5, 6, 7), text(1, 3)])
    const { first, key, str, num, unit } = interner.finish()
    const from = first[set]!
    expect(first[set + 1]! - from).toBe(2)
    expect([key[from], str[from], num[from], unit[from]]).toEqual([5, 0, 6, 7])
    expect([key[from + 1], str[from + 1]]).toEqual([1, 3])
  })

  test('are told apart in large numbers', () => {
    const interner = new LabelInterner()
    const rows = Array.from({ length: 3000 }, (_, i) => [text(1, i % 1500), number(2, i % 1500)])
    const sets = rows.map((entries) => interner.intern(entries))
    const finished = interner.finish()
    expect(finished.count).toBe(1501)
    sets.forEach((set, i) => {
      expect(finished.num[finished.first[set]! + 1]).toBe(i % 1500)
    })
  })

  test('are told apart by their units alone, in numbers that share places in the table', () => {
    const interner = new LabelInterner()
    const sets = Array.from({ length: 500 }, (_, unit) => interner.intern([number(1, 7, unit)]))
    expect(new Set(sets).size).toBe(500)
    const texts = Array.from({ length: 500 }, (_, str) => interner.intern([text(2, str + 1)]))
    expect(new Set([...sets, ...texts]).size).toBe(1000)
  })

  test('keep numbers beyond 2^53 exactly, and tell them apart', () => {
    const interner = new LabelInterner()
    const small = interner.intern([number(1, 7)])
    // As doubles the two are one.
    const exact = [1700000000123456789n, 1700000000123456790n]
    const sets = exact.map((value) =>
      interner.intern([{ ...number(1, Number(value)), exact: value }]),
    )
    expect(new Set([small, ...sets]).size).toBe(3)
    const labels = interner.finish()
    expect([small, ...sets].map((set) => labelNumber(labels, labels.first[set]!))).toEqual([
      7n,
      ...exact,
    ])
    expect(inexactLabel(labels, labels.first[small]!)).toBeUndefined()
  })

  test('have no second column where every number is exact', () => {
    const interner = new LabelInterner()
    interner.intern([number(1, 2 ** 53 - 1)])
    expect(interner.finish().exact).toBeUndefined()
  })
})
