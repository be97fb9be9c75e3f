/** Which part of the picture is on screen: a point p of it is at p * scale + (x, y), in CSS pixels. */
export interface Camera {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Between the picture and the edge of the pane. */
const MARGIN = 12
const MOST = 8
/** The smallest type of pprof's graphs, in points, and what can be read without effort, in pixels. */
const SMALLEST_TYPE = 8
const READABLE = 11 / SMALLEST_TYPE
/** A small graph is not blown up beyond that, which is about the size that pprof's page gives it. */
const MOST_FIT = READABLE
/** So much of the picture stays on screen, in pixels. */
const KEPT = 60

/** All of the picture, in the middle. */
export function fitted(picture: Size, pane: Size): Camera {
  const scale = fitScale(picture, pane)
  return {
    scale,
    x: (pane.width - picture.width * scale) / 2,
    y: (pane.height - picture.height * scale) / 2,
  }
}

/**
 * A picture as it opens: all of it if that can be read, else as large as that, at the begin of a path
 * of boxes: the first one at the top, as many of the next ones below it as have room.
 */
export function opened(picture: Size, pane: Size, path: readonly (Point & Size)[]): Camera {
  const whole = fitted(picture, pane)
  const [first] = path
  if (whole.scale >= READABLE || !first) return whole
  const scale = READABLE
  const room = { width: pane.width / scale, height: pane.height / scale }
  const margin = MARGIN / scale
  let [left, right] = [first.x, first.x + first.width]
  for (const { x, y, width, height } of path) {
    if (y + height > first.y - margin + room.height) break
    const [from, to] = [Math.min(left, x), Math.max(right, x + width)]
    if (to - from > room.width - 2 * margin) break
    left = from
    right = to
  }
  // Nothing beyond the edge of the picture is worth room.
  const across = between(
    (left + right - room.width) / 2,
    picture.width + margin - room.width,
    -margin,
  )
  const down = between(first.y - margin, picture.height + margin - room.height, -margin)
  return { scale, x: -across * scale, y: -down * scale }
}

/** The value, not beyond `most`; and never below `least`, whatever that says. */
function between(value: number, most: number, least: number): number {
  return Math.max(least, Math.min(most, value))
}

function fitScale(picture: Size, pane: Size): number {
  const across = (pane.width - 2 * MARGIN) / picture.width
  const down = (pane.height - 2 * MARGIN) / picture.height
  return Math.max(0.005, Math.min(MOST_FIT, across, down))
}

/** Magnified by `factor`; what is at the point of the pane stays there. */
export function zoomed(
  camera: Camera,
  factor: number,
  at: Point,
  { picture, pane }: { readonly picture: Size; readonly pane: Size },
): Camera {
  const least = fitScale(picture, pane) / 2
  const scale = Math.min(MOST, Math.max(least, camera.scale * factor))
  const ratio = scale / camera.scale
  const moved = { scale, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio }
  return within(moved, picture, pane)
}

export function moved(
  camera: Camera,
  by: Point,
  { picture, pane }: { readonly picture: Size; readonly pane: Size },
): Camera {
  return within({ ...camera, x: camera.x + by.x, y: camera.y + by.y }, picture, pane)
}

/** The point of the picture in the middle of the pane. */
export function centred(camera: Camera, point: Point, pane: Size): Camera {
  return {
    scale: camera.scale,
    x: pane.width / 2 - point.x * camera.scale,
    y: pane.height / 2 - point.y * camera.scale,
  }
}

/** The same if the box is on screen, else with the box in the middle. */
export function showing(camera: Camera, box: Point & Size, pane: Size): Camera {
  const left = box.x * camera.scale + camera.x
  const top = box.y * camera.scale + camera.y
  const inside =
    left >= 0 &&
    top >= 0 &&
    left + box.width * camera.scale <= pane.width &&
    top + box.height * camera.scale <= pane.height
  if (inside) return camera
  return centred(camera, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, pane)
}

/** Whether some of the picture is off the screen. */
export function overflows({ scale, x, y }: Camera, picture: Size, pane: Size): boolean {
  const right = x + picture.width * scale
  const bottom = y + picture.height * scale
  return x < -1 || y < -1 || right > pane.width + 1 || bottom > pane.height + 1
}

/** The picture cannot be lost by dragging it away. */
function within({ scale, x, y }: Camera, picture: Size, pane: Size): Camera {
  return {
    scale,
    x: Math.min(pane.width - KEPT, Math.max(KEPT - picture.width * scale, x)),
    y: Math.min(pane.height - KEPT, Math.max(KEPT - picture.height * scale, y)),
  }
}
