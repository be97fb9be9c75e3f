import { expect, test } from 'vitest'
import { Measure } from '../../../../src/engine/report/measure.ts'

function measure(unit: string, reportUnit: string): Measure {
  return new Measure({ sampleTypes: [{ type: 'any', unit }] }, { column: 0, mean: false }, 1, {
    unit: reportUnit,
    divide_by: 1,
  })
}

test.each([
  ['bytes', 'MB', 7767041.96 * 2 ** 20, '7767041.96MB', '7.41TB'],
  ['bytes', 'MB', -7767041.96 * 2 ** 20, '-7767041.96MB', '-7.41TB'],
  ['bytes', 'MB', 512, '0', '512B'],
  ['bytes', 'MB', 123456 * 2 ** 20, '123456MB', '123456MB'],
  ['nanoseconds', 'ns', 3600e9 * 9, '32400000000000ns', '9hrs'],
  ['nanoseconds', 'minimum', 2 ** 63, '2562047.79hrs', '2.56e6hrs'],
  ['count', 'minimum', 2 ** 53, '9007199254740992', '9.01e15'],
  ['count', 'minimum', -(2 ** 53), '-9007199254740992', '-9.01e15'],
  ['count', 'minimum', 9_876_543_210, '9876543210', '9876543210'],
  ['bytes', 'B', 0, '0', '0'],
])(
  '%s in %s: pprof’s text stays, the page’s fits its column',
  (unit, to, value, printed, shown) => {
    const of = measure(unit, to)
    expect(of.format(value)).toBe(printed)
    expect(of.formatShown(value)).toBe(shown)
  },
)
