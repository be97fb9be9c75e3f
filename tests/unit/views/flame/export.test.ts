import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { htmlOf, newNonce } from '../../../../src/views/flame/export/html.ts'
import type { ExportedPart, ExportedPicture } from '../../../../src/views/flame/export/picture.ts'
import { escaped, svgOf } from '../../../../src/views/flame/export/svg.ts'
import { pageTree } from '../../../../src/views/flame/export/tree.ts'
import { modelOf } from '../../../../src/views/picture/model.ts'
import { measureOf } from '../../../../src/views/picture/words.ts'
import type { FlameAnswer, FlameShape } from '../../../../src/worker/protocol.ts'
import { drawn } from '../picture/drawn.ts'

const DOWN: FlameShape = { direction: 'down', frame: '', collapse: false, order: 'size' }

function part(answer: FlameAnswer, shape: Partial<FlameShape> = {}, from = 0, to = 1) {
  const made: ExportedPart = {
    shape: { ...DOWN, ...shape },
    model: modelOf(answer),
    span: { from, to },
  }
  return made
}

function picture(parts: readonly ExportedPart[], more: Partial<ExportedPicture> = {}) {
  const made: ExportedPicture = {
    title: 'cpu.pb.gz',
    details: 'cpu: 4ms',
    coloring: 'package',
    measure: measureOf(4, 'milliseconds', DEFAULT_OPTIONS),
    searching: false,
    parts,
    ...more,
  }
  return made
}

const answer = drawn(`
  main.main   main.main   main.main   gc.run
  main.serve  main.serve  main.idle   .
`)

/** Rectangles of a drawing: `name x y width`. */
function rects(svg: string): string[] {
  const frames = svg.matchAll(
    /<g><title>(\S+).*?<\/title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g,
  )
  return Array.from(frames, ([, name, x, y, width]) => `${name} ${x} ${y} ${width}`)
}

describe('the drawing', () => {
  test('has a rectangle per frame, the root on top', () => {
    expect(rects(svgOf(picture([part(answer)]), 420, 'light'))).toEqual([
      'root 10 48 399',
      'main.main 10 68 299',
      'gc.run 310 68 99',
      'main.serve 10 88 199',
      'main.idle 210 88 99',
    ])
  })

  test('shows the part that is on screen', () => {
    const rest = rects(svgOf(picture([part(answer, {}, 0.5, 1)]), 420, 'light'))
    expect(rest).toEqual([
      'root 10 48 399',
      'main.main 10 68 199',
      'gc.run 210 68 199',
      'main.idle 10 88 199',
    ])
  })

  test('of a sandwich has the frame once, its callers above', () => {
    const callers = { ...drawn('a b'), frames: drawn('a b').frames.map((f) => ({ ...f, key: 1 })) }
    const parts = [
      part(callers, { direction: 'callers' }),
      part(drawn('x'), { direction: 'callees' }),
    ]
    expect(rects(svgOf(picture(parts), 420, 'light'))).toEqual([
      'a 10 48 199',
      'b 210 48 199',
      'root 10 68 399',
      'x 10 88 399',
    ])
  })

  test('is XML whatever the names are', () => {
    const name = 'std::vector<int>&\0\ud800"quoted"'
    const odd = { ...answer, frames: answer.frames.map((frame) => ({ ...frame, name })) }
    const svg = svgOf(picture([part(odd)], { title: name, details: name }), 900, 'dark')
    expect(svg).not.toMatch(/<int>|&\0|\0|\ud800/)
    expect(svg).toContain('std::vector&lt;int&gt;&amp;\ufffd\ufffd&quot;quoted&quot;')
    expect(escaped('😀 \t é')).toBe('😀 \t é')
  })
})

describe('the tree of the page', () => {
  const treeOf = (of: ExportedPart) => pageTree(picture([of]), of, { light: [], dark: [] })

  test('has parents before children, in columns', () => {
    const { name, parent, width, text } = treeOf(part(answer))
    expect(name).toEqual(['root', 'main.main', 'gc.run', 'main.serve', 'main.idle'])
    expect(parent).toEqual([-1, 0, 0, 1, 1])
    expect(width.map((units) => units / 1e9)).toEqual([1, 0.75, 0.25, 0.5, 0.25])
    expect(text[3]).toBe('main.serve · 2ms of 4ms (50.00%) · self 2ms')
  })

  test('has no frame narrower than those below it, and none without width', () => {
    const widths = { ...answer, w: Float64Array.of(1, 0.7, -0.1, 0.5, 0.4) }
    const { parent, width } = treeOf(part(widths))
    for (const [i, own] of width.entries()) {
      expect(own).toBeGreaterThan(0)
      const below = width.filter((_, j) => parent[j] === i).reduce((sum, w) => sum + w, 0)
      expect(own).toBeGreaterThanOrEqual(below)
    }
  })

  test('ends where its library could not go on', () => {
    const deep = treeOf(part(drawn(Array(1200).fill('a').join('\n'))))
    expect(deep.name).toHaveLength(1000)
    expect(deep.cut).toBe(201)
  })
})

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!-- ]]> & "'
  const odd = { ...answer, frames: answer.frames.map((frame) => ({ ...frame, name: hostile })) }
  const html = htmlOf(picture([part(odd)], { title: hostile, details: hostile }), '0.3%', 'n0nce')

  test('has names as data only', () => {
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('alert(1)</script>')
    expect(html.match(/<script/g)).toHaveLength(5)
    const data = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)![1]!
    expect(JSON.parse(data).trees[0].name[1]).toBe(hostile)
  })

  test('lets nothing run but its own scripts, and nothing in from elsewhere', () => {
    expect(html).toContain(
      `content="default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'"`,
    )
    expect(html).not.toMatch(/(src|href)="/)
  })

  test('has a nonce that nobody knows before', () => {
    expect(newNonce()).toMatch(/^[0-9a-f]{36}$/)
    expect(newNonce()).not.toBe(newNonce())
  })
})
