import { memo, type PointerEvent } from 'react'
import type { Camera, Point, Size } from './camera.ts'
import { pageColors } from './colors.ts'
import type { GraphPicture } from './picture.ts'

/** The most room that it takes, in pixels. */
const WIDTH = 180
const HEIGHT = 140

interface MinimapProps {
  readonly picture: GraphPicture
  readonly camera: Camera
  readonly pane: Size
  /** Brings a point of the picture to the middle of the pane. */
  onCentre(point: Point): void
}

/** The whole picture in small, and which part of it is on screen; a press or a drag goes there. */
export function Minimap({ picture, camera, pane, onCentre }: MinimapProps) {
  const { width, height } = picture.geometry
  const scale = Math.min(WIDTH / width, HEIGHT / height)

  function go(event: PointerEvent<SVGSVGElement>) {
    if (event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { left, top } = event.currentTarget.getBoundingClientRect()
    onCentre({ x: (event.clientX - left) / scale, y: (event.clientY - top) / scale })
  }

  return (
    <svg
      className="graph-minimap"
      aria-hidden="true"
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      onPointerDown={go}
      onPointerMove={go}
    >
      <Boxes picture={picture} />
      <rect
        className="graph-minimap-part"
        x={-camera.x / camera.scale}
        y={-camera.y / camera.scale}
        width={pane.width / camera.scale}
        height={pane.height / camera.scale}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

const Boxes = memo(function Boxes({ picture }: { readonly picture: GraphPicture }) {
  return picture.boxes.map(({ box, share }) => (
    <rect
      key={box.name}
      className="graph-minimap-box"
      x={box.x}
      y={box.y}
      width={box.width}
      height={box.height}
      style={share === undefined ? undefined : { fill: pageColors(share).line }}
    />
  ))
})
