import { Graphviz } from '@hpcc-js/wasm-graphviz'
import { beforeAll, describe, expect, test } from 'vitest'
import { report } from '../../../../src/engine/pprof.ts'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { pictureOf } from '../../../../src/views/graph/picture.ts'
import { svgFile } from '../../../../src/views/graph/svg-file.ts'
import { layoutOf } from '../../../../src/worker/graph-layout.ts'
import type { GraphGeometry } from '../../../../src/worker/graph-layout-geometry.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

let graphviz: Graphviz
beforeAll(async () => {
  graphviz = await Graphviz.load()
})

const laidOut = (dot: string): GraphGeometry => layoutOf(graphviz, dot)

/** Names that would end a string, a tag or an escape if they could. */
const ODD = [
  'say("hi")',
  '<script>alert(1)</script>',
  'back\\slash\\n\\N\\\\',
  'ünï→日本🚀',
  '</text></svg>',
  "it's_&_&nbsp;more",
]

function oddSession(): { session: EngineSession; dot: string } {
  const rows = ODD.map((_, depth) =>
    ODD.map((_, stack) => (stack >= depth ? ODD[depth]!.replaceAll(' ', '_') : '.')).join('  '),
  )
  const values = ODD.map((_, i) => (i + 1) * 10_000_000).join('  ')
  const profile = fromStacks(`${rows.join('\n')}\n---\ncpu/nanoseconds ${values}`)
  const lines = report(profile, { name: 'dot', options: DEFAULT_OPTIONS })
  return { session: new EngineSession(profile), dot: [...(lines as Iterable<string>)].join('\n') }
}

describe('a layout by Graphviz', () => {
  const dot = `digraph "g" {
    node [style=filled fillcolor="#f8f8f8"]
    N1 [label="main\\n1s" fontsize=22 shape=box tooltip="main (1s)"]
    N2 [label="sort" fontsize=8 shape=box]
    N2_0 [label="route:/sort" fontsize=8 shape=box3d tooltip="1s"]
    N1 -> N2 [label=" 1s\\n (inline)" penwidth=3 style="dotted" tooltip="main ... sort (1s)"]
    N2 -> N2_0 [label=" 1s"]
    N2 -> N0
  }`

  test('has boxes within its bounds, below each other, with their texts in order', () => {
    const { width, height, boxes } = laidOut(dot)
    expect(boxes.map(({ name }) => name)).toEqual(['N1', 'N2', 'N2_0', 'N0'])
    const [main, sort] = boxes
    expect(main!.y + main!.height).toBeLessThan(sort!.y)
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width + 1)
      expect(box.y + box.height).toBeLessThanOrEqual(height + 1)
      expect(box.outline).toMatch(/^M[-\d.,LaZ ]+Z$/)
    }
    expect(main!.texts.map(({ text, size, align }) => [text, size, align])).toEqual([
      ['main', 22, 'middle'],
      ['1s', 22, 'middle'],
    ])
    expect(main!.texts[0]!.y).toBeLessThan(main!.texts[1]!.y)
    expect(main!.tooltip).toBe('main (1s)')
  })

  test('has arrows with their ends, widths and dots', () => {
    const { arrows, boxes } = laidOut(dot)
    const dotted = arrows.find(({ head }) => head === 'N2')!
    expect(dotted).toMatchObject({ tail: 'N1', lineWidth: 3, dotted: true })
    expect(dotted.texts.map(({ text }) => text)).toEqual([' 1s', ' (inline)'])
    expect(dotted.line).toMatch(/^M[\d.]+,[\d.]+C/)
    // The tip is at the box that it points at.
    const tip = dotted.tip.split('L').map((point) => Number.parseFloat(point.split(',')[1]!))
    expect(Math.abs(Math.max(...tip) - boxes[1]!.y)).toBeLessThan(6)
    expect(arrows.find(({ head }) => head === 'N2_0')).toMatchObject({
      lineWidth: 1,
      dotted: false,
    })
  })

  test('draws the edges of a box3d', () => {
    expect(laidOut(dot).boxes[2]!.lines).toMatch(/^(M[\d.]+,[\d.]+L[\d.]+,[\d.]+){3}$/)
  })
})

describe('names that are markup, quotes and escapes', () => {
  test('stay texts', () => {
    const { dot } = oddSession()
    const texts = laidOut(dot).boxes.flatMap((box) => box.texts.map(({ text }) => text))
    expect(texts).toEqual(expect.arrayContaining(['<script>alert(1)</script>', 'say("hi")']))
    expect(texts).toEqual(expect.arrayContaining(['back\\slash\\n\\N\\\\', 'ünï→日本🚀']))
  })

  test('belong to the right nodes, with every arrow in its place', () => {
    const { session, dot } = oddSession()
    const answer = ask(session, 'graph', {
      options: DEFAULT_OPTIONS,
      search: { text: '', regexp: false, matchCase: false },
      labels: true,
    })
    const picture = pictureOf(answer, laidOut(dot))
    answer.nodes.forEach(({ frame, flatText }, i) => {
      const texts = picture.boxOf[i]!.texts.map(({ text }) => text)
      // A name is split at its dots; entities are Graphviz's to resolve.
      if (!/[.&]/.test(frame.name)) expect(texts[0]).toBe(frame.name)
      expect(texts.join(' ')).toContain(flatText)
    })
    expect(picture.arrows.filter(({ edge }) => edge >= 0).length).toBe(answer.edges.length)
    expect(picture.boxes.filter(({ kind }) => kind === 'legend').length).toBe(1)
  })

  test('are escaped in an SVG file', () => {
    const { session, dot } = oddSession()
    const answer = ask(session, 'graph', {
      options: DEFAULT_OPTIONS,
      search: { text: '', regexp: false, matchCase: false },
      labels: true,
    })
    const svg = svgFile(pictureOf(answer, laidOut(dot)), 'a<b>&"c"\u0001')
    expect(svg).toContain('<title>a&lt;b&gt;&amp;&quot;c&quot;\ufffd</title>')
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(svg).not.toContain('<script')
    expect(svg.match(/<\/svg>/g)?.length).toBe(1)
  })
})
