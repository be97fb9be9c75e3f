import { hcl } from 'd3'
import { describe, expect, it } from 'vitest'
import {
  contrast,
  HEAT_STEPS,
  hashOf,
  heatStep,
  kindOf,
  paletteOf,
  type Theme,
} from '../../../../src/views/picture/palette.ts'

const words = 'acme shop cart user-api user-db user-db2 k8s io grpc go-redis zap yaml x y z'.split(
  ' ',
)
const packages = [
  ...words.flatMap((a) => words.map((b) => `github.com/${a}/${b}`)),
  ...Array.from({ length: 2000 }, (_, i) => `example.com/team-${i % 37}/svc-${i}/pkg`),
  ...'main runtime runtime/internal/sys net/http encoding/json sync os std java.util'.split(' '),
]
const frames = [
  ...packages.map((name) => [name, `${name}.F`] as const),
  ['[libc.so.6]', '[libc.so.6]'] as const,
  ['', 'root'] as const,
]

describe.each<Theme>(['light', 'dark'])('the %s palette', (theme) => {
  const palette = paletteOf(theme)

  it('can be read on every fill (WCAG AA)', () => {
    for (const [packageName, name] of frames) {
      const fill = palette.fill(packageName, name)
      const dim = palette.dimmed(fill)
      expect(contrast(fill, palette.text), `${packageName} ${fill}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dim, palette.dimText), `${packageName} ${dim}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(palette.match, palette.matchText)).toBeGreaterThanOrEqual(4.5)
  })

  it('can be read on every colour of a file and at every heat', () => {
    const files = packages.map((name) => palette.fileFill(`${name}.go`, name))
    const heats = Array.from({ length: HEAT_STEPS }, (_, step) => palette.heat(step))
    expect(new Set(heats).size).toBe(HEAT_STEPS)
    for (const fill of [...files, ...heats]) {
      expect(contrast(fill, palette.text), fill).toBeGreaterThanOrEqual(4.5)
      const dim = palette.dimmed(fill)
      expect(contrast(dim, palette.dimText), dim).toBeGreaterThanOrEqual(4.5)
      expect(contrast(palette.match, dim), dim).toBeGreaterThan(3)
      expect(contrast(palette.outline, fill), fill).toBeGreaterThan(3)
    }
  })

  it('shows a match against everything that is dimmed, and the outlines against every fill', () => {
    for (const [packageName, name] of frames) {
      expect(
        contrast(palette.match, palette.dimmed(palette.fill(packageName, name))),
      ).toBeGreaterThan(3)
      expect(contrast(palette.outline, palette.fill(packageName, name))).toBeGreaterThan(3)
      expect(contrast(palette.focus, palette.fill(packageName, name))).toBeGreaterThan(3)
    }
  })

  it('tells code of one’s own (warm) from the library (cool) and the runtime (grey)', () => {
    for (const [packageName, name] of frames) {
      const { h, c } = hcl(palette.fill(packageName, name))
      switch (kindOf(packageName, name)) {
        case 'user':
          expect(h > 5 && h < 120, packageName).toBe(true)
          break
        case 'library':
          expect(h, packageName).toBeGreaterThan(155)
          expect(h, packageName).toBeLessThan(310)
          break
        default:
          expect(c, packageName).toBeLessThan(9)
      }
    }
  })

  it('gives packages that differ after a hyphen different colours', () => {
    const fill = (name: string) => palette.fill(name, `${name}.F`)
    expect(fill('github.com/acme/user-db')).not.toBe(fill('github.com/acme/user-api'))
    expect(fill('github.com/acme/user-db')).not.toBe(fill('github.com/acme/user'))
    const fills = new Set(packages.slice(0, 225).map(fill))
    expect(fills.size).toBeGreaterThan(215)
  })
})

it('a hash differs for names that differ in one letter, over its whole range', () => {
  const hashes = new Set(packages.map(hashOf))
  expect(hashes.size).toBe(new Set(packages).size)
  const quarters = [0, 0, 0, 0]
  for (const hash of hashes) quarters[Math.floor(hash / 2 ** 30)]!++
  for (const count of quarters) expect(count).toBeGreaterThan(hashes.size / 5)
})

it.each([
  ['main', 'main.main', 'user'],
  ['github.com/acme/x-y', 'github.com/acme/x-y.F', 'user'],
  ['leakdemo/internal/cache', 'leakdemo/internal/cache.Get', 'user'],
  ['net/http', 'net/http.Get', 'library'],
  ['internal/poll', 'internal/poll.(*FD).Read', 'library'],
  ['golang.org/x/net/http2', 'golang.org/x/net/http2.F', 'user'],
  ['runtime', 'runtime.mallocgc', 'runtime'],
  ['internal/runtime/maps', 'internal/runtime/maps.F', 'runtime'],
  ['runtime/pprof', 'runtime/pprof.Do', 'runtime'],
  ['[leakdemo]', '[leakdemo]', 'binary'],
  ['', 'root', 'root'],
  ['', 'memeqbody', 'runtime'],
  ['', 'qsort', 'user'],
  ['<unknown>', '<unknown>', 'binary'],
  ['std', 'std::sort', 'library'],
  ['java.util', 'java.util.HashMap.get', 'library'],
  ['com.acme', 'com.acme.Shop.buy', 'user'],
])('%s %s is %s', (packageName, name, kind) => {
  expect(kindOf(packageName, name)).toBe(kind)
})

it('heat grows with the share, and a little is told from nothing', () => {
  expect([0, 0.0001, 0.01, 0.25, 1].map((share) => heatStep(share * 50, 50))).toEqual([
    0, 1, 2, 8, 15,
  ])
  expect(heatStep(-10, 40)).toBe(heatStep(10, 40))
  expect(heatStep(80, 40)).toBe(HEAT_STEPS - 1)
  expect(heatStep(1, 0)).toBe(0)
})
