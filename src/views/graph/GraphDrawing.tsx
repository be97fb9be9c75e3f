import { memo } from 'react'
import type { TextGeometry } from '../../worker/graph-layout-geometry.ts'
import { pageColors } from './colors.ts'
import type { GraphPicture, PictureArrow, PictureBox, Place } from './picture.ts'

/** How the parts of a picture are marked. */
export interface Marks {
  /** Nodes that are selected, and those that an arrow joins with them. */
  readonly selected: ReadonlySet<number>
  readonly near: ReadonlySet<number>
  /** The node that the keyboard is at; -1 for none. */
  readonly cursor: number
  readonly hovered: Place | null
}

interface GraphDrawingProps {
  readonly picture: GraphPicture
  readonly marks: Marks
}

/**
 * The picture as SVG, in points. All texts are text nodes: nothing of a profile becomes markup.
 * `data-*` says to the pointer what it is at.
 */
export const GraphDrawing = memo(function GraphDrawing({ picture, marks }: GraphDrawingProps) {
  const { answer, boxes, arrows } = picture
  const chosen = marks.selected.size > 0
  const isHovered = (type: Place['type'], index: number) =>
    marks.hovered?.type === type && marks.hovered.index === index
  return (
    <g className={chosen ? 'graph-drawing chosen' : 'graph-drawing'}>
      {arrows.map((drawn, i) => {
        const ends = drawn.edge < 0 ? undefined : answer.edges[drawn.edge]
        const near = ends
          ? marks.selected.has(ends.caller) || marks.selected.has(ends.callee)
          : marks.selected.has(drawn.node)
        return (
          <Arrow
            // biome-ignore lint/suspicious/noArrayIndexKey: the arrows of a picture do not move
            key={i}
            drawn={drawn}
            className={classes('graph-arrow', {
              near,
              hovered: drawn.edge >= 0 && isHovered('edge', drawn.edge),
            })}
          />
        )
      })}
      {boxes.map((drawn, i) => (
        <Box
          key={drawn.box.name}
          drawn={drawn}
          index={i}
          folded={drawn.kind === 'node' ? answer.nodes[drawn.node]!.folded : 0}
          className={classes(`graph-box graph-${drawn.kind}`, {
            selected: drawn.kind === 'node' && marks.selected.has(drawn.node),
            near:
              drawn.kind === 'node' ? marks.near.has(drawn.node) : marks.selected.has(drawn.node),
            cursor: drawn.kind === 'node' && drawn.node === marks.cursor,
            match: drawn.kind === 'node' && answer.nodes[drawn.node]!.match,
            hovered: drawn.kind === 'node' ? isHovered('node', drawn.node) : isHovered('tag', i),
          })}
        />
      ))}
    </g>
  )
})

function classes(always: string, marks: Readonly<Record<string, boolean>>): string {
  const set = Object.keys(marks).filter((name) => marks[name])
  return [always, ...set].join(' ')
}

interface BoxProps {
  readonly drawn: PictureBox
  readonly index: number
  /** Labels that are not drawn. */
  readonly folded: number
  readonly className: string
}

const Box = memo(function Box({
  drawn: { box, kind, node, share },
  index,
  folded,
  className,
}: BoxProps) {
  const colors = share === undefined ? undefined : pageColors(share)
  const data = kind === 'node' ? { 'data-node': node } : kind === 'tag' ? { 'data-tag': index } : {}
  return (
    <g className={className} {...data}>
      <path
        className="graph-outline"
        d={box.outline}
        style={colors && { fill: colors.fill, stroke: colors.line }}
      />
      {box.lines !== '' && <path className="graph-line" d={box.lines} />}
      <Texts texts={box.texts} />
      {folded > 0 && (
        <text
          className="graph-folded"
          x={box.x + box.width - 3}
          y={box.y + box.height - 3}
          fontSize={8}
          textAnchor="end"
        >
          +{folded}
        </text>
      )}
    </g>
  )
}, sameLook)

interface ArrowProps {
  readonly drawn: PictureArrow
  readonly className: string
}

const Arrow = memo(function Arrow({ drawn: { arrow, edge, share }, className }: ArrowProps) {
  const color = share === undefined ? undefined : pageColors(share).line
  return (
    <g className={className} data-edge={edge < 0 ? undefined : edge}>
      <path
        className="graph-line"
        d={arrow.line}
        strokeDasharray={arrow.dotted ? '1 5' : undefined}
        style={{ strokeWidth: lineWidth(arrow.lineWidth), ...(color && { stroke: color }) }}
      />
      <path
        className="graph-tip"
        d={arrow.tip}
        strokeWidth={arrow.lineWidth}
        style={color === undefined ? undefined : { fill: color, stroke: color }}
      />
      {/* A line is too thin to be pointed at. */}
      <path className="graph-reach" d={arrow.line} />
      <Texts texts={arrow.texts} />
    </g>
  )
}, sameLook)

/** A search makes a new picture of the same layout: only what looks otherwise is drawn again. */
function sameLook(
  before: { readonly drawn: PictureBox | PictureArrow; readonly className: string },
  after: { readonly drawn: PictureBox | PictureArrow; readonly className: string },
): boolean {
  const geometry = (drawn: PictureBox | PictureArrow) => ('box' in drawn ? drawn.box : drawn.arrow)
  return before.className === after.className && geometry(before.drawn) === geometry(after.drawn)
}

/** However small the picture is, its lines are seen. */
function lineWidth(points: number): string {
  return `max(${points}px, var(--graph-hair))`
}

/** Fonts differ in how wide they are: each text takes the room that the layout left for it. */
function Texts({ texts }: { readonly texts: readonly TextGeometry[] }) {
  return texts.map(({ text, x, y, align, size, width }, i) => (
    <text
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a label do not move
      key={i}
      x={x}
      y={y}
      fontSize={size}
      textAnchor={align}
      textLength={width > 0 ? width : undefined}
      lengthAdjust="spacingAndGlyphs"
    >
      {text}
    </text>
  ))
}
