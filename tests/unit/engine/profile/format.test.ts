import { describe, expect, test } from 'vitest'
import { compareText, toFixedEven, toTwoDigits } from '../../../../src/engine/profile/format.ts'

/** What Go prints, checked with Go. */
describe("Go's %.2f", () => {
  test.each([
    // Exact ties go to the even digit …
    [0.125, '0.12'],
    [0.375, '0.38'],
    [0.625, '0.62'],
    [0.875, '0.88'],
    [1.125, '1.12'],
    [-0.125, '-0.12'],
    [-0.375, '-0.38'],
    [1e15 + 0.125, '1000000000000000.12'],
    [2 ** 46 + 0.375, '70368744177664.38'],
    // … decimals that only look like ties do not.
    [1.005, '1.00'],
    [2.675, '2.67'],
    [0.015, '0.01'],
    [0.005, '0.01'],
    [0, '0.00'],
    [3, '3.00'],
  ])('%d is %s', (value, text) => {
    expect(toFixedEven(value, 2)).toBe(text)
  })

  test('does the same with other numbers of digits', () => {
    expect([0.5, 1.5, 2.5, -2.5].map((value) => toFixedEven(value, 0))).toEqual([
      '0',
      '2',
      '2',
      '-2',
    ])
    expect(toFixedEven(0.25, 1)).toBe('0.2')
    expect(toFixedEven(0.5, 0)).toBe('0')
    expect(toFixedEven(0.75, 1)).toBe('0.8')
  })
})

describe("Go's %.2g", () => {
  test.each([
    [0, '0'],
    [0.5, '0.5'],
    [0.25, '0.25'],
    [0.125, '0.12'],
    [0.375, '0.38'],
    [0.5625, '0.56'],
    [0.03515625, '0.035'],
    [0.145, '0.14'],
    [0.999, '1'],
    [0.995, '0.99'],
    [0.0945, '0.095'],
    [-0.125, '-0.12'],
    [0.0001, '0.0001'],
    [0.0000999, '0.0001'],
    [0.00001, '1e-05'],
    [0.000012, '1.2e-05'],
    [1e-7, '1e-07'],
    [1.25e-101, '1.3e-101'],
    [99.4, '99'],
    [123, '1.2e+02'],
  ])('%d is %s', (value, text) => {
    expect(toTwoDigits(value)).toBe(text)
  })
})

describe('the order of texts', () => {
  const ordered = (...texts: string[]): string[] => texts.sort(compareText)

  test('is that of code points, not of languages', () => {
    expect(ordered('b', 'a', 'B', 'ä', 'a.b', '')).toEqual(['', 'B', 'a', 'a.b', 'b', 'ä'])
    expect(compareText('same', 'same')).toBe(0)
  })

  test('has characters beyond 16 bits behind all others', () => {
    // U+FF5E is one unit, above the surrogates that U+1F525 is written with.
    expect(ordered('\u{1f525}', '\uff5e', '\u{1f524}')).toEqual([
      '\uff5e',
      '\u{1f524}',
      '\u{1f525}',
    ])
  })
})
