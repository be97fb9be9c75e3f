/**
 * The zoom of a flame graph. `root` is a path of frame keys from the top root; its frame fills the
 * width of the picture, its callers lie above it at full width. `from` and `to` are the visible
 * part of the root's width: wheel and drag move them, a click changes `root`.
 */
export interface Zoom {
  readonly root: readonly number[]
  readonly from: number
  readonly to: number
}

export const WHOLE: Zoom = Object.freeze({ root: [], from: 0, to: 1 })

/** A part of a root's width. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The position of a frame in the width of another frame, as shares of it. */
export interface Place {
  readonly x: number
  readonly w: number
}

/**
 * The narrowest visible part of a root: with narrower ones, rounding of the shares would show. A
 * click zooms deeper.
 */
export const NARROWEST = 1e-6
/** Decimals of shares in links: a millionth of the narrowest part. */
const DIGITS = 12

/** `span` magnified by `factor` around the point that lies `at` (0 … 1) of it; may reach past 0 … 1. */
export function magnified(span: Span, factor: number, at: number): Span {
  const width = Math.max(NARROWEST, (span.to - span.from) / factor)
  const point = span.from + (span.to - span.from) * at
  return { from: point - width * at, to: point + width * (1 - at) }
}

/** `span` moved by `share` of itself, kept inside 0 … 1. */
export function moved(span: Span, share: number): Span {
  const by = (span.to - span.from) * share
  return clamped({ from: span.from + by, to: span.to + by })
}

/** `span` moved, and cut where it is too wide, to lie inside 0 … 1. */
export function clamped(span: Span): Span {
  const width = span.to - span.from
  if (width >= 1) return { from: 0, to: 1 }
  if (span.from < 0) return { from: 0, to: width }
  if (span.to > 1) return { from: 1 - width, to: 1 }
  return span
}

/** `span` of a root that lies at `place` in an outer root, as a span of the outer one. */
export function outward(span: Span, place: Place): Span {
  return { from: place.x + span.from * place.w, to: place.x + span.to * place.w }
}

/** The inverse: `span` of the outer root as a span of the root at `place`. */
export function inward(span: Span, place: Place): Span {
  return { from: (span.from - place.x) / place.w, to: (span.to - place.x) / place.w }
}

/**
 * Interpolates between two spans of one root at `t` (0 … 1), such that the edges of every frame
 * move evenly on screen: the magnification and the offset are interpolated, not the span.
 */
export function between(a: Span, b: Span, t: number): Span {
  const ka = 1 / (a.to - a.from)
  const kb = 1 / (b.to - b.from)
  const k = ka + (kb - ka) * t
  const offset = -a.from * ka + (-b.from * kb + a.from * ka) * t
  return { from: -offset / k, to: (1 - offset) / k }
}

/** Whether the path `inner` starts with the path `outer`. */
export function startsWith(inner: readonly number[], outer: readonly number[]): boolean {
  return inner.length >= outer.length && outer.every((key, i) => inner[i] === key)
}

/** Whether two paths are equal. */
export function samePath(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && startsWith(a, b)
}

/** Whether two zooms are equal. */
export function sameZoom(a: Zoom, b: Zoom): boolean {
  return a.from === b.from && a.to === b.to && samePath(a.root, b.root)
}

/** One level out: first the whole of the root, then the frame above it. */
export function oneOut({ root, from, to }: Zoom): Zoom {
  const isWhole = from === 0 && to === 1
  return { root: isWhole ? root.slice(0, -1) : root, from: 0, to: 1 }
}

/**
 * The text in a link: `12.5.88`, with `~from~to` where only a part is visible; "" for everything.
 */
export function printZoom({ root, from, to }: Zoom): string {
  const path = root.join('.')
  return from === 0 && to === 1 ? path : `${path}~${from}~${to}`
}

/** Parses the text of a link; WHOLE if it is invalid. */
export function parseZoom(text: string): Zoom {
  const [path = '', from = '0', to = '1'] = text.split('~')
  const root = path === '' ? [] : path.split('.').map(Number)
  const span = { from: Number(from), to: Number(to) }
  const valid =
    /^(?:\d{1,9}(?:\.\d{1,9})*)?$/.test(path) &&
    span.from >= 0 &&
    span.to <= 1 &&
    span.to - span.from >= NARROWEST / 2
  return valid ? { root, ...span } : WHOLE
}

/** The span rounded to the digits that links have. */
export function rounded({ from, to }: Span): Span {
  return { from: Number(from.toFixed(DIGITS)), to: Number(to.toFixed(DIGITS)) }
}
