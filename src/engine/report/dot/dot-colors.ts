/** How far colours are shifted away from grey, so that small shares can be distinguished. */
const EXPONENT = 0.3
/** Shares below this fade to grey; else they would look yellow. */
const FADES_BELOW = 0.2

/** Saturation and value (as in HSV) of the strongest colour. */
export interface Shade {
  readonly saturation: number
  readonly value: number
}

/** What is drawn and what it is drawn on. */
const FOREGROUND: Shade = { saturation: 1, value: 0.7 }
const BACKGROUND: Shade = { saturation: 0.1, value: 0.93 }

/**
 * The colour of a share of the total, from −1 (green) over 0 (grey) to 1 (red).
 * (Formula: github.com/google/pprof, internal/graph dotColor.)
 */
export function dotColor(share: number, background: boolean): string {
  return shareColor(share, background ? BACKGROUND : FOREGROUND)
}

/** The same in another shade: for a dark page. */
export function shareColor(share: number, shade: Shade): string {
  const { value } = shade
  const score = Math.max(-1, Math.min(1, share))
  const size = Math.abs(score)
  const saturation = size < FADES_BELOW ? shade.saturation * (size / FADES_BELOW) : shade.saturation
  const shifted = size ** EXPONENT
  const faint = value * (1 - saturation * shifted)
  const [red, green] = score < 0 ? [faint, value] : [value, faint]
  const blue = value * (1 - saturation)
  return `#${[red, green, blue].map(hexByte).join('')}`
}

/** A part of a colour, 0 to 1, truncated (not rounded) to a byte; NaN is 0. */
function hexByte(part: number): string {
  return (Math.trunc(part * 255) & 0xff).toString(16).padStart(2, '0')
}
