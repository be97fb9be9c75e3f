import { describe, expect, test } from 'vitest'
import { percentage, scale, scaledLabel } from '../../../../src/engine/profile/units.ts'

describe('scaledLabel', () => {
  test.each([
    // Bytes by 1024.
    [0, 'bytes', 'auto', '0'],
    [1, 'bytes', 'auto', '1B'],
    [1023, 'bytes', 'auto', '1023B'],
    [1024, 'bytes', 'auto', '1kB'],
    [1152, 'bytes', 'auto', '1.12kB'],
    [1536, 'bytes', 'auto', '1.50kB'],
    [2 ** 20, 'bytes', 'auto', '1MB'],
    [5 * 2 ** 30, 'b', 'auto', '5GB'],
    [2 ** 40, 'bytes', 'minimum', '1TB'],
    [2 ** 50, 'bytes', 'minimum', '1PB'],
    [2 ** 60, 'bytes', 'auto', '1024PB'],
    [64, 'kilobytes', 'bytes', '65536B'],
    // Time by 1000, then straight from seconds to hours.
    [999, 'nanoseconds', 'auto', '999ns'],
    [1000, 'nanoseconds', 'auto', '1us'],
    [1_500_000, 'nanoseconds', 'auto', '1.50ms'],
    [90e9, 'nanoseconds', 'auto', '90s'],
    [3599, 'seconds', 'auto', '3599s'],
    [5400, 'seconds', 'auto', '1.50hrs'],
    [1, 'hour', 'seconds', '3600s'],
    [10, 'ms', 'us', '10000us'],
    [10, '\u03bcs', 'ns', '10000ns'],
    [10, '\u00b5s', 'ns', '10000ns'],
    [2500, '\u00b5s', 'auto', '2.50ms'],
    // Google Compute Units.
    [1, 'gcu', 'auto', '1GCU'],
    [1500, 'GCU', 'auto', '1.50k*GCU'],
    [5, 'milligcu', 'auto', '5m*GCU'],
    [5, 'milligcus', 'nanogcu', '5000000n*GCU'],
    [2, 'petagcu', 'gigagcu', '2000000G*GCU'],
    // Counts go without saying; other units are printed as they are asked for.
    [7, 'count', 'auto', '7'],
    [7, 'count', 'minimum', '7'],
    [7, 'widgets', 'count', '7'],
    [7, 'widgets', 'widgets', '7widgets'],
    // A unit of another family gives the family's own base.
    [2048, 'bytes', 'seconds', '2048B'],
    [2000, 'milliseconds', 'bytes', '2s'],
    [3, 'kilogcu', 'bytes', '3000GCU'],
  ])('%d %s in %s is %s', (value, from, to, label) => {
    expect(scaledLabel(value, from, to)).toBe(label)
  })

  test('keeps the sign', () => {
    expect(scaledLabel(-1536, 'bytes', 'auto')).toBe('-1.50kB')
    expect(scale(-2048, 'bytes', 'kb')).toEqual({ value: -2, unit: 'kB' })
  })

  test('is a bare 0 for what rounds to zero, of either sign', () => {
    expect(scaledLabel(1, 'bytes', 'mb')).toBe('0')
    expect(scaledLabel(-1, 'bytes', 'mb')).toBe('0')
    expect(scaledLabel(0, 'nanoseconds', 'auto')).toBe('0')
  })

  test('has two decimals or none', () => {
    expect(scaledLabel(1.1 * 1024, 'bytes', 'kb')).toBe('1.10kB')
    expect(scaledLabel(1.001 * 1024, 'bytes', 'kb')).toBe('1kB')
  })

  test('takes units in any case, singular or plural, but no plural of two letters', () => {
    expect(scale(1, 'Bytes', 'B')).toEqual({ value: 1, unit: 'B' })
    expect(scale(1, 'SECOND', 'ms')).toEqual({ value: 1000, unit: 'ms' })
    expect(scale(1, 'megabyte', 'kbytes')).toEqual({ value: 1024, unit: 'kB' })
    expect(scale(1, 's', 'ms')).toEqual({ value: 1000, unit: 'ms' })
    expect(scale(1, 'bs', 'kb')).toEqual({ value: 1, unit: 'kb' })
  })
})

describe('percentage', () => {
  test.each([
    [1, 1, '  100%'],
    [99_949, 100_000, '99.95%'],
    [9995, 10_000, '  100%'],
    [10_005, 10_000, '  100%'],
    [10_006, 10_000, '100.06%'],
    [1, 3, '33.33%'],
    [1, 100, ' 1.00%'],
    [2, 1, '200.00%'],
    [1000, 3, '33333.33%'],
    // Below 1 %: two significant digits.
    [99, 10_000, ' 0.99%'],
    [999, 100_000, '    1%'],
    [1, 200, '  0.5%'],
    [1, 800, ' 0.12%'],
    [1, 1_000_000, '0.0001%'],
    [1, 100_000_000, '1e-06%'],
    [0, 5, '    0%'],
    // Nothing of nothing is nothing; the sign is the value's, not the share's.
    [1, 0, '    0%'],
    [-1, 3, '33.33%'],
    [1, -3, '33.33%'],
  ])('%d of %d is "%s"', (value, total, text) => {
    expect(percentage(value, total)).toBe(text)
  })
})
