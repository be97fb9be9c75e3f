import { describe, expect, test } from 'vitest'
import {
  coinTail,
  normalTail,
  studentTail,
} from '../../../../src/engine/statistics/distributions.ts'
import { adjusted } from '../../../../src/engine/statistics/false-discoveries.ts'
import { mannKendall } from '../../../../src/engine/statistics/mann-kendall.ts'
import { theilSen } from '../../../../src/engine/statistics/theil-sen.ts'

test('tails of distributions are those of the tables', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 7)
  expect(normalTail(1.6448536)).toBeCloseTo(0.05, 7)
  expect(normalTail(-1.6448536)).toBeCloseTo(0.95, 7)
  expect(normalTail(4.753424) * 1e6).toBeCloseTo(1, 4)
  expect(studentTail(2.131847, 4)).toBeCloseTo(0.05, 6)
  expect(studentTail(63.656741, 1)).toBeCloseTo(0.005, 6)
  expect(studentTail(-2.131847, 4)).toBeCloseTo(0.95, 6)
  expect(coinTail(9, 10)).toBeCloseTo(11 / 1024, 9)
  expect(coinTail(0, 10)).toBe(1)
  expect(coinTail(5300, 10_000)).toBeCloseTo(normalTail(5.99), 9)
})

describe('Mann–Kendall', () => {
  /** Of all orders of the values, the share with as high a score. */
  function counted(values: readonly number[]): number {
    const score = (of: readonly number[]): number =>
      of.reduce(
        (sum, a, i) => sum + of.slice(i + 1).reduce((all, b) => all + Math.sign(b - a), 0),
        0,
      )
    const orders = (rest: readonly number[]): number[][] =>
      rest.length === 0
        ? [[]]
        : rest.flatMap((value, i) =>
            orders(rest.filter((_, j) => j !== i)).map((more) => [value, ...more]),
          )
    const all = orders(values)
    return all.filter((order) => score(order) >= score(values)).length / all.length
  }

  test.each([
    [[1, 2, 3]],
    [[1, 2, 3, 4, 5]],
    [[3, 1, 4, 1, 5, 9]],
    [[2, 2, 2, 3, 3, 7]],
    [[7, 5, 3, 3, 1]],
    [[0, 0, 0, 0, 1, 1, 2]],
  ])('is exact for few values, with ties: %j', (values) => {
    expect(mannKendall(values).chance).toBeCloseTo(counted(values), 12)
  })

  test('reaches p < 0.01 from five values on', () => {
    expect(mannKendall([1, 2, 3, 4]).chance).toBeCloseTo(1 / 24)
    expect(mannKendall([1, 2, 3, 4, 5]).chance).toBeCloseTo(1 / 120)
  })

  test('of many values has the variance of the book, less for ties', () => {
    const rising = Array.from({ length: 20 }, (_, i) => i)
    expect(mannKendall(rising)).toMatchObject({ score: 190, variance: 950 })
    expect(mannKendall(rising.map((i) => i >> 1)).variance).toBeCloseTo(940)
    expect(mannKendall(rising.map(() => 4))).toMatchObject({ variance: 0, chance: 1 })
  })
})

describe('Theil–Sen', () => {
  test('is the median of all slopes, at unequal places, whatever one value does', () => {
    const places = [0, 1, 3, 4, 9, 10]
    expect(theilSen([0, 2, 6, 8, 18, 20], places)).toEqual({ slope: 2, low: 2, high: 2 })
    expect(theilSen([0, 2, 6, 800, 18, 20], places).slope).toBe(2)
  })

  test('has an interval that holds zero where nothing goes anywhere', () => {
    const { low, high } = theilSen([5, 3, 6, 4, 5, 4, 6, 3], [0, 1, 2, 3, 4, 5, 6, 7])
    expect(low).toBeLessThan(0)
    expect(high).toBeGreaterThan(0)
  })

  test('of very many values looks at some', () => {
    const places = Array.from({ length: 1000 }, (_, i) => i)
    expect(theilSen(places, places).slope).toBe(1)
  })
})

test('chances are adjusted for all that was looked at (Benjamini–Hochberg)', () => {
  expect(adjusted([0.01, 0.04, 0.03], 3)).toEqual([0.03, 0.04, 0.04])
  expect(adjusted([0.001], 500)[0]).toBeCloseTo(0.5)
  expect(adjusted([], 10)).toEqual([])
})
