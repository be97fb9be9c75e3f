/**
 * The positions of boxes and arrows, from the output `json` of Graphviz: each object has lists of
 * drawing operations, of which outlines, lines and texts are used, colours and links ignored.
 * (Format: graphviz.org/docs/outputs/canon/#xdot and graphviz.org/docs/outputs/json/.)
 *
 * Lengths are in points, y grows downwards. Texts are plain text, without markup.
 */
export interface GraphGeometry {
  readonly width: number
  readonly height: number
  readonly boxes: readonly BoxGeometry[]
  readonly arrows: readonly ArrowGeometry[]
}

export interface BoxGeometry {
  /** The name of the node in the graph. */
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The outline, as the `d` of an SVG path; lines inside it (the edges of a box3d), or "". */
  readonly outline: string
  readonly lines: string
  readonly texts: readonly TextGeometry[]
  readonly tooltip: string
}

export interface ArrowGeometry {
  readonly tail: string
  readonly head: string
  /** The line and the arrow's head, each as the `d` of an SVG path. */
  readonly line: string
  readonly tip: string
  readonly texts: readonly TextGeometry[]
  readonly lineWidth: number
  readonly dotted: boolean
  readonly tooltip: string
}

export interface TextGeometry {
  readonly text: string
  /** The position of the base line; `align` says which part of the text is there. */
  readonly x: number
  readonly y: number
  readonly align: 'start' | 'middle' | 'end'
  readonly size: number
  /** What the layout left for it. */
  readonly width: number
}

/** The parts of the output that are used. */
interface Output {
  readonly bb: string
  readonly objects?: readonly OutputObject[]
  readonly edges?: readonly OutputEdge[]
}

interface OutputObject extends Drawn {
  readonly _gvid: number
  readonly name: string
  /** Only clusters have one. */
  readonly bb?: string
  readonly tooltip?: string
}

interface OutputEdge extends Drawn {
  readonly tail: number
  readonly head: number
  readonly tooltip?: string
}

interface Drawn {
  readonly _draw_?: readonly Operation[]
  readonly _ldraw_?: readonly Operation[]
  readonly _hdraw_?: readonly Operation[]
}

type Point = readonly [x: number, y: number]

interface Operation {
  readonly op: string
  readonly points?: readonly Point[]
  /** An ellipse: its centre and its radii. */
  readonly rect?: readonly [x: number, y: number, rx: number, ry: number]
  readonly pt?: Point
  readonly align?: string
  readonly size?: number
  readonly width?: number
  readonly text?: string
  readonly style?: string
}

const ALIGN = { l: 'start', c: 'middle', r: 'end' } as const

/**
 * Reads a layout.
 * @param json the output of Graphviz in the format `json`
 */
export function geometryOf(json: string): GraphGeometry {
  const output = JSON.parse(json) as Output
  const [, , width = 0, height = 0] = output.bb.split(',').map(Number)
  const nodes = (output.objects ?? []).filter(({ bb }) => bb === undefined)
  const names = new Map(nodes.map(({ _gvid, name }) => [_gvid, name]))
  const pen = new Pen(height)
  return {
    width,
    height,
    boxes: nodes.map((node) => boxOf(node, pen)).filter(({ outline }) => outline !== ''),
    arrows: (output.edges ?? []).map((edge) => arrowOf(edge, names, pen)),
  }
}

function boxOf(node: OutputObject, pen: Pen): BoxGeometry {
  const drawn = node._draw_ ?? []
  const outline = drawn.find(({ op }) => 'PpEe'.includes(op))
  const corners = outline ? cornersOf(outline) : []
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => pen.y(y))
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return {
    name: node.name,
    x,
    y,
    width: Math.max(...xs) - x,
    height: Math.max(...ys) - y,
    outline: outline ? pen.closed(outline) : '',
    lines: drawn
      .filter(({ op }) => op === 'L')
      .map(({ points = [] }) => pen.polyline(points))
      .join(''),
    texts: pen.texts(node._ldraw_),
    tooltip: node.tooltip ?? '',
  }
}

function arrowOf(edge: OutputEdge, names: ReadonlyMap<number, string>, pen: Pen): ArrowGeometry {
  const drawn = edge._draw_ ?? []
  const styles = drawn.filter(({ op }) => op === 'S').map(({ style = '' }) => style)
  const lineWidth = styles.map((style) => /^setlinewidth\((.*)\)$/.exec(style)?.[1]).find(Boolean)
  const tip = edge._hdraw_?.find(({ op }) => op === 'P')
  return {
    tail: names.get(edge.tail) ?? '',
    head: names.get(edge.head) ?? '',
    line: drawn
      .filter(({ op }) => op === 'b' || op === 'B')
      .map(({ points = [] }) => pen.curve(points))
      .join(''),
    tip: tip ? pen.closed(tip) : '',
    texts: pen.texts(edge._ldraw_),
    lineWidth: Number(lineWidth ?? 1),
    dotted: styles.includes('dotted'),
    tooltip: edge.tooltip ?? '',
  }
}

function cornersOf({ points, rect }: Operation): readonly Point[] {
  if (!rect) return points ?? []
  const [x, y, rx, ry] = rect
  return [
    [x - rx, y - ry],
    [x + rx, y + ry],
  ]
}

/** Writes paths; Graphviz's y grows upwards. */
class Pen {
  constructor(private readonly height: number) {}

  y(y: number): number {
    return round(this.height - y)
  }

  closed({ points = [], rect }: Operation): string {
    if (!rect) return `${this.polyline(points)}Z`
    const [x, y, rx, ry] = rect
    const arc = (dx: number): string => `a${rx},${ry} 0 1 0 ${dx},0`
    return `M${this.point([x - rx, y])}${arc(2 * rx)}${arc(-2 * rx)}Z`
  }

  polyline(points: readonly Point[]): string {
    return points.map((point, i) => `${i === 0 ? 'M' : 'L'}${this.point(point)}`).join('')
  }

  /** Connected cubic Bézier curves: a start, then three points for each curve. */
  curve([start, ...rest]: readonly Point[]): string {
    if (!start) return ''
    return `M${this.point(start)}C${rest.map((point) => this.point(point)).join(' ')}`
  }

  texts(operations: readonly Operation[] = []): TextGeometry[] {
    let size = 14
    const texts: TextGeometry[] = []
    for (const operation of operations) {
      if (operation.op === 'F') size = operation.size ?? size
      if (operation.op !== 'T' || !operation.pt) continue
      const { text = '', align = 'c', width = 0 } = operation
      const [x, y] = operation.pt
      const at = align === 'l' || align === 'r' ? ALIGN[align] : ALIGN.c
      texts.push({ text, x, y: this.y(y), align: at, size, width })
    }
    return texts
  }

  private point([x, y]: Point): string {
    return `${round(x)},${this.y(y)}`
  }
}

function round(length: number): number {
  return Math.round(length * 100) / 100
}
