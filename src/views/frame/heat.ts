import type { CSSProperties } from 'react'

declare module 'react' {
  interface CSSProperties {
    /** The colours of heat bars; ui/tokens.css. */
    '--heat-flat'?: string
    '--heat-cum'?: string
  }
}

/** Length of a heat bar for a percentage as printed. */
export function heatWidth(percent: string): string {
  const share = Math.abs(Number.parseFloat(percent))
  return Number.isNaN(share) ? '0' : `${Math.min(100, share)}%`
}

/** What grew has the other colour wherever values are changes (ui/tokens.css). */
const SHRANK: CSSProperties = {
  '--heat-flat': 'var(--shrank-bg)',
  '--heat-cum': 'var(--shrank-bg)',
}

/** The colours of heat behind a value as printed, where it has shrunk. */
export function heatColors(value: string): CSSProperties | null {
  return value.startsWith('-') ? SHRANK : null
}

/**
 * A heat bar behind a cell.
 * @param percent as printed
 * @param value as printed, with its sign
 */
export function heatBar(percent: string, value: string): CSSProperties {
  return { backgroundSize: `${heatWidth(percent)} 16px`, ...heatColors(value) }
}
