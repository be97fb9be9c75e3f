import { lab, rgb } from 'd3'
import { describe, expect, it } from 'vitest'
import { kindOf, paletteOf, type Theme } from '../../../../src/views/picture/palette.ts'

/** What is seen of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHT = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
} as const
const SIGHTS = Object.keys(SIGHT) as (keyof typeof SIGHT)[]

const linear = (channel: number) => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}
const gamma = (c: number) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)

function seen(color: string, sight: keyof typeof SIGHT) {
  const { r, g, b } = rgb(color)
  const light = [linear(r), linear(g), linear(b)]
  const m = SIGHT[sight]
  const [red, green, blue] = [0, 3, 6].map((row) => {
    const sum = light.reduce((total, value, i) => total + value * m[row + i]!, 0)
    return gamma(Math.min(1, Math.max(0, sum)))
  })
  return lab(rgb(red!, green!, blue!))
}

/** CIE 1976: about 2.3 is just to be noticed side by side. */
function difference(a: string, b: string, sight: keyof typeof SIGHT): number {
  const [x, y] = [seen(a, sight), seen(b, sight)]
  return Math.hypot(x.l - y.l, x.a - y.a, x.b - y.b)
}

const PACKAGES = [
  ...Array.from({ length: 60 }, (_, i) => `example.com/team-${i % 7}/svc-${i}`),
  ...'fmt net/http encoding/json sync os strings bytes reflect sort bufio crypto/sha256 regexp'.split(
    ' ',
  ),
  'runtime',
]

describe.each<Theme>(['light', 'dark'])('kinds of code in the %s palette', (theme) => {
  const palette = paletteOf(theme)
  const files = ['', '/root/go/pkg/mod/example.com/a@v1.2.3/b.go']
  const fills = (kind: string) =>
    PACKAGES.flatMap((name) =>
      files
        .filter((file) => kindOf(name, name, file) === kind)
        .map((file) => palette.fill(name, name, file)),
    )

  it.each(SIGHTS)('are told apart with %s', (sight) => {
    const least = (a: string, b: string) =>
      Math.min(...fills(a).flatMap((x) => fills(b).map((y) => difference(x, y, sight))))
    expect(least('user', 'library')).toBeGreaterThan(20)
    expect(least('user', 'runtime')).toBeGreaterThan(15)
    expect(least('library', 'runtime')).toBeGreaterThan(6)
    expect(least('user', 'dependency')).toBeGreaterThan(8)
    expect(least('dependency', 'library')).toBeGreaterThan(15)
    expect(least('dependency', 'runtime')).toBeGreaterThan(6)
  })
})
