import { describe, expect, it } from 'vitest'
import { modelOf } from '../../../../src/views/picture/model.ts'
import { heatStep, paletteOf } from '../../../../src/views/picture/palette.ts'
import { FlameRenderer, type Surface } from '../../../../src/views/picture/renderer.ts'
import type { Scene } from '../../../../src/views/picture/scene.ts'
import type { Coloring } from '../../../../src/views/picture/settings.ts'
import { drawn } from './drawn.ts'

// White twice would be one role.
const palette = { ...paletteOf('light'), matchText: '#fffffe' }

/** A canvas that writes down what is drawn, a letter 7 wide; colours by their role. */
function logged() {
  const log: string[] = []
  const roles = new Map<string, string>([
    [palette.background, 'background'],
    [palette.text, 'text'],
    [palette.dimText, 'dim text'],
    [palette.match, 'match'],
    [palette.matchText, 'match text'],
    [palette.self, 'self'],
    [palette.hover, 'hover'],
    [palette.outline, 'outline'],
    [palette.focus, 'focus'],
  ])
  for (const name of ['main', 'gc']) {
    roles.set(palette.fill(name, `${name}.f`), name)
    roles.set(palette.dimmed(palette.fill(name, `${name}.f`)), `${name} dim`)
  }
  roles.set(palette.fill('', 'root'), 'root')
  roles.set(palette.dimmed(palette.fill('', 'root')), 'root dim')
  const role = (color: unknown) => roles.get(String(color)) ?? String(color)
  const surface: Surface = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    font: '',
    textBaseline: 'top',
    fillRect: (x, y, w, h) => log.push(`${role(surface.fillStyle)} ${x},${y} ${w}x${h}`),
    strokeRect: (x, y, w, h) => log.push(`stroke ${role(surface.strokeStyle)} ${x},${y} ${w}x${h}`),
    fillText: (text, x, y) => log.push(`${role(surface.fillStyle)} "${text}" ${x},${y}`),
    measureText: (text) => ({ width: text.length * 7 }) as TextMetrics,
  }
  const canvas = { width: 0, height: 0, style: {} } as HTMLCanvasElement
  return { log, canvas, surface, renderer: new FlameRenderer(canvas, surface) }
}

const picture = drawn(
  `
    main.main   main.main   main.main   gc.run
    main.serve  main.serve  main.idle   gc.mark
  `,
  (name) => name === 'main.idle',
)

function scene(part: Partial<Scene> = {}): Scene {
  return {
    layers: [{ model: modelOf(picture), span: { from: 0, to: 1 }, firstRow: 0 }],
    width: 400,
    height: 60,
    scrollTop: 0,
    rowHeight: 20,
    bottom: null,
    ratio: 1,
    palette,
    coloring: 'package',
    marksSelf: true,
    fontFamily: 'monospace',
    all: 4,
    searching: false,
    selected: '',
    hover: -1,
    focus: -1,
    marked: -1,
    ...part,
  }
}

function log(part: Partial<Scene> = {}): string[] {
  const { log, renderer } = logged()
  renderer.draw(scene(part))
  return log
}

function withFont(part: Partial<Scene>) {
  const { log: lines, renderer, surface } = logged()
  renderer.draw(scene(part))
  return { lines, surface }
}

