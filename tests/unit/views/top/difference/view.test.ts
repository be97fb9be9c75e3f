import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { pprofCommand } from '../../../../../src/store/command.ts'
import { changeFills, changeSteps } from '../../../../../src/views/picture/change.ts'
import { contrast, paletteOf } from '../../../../../src/views/picture/palette.ts'
import { parseMinimum } from '../../../../../src/views/top/difference/minimum.ts'
import type { CompareFlameAnswer } from '../../../../../src/worker/protocol.ts'
import '../../../views.ts'

describe('the smallest change that is listed', () => {
  test.each([
    ['', 'bytes', { value: 0, percent: 0 }],
    ['10%', 'bytes', { value: 0, percent: 10 }],
    ['1.5MB', 'bytes', { value: 1.5 * 2 ** 20, percent: 0 }],
    ['20 ms', 'nanoseconds', { value: 20e6, percent: 0 }],
    ['7', 'count', { value: 7, percent: 0 }],
    ['7 count', 'count', { value: 7, percent: 0 }],
  ])('%s of %s', (text, unit, minimum) => {
    expect(parseMinimum(text, unit)).toEqual(minimum)
  })

  test.each([
    ['a lot', 'bytes'],
    ['-1', 'bytes'],
    ['1MB', 'nanoseconds'],
    ['1s', 'count'],
  ])('is not %s of %s', (text, unit) => {
    expect(parseMinimum(text, unit)).toBeNull()
  })
})

describe('the colours of a difference', () => {
  test.each(['light', 'dark'] as const)('leave every label readable: %s', (theme) => {
    const palette = paletteOf(theme)
    for (const less of ['blue', 'green'] as const) {
      for (const fill of changeFills(palette, `change relative ${less}`)) {
        expect(contrast(fill, palette.text)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  test('go from gone to new, with as before in the middle', () => {
    const answer = {
      node: Int32Array.of(0, 1, 2, 3, 4),
      old: Float64Array.of(8, 8, 8, 4, 0),
      new: Float64Array.of(0, 4, 8, 8, 8),
      whole: 800,
    } as unknown as CompareFlameAnswer
    expect([...changeSteps(answer, 'change relative blue')]).toEqual([0, 4, 8, 12, 16])
    // A hundredth of the whole is told from nothing.
    expect([...changeSteps(answer, 'change absolute blue')]).toEqual([7, 7, 8, 9, 9])
  })
})

test('the pprof command of a difference names every file', () => {
  const screen = { path: 'top', options: DEFAULT_OPTIONS, selected: '', fields: [] } as const
  const compared = {
    flag: 'diff_base',
    bases: ['old.pb.gz', 'older.pb.gz'],
    more: ['-b.pb.gz'],
  } as const
  expect(pprofCommand(screen, 'new.pb.gz', compared)).toBe(
    'go tool pprof -top -trim=false -diff_base=old.pb.gz -diff_base=older.pb.gz new.pb.gz ./-b.pb.gz',
  )
})
