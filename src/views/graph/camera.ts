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
/** A small graph is not blown up beyond the size that pprof's page gives it. */
const MOST_FIT = 4 / 3
const MOST = 8
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