describe('a picture is drawn', () => {
  it('in rows, a colour at a time, with gaps of a pixel and names that fit', () => {
    expect(log()).toEqual([
      'background 0,0 400x60',
      'root 0,0 399x19',
      'main 0,20 299x19',
      'main 0,40 199x19',
      'main 200,40 99x19',
      'gc 300,20 99x19',
      'gc 300,40 99x19',
      'self 0,57 199x2',
      'self 200,57 99x2',
      'self 300,57 99x2',
      'text "root ▏100%" 4,14',
      'text "main.main ▏75%" 4,34',
      'text "gc.run ▏25%" 304,34',
      'text "main.serve ▏50%" 4,54',
      'text "main.idle" 204,54',
      'text "gc.mark ▏25%" 304,54',
    ])
  })

  it('to the pixel of the device', () => {
    const { canvas, renderer, log } = logged()
    renderer.draw(scene({ ratio: 1.5, width: 333 }))
    expect([canvas.width, canvas.height]).toEqual([500, 90])
    for (const line of log.filter((text) => !text.includes('"'))) {
      expect(line).toMatch(/ \d+,\d+ \d+x\d+$/)
    }
    expect(log).toContain('gc 375,30 123x28')
  })

  it('only where it is on screen', () => {
    const rows = log({ scrollTop: 25, height: 20 }).filter((line) => !line.includes('"'))
    expect(rows.filter((line) => /^(main|gc|root) /.test(line))).toEqual([
      'main 0,-5 299x19',
      'main 0,15 199x19',
      'main 200,15 99x19',
      'gc 300,-5 99x19',
      'gc 300,15 99x19',
    ])
    const zoomed = log({
      layers: [{ model: modelOf(picture), span: { from: 0.5, to: 0.75 }, firstRow: 0 }],
    })
    expect(zoomed.filter((line) => line.includes('main'))).toEqual([
      'main 0,20 399x19',
      'main 0,40 399x19',
      'text "main.main ▏75%" 4,34',
      'text "main.idle ▏25%" 4,54',
    ])
    expect(zoomed.some((line) => line.includes('gc'))).toBe(false)
  })

  it('with the callers of the root at full width, stepping back', () => {
    const inner = { ...picture, rootDepth: 1, root: [1] }
    const layers = [{ model: modelOf(inner), span: { from: 0, to: 0.5 }, firstRow: 0 }]
    const lines = log({ layers })
    expect(lines).toContain('root dim 0,0 399x19')
    expect(lines).toContain('dim text "root ▏100%" 4,14')
    expect(lines).toContain('main 0,20 399x19')
  })

  it('with matches that stand out and all else stepping back', () => {
    const lines = log({ searching: true })
    expect(lines.filter((line) => line.startsWith('match'))).toEqual([
      'match 200,40 99x19',
      'match text "main.idle" 204,54',
    ])
    expect(lines).toContain('main dim 0,20 299x19')
    expect(lines.some((line) => line.startsWith('self'))).toBe(false)
  })

  it('so that a match too narrow for a pixel of its own is seen', () => {
    const layers = [{ model: modelOf(picture), span: { from: -600, to: 600 }, firstRow: 0 }]
    const lines = log({ layers, width: 120, searching: true })
    expect(lines.filter((line) => line.startsWith('match'))).toEqual(['match 60,40 1x19'])
  })

  it('with outlines: the selected frame wherever it occurs, the hovered, the focused', () => {
    const twice = modelOf(drawn('main.a  gc.b\nmain.c  main.c'))
    const layers = [{ model: twice, span: { from: 0, to: 1 }, firstRow: 0 }]
    expect(log({ layers, selected: 'main.c' }).filter((line) => line.startsWith('stroke'))).toEqual(
      [
        'stroke outline 1,41 197x17',
        'stroke background 2.5,42.5 194x14',
        'stroke outline 201,41 197x17',
        'stroke background 202.5,42.5 194x14',
      ],
    )
    expect(log({ layers, hover: 0 })).toContain('stroke hover 0.5,0.5 398x18')
    expect(log({ layers, focus: 0 })).toContain('stroke focus 1,1 397x17')
  })

  it('with rows that grow upwards from the bottom, the first left out', () => {
    // Scrolled to the end of 80 pixels: row 1 ends where the canvas ends.
    const rows = log({ bottom: 80, scrollTop: 20, marksSelf: false }).filter(
      (line) => !line.includes('"'),
    )
    expect(rows.filter((line) => /^(root|main|gc) /.test(line))).toEqual([
      'main 0,40 299x19',
      'main 0,20 199x19',
      'main 200,20 99x19',
      'gc 300,40 99x19',
      'gc 300,20 99x19',
    ])
  })

  it('with higher rows and larger letters where wanted', () => {
    const { surface, lines } = withFont({ rowHeight: 24 })
    expect(lines).toContain('main 0,24 299x23')
    expect(surface.font).toBe('13px monospace')
  })

  it('with the heat of what frames have themselves, or with what they call', () => {
    const heat = (coloring: Coloring) =>
      log({ coloring, marksSelf: false })
        .filter((line) => line.startsWith('#'))
        .map((line) => line.split(' ')[0])
    const { heat: at } = palette
    // Beside the hottest of them: nothing of their own above, then it, and a half of it twice.
    expect(new Set(heat('self'))).toEqual(new Set([at(0), at(15), at(heatStep(0.5, 1))]))
    expect(new Set(heat('total'))).toEqual(
      new Set([at(15), at(heatStep(2, 3)), at(heatStep(1, 3))]),
    )
  })

  it('and nothing where there is nothing', () => {
    expect(log({ layers: [] })).toEqual(['background 0,0 400x60'])
  })
})

it('a layer above leaves the rows before its first to the one below', () => {
  const model = modelOf(picture)
  const layers = [
    { model, span: { from: 0, to: 1 }, firstRow: 0 },
    { model, span: { from: 0.25, to: 1 }, firstRow: 2 },
  ]
  const roots = log({ layers }).filter((line) => line.startsWith('root'))
  expect(roots).toEqual(['root 0,0 399x19'])
})

it('a layer below leaves out what the one above hides', () => {
  const hidden = { span: { from: 0, to: 0.75 }, firstRow: 1 }
  const layers = [{ model: modelOf(picture), span: { from: 0, to: 1 }, firstRow: 0, hidden }]
  const frames = log({ layers }).filter((line) => /^(root|main|gc) /.test(line))
  expect(frames).toEqual(['root 0,0 399x19', 'gc 300,20 99x19', 'gc 300,40 99x19'])
})

it('the mark of a frame’s own time stays where it is when the frame is cut', () => {
  const model = modelOf(drawn('main.f main.f main.f main.f\nmain.g main.g . .'))
  const marks = (from: number, to: number) =>
    log({ layers: [{ model, span: { from, to }, firstRow: 0 }] }).filter((line) =>
      line.startsWith('self'),
    )
  expect(marks(0, 1)).toEqual(['self 200,37 199x2', 'self 0,57 199x2'])
  expect(marks(0, 0.5)).toEqual(['self 0,57 399x2'])
  expect(marks(0.25, 0.75)).toEqual(['self 200,37 199x2', 'self 0,57 199x2'])
})
