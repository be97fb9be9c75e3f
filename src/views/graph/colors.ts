import { dotColor, shareColor } from '../../engine/report/dot/dot-colors.ts'

/**
 * The colours of shares of the total, as pprof has them on a white page, and the same order of hues
 * on a dark one: grey for little, red for much; but blue for less than before, as in all differences
 * of the page, where pprof has green, which red-green colour-blind readers do not tell from red.
 */
export interface ShareColors {
  readonly line: string
  readonly fill: string
}

/** On black what is bright stands out: little is darker than much. */
const DARKEST = 0.45
const BRIGHTEST = 0.92
const DARK_FILL = { saturation: 0.42, value: 0.24 }

/** For a picture on white paper. */
export function paperColors(share: number): ShareColors {
  const known = shareOf(share)
  return { line: hued(known, dotColor(known, false)), fill: hued(known, dotColor(known, true)) }
}

/** For the page, whichever theme it has. */
export function pageColors(share: number): ShareColors {
  const known = shareOf(share)
  const light = paperColors(known)
  return {
    line: `light-dark(${light.line}, ${darkLine(known)})`,
    fill: `light-dark(${light.fill}, ${hued(known, shareColor(known, DARK_FILL))})`,
  }
}

function darkLine(share: number): string {
  const size = Math.min(1, Math.abs(share)) ** 0.5
  const value = DARKEST + (BRIGHTEST - DARKEST) * size
  return hued(share, shareColor(share, { saturation: 0.75, value }))
}

/** The blue that is as light and strong as the green of a decrease. @param color #rrggbb */
function hued(share: number, color: string): string {
  return share < 0 ? `#${color.slice(5)}${color.slice(1, 5)}` : color
}

/** A total of 0 has no shares. */
function shareOf(share: number): number {
  return Number.isNaN(share) ? 0 : share
}
