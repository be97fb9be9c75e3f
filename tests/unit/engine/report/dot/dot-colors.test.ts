import { describe, expect, test } from 'vitest'
import { dotColor } from '../../../../../src/engine/report/dot/dot-colors.ts'

describe('the colour of a share', () => {
  test.each([
    [1, '#b20000', '#edd5d5'],
    [0.9669, '#b20100', '#edd5d5'],
    [0.6713, '#b21400', '#edd8d5'],
    [0.2514, '#b23c00', '#edddd5'],
    // Below a fifth it fades to grey.
    [0.1271, '#b27541', '#ede5de'],
    [0.0331, '#b2a794', '#edebe9'],
    [0, '#b2b2b2', '#ededed'],
    [-1, '#00b200', '#d5edd5'],
  ])('%f', (share, foreground, background) => {
    expect(dotColor(share, false)).toBe(foreground)
    expect(dotColor(share, true)).toBe(background)
  })

  test('mirrors growth and shrinking', () => {
    const channels = (color: string): string[] => color.match(/[0-9a-f]{2}/g) ?? []
    for (const share of [0.01, 0.1, 0.3, 0.7]) {
      const [red, green, blue] = channels(dotColor(share, false))
      expect(channels(dotColor(-share, false))).toEqual([green, red, blue])
    }
  })

  test('is as full as can be for more than all', () => {
    expect(dotColor(7, false)).toBe(dotColor(1, false))
    expect(dotColor(Number.NEGATIVE_INFINITY, true)).toBe(dotColor(-1, true))
  })

  test('is still a colour for a share of nothing', () => {
    expect(dotColor(Number.NaN, false)).toBe('#b20000')
    expect(dotColor(Number.NaN, true)).toBe('#ed00d5')
  })
})
