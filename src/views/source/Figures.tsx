import type { Change } from '../../worker/protocol.ts'

interface Of {
  readonly of: 'flat' | 'cum'
  /** What both sides had comes before the difference. */
  readonly comparing: boolean
}

/** What both sides had, as printed, and what has become of it where that is known. */
export type Sides = Pick<Change, 'oldText' | 'newText'> & Partial<Pick<Change, 'state'>>

interface FiguresProps extends Of {
  readonly change?: Sides | undefined
  /** As `list` prints it; absent where there is no value. */
  readonly text?: string | undefined
  /** 0 … 1 */
  readonly heat?: number | undefined
}

/** A value of a line; in a difference behind what it was on both sides. */
export function Figures({ of, comparing, change, text, heat = 0 }: FiguresProps) {
  // The root tells lines of little weight apart as well.
  const share = heat === 0 ? 0 : Math.round(10 + 90 * Math.sqrt(heat))
  const background = `color-mix(in srgb, var(${heatOf(change, text)}) ${share}%, var(--bg))`
  return (
    <>
      {comparing && <span className={`code-figure code-${of} code-side`}>{change?.oldText}</span>}
      {comparing && <span className={`code-figure code-${of} code-side`}>{change?.newText}</span>}
      <span className={`code-figure code-${of}`} style={share === 0 ? {} : { background }}>
        {comparing && text !== undefined ? withSign(text) : text}
      </span>
    </>
  )
}

/** An amount of a difference as `list` prints it, with its sign; `.` and 0 have none. */
export function withSign(text: string): string {
  if (text.startsWith('-')) return `−${text.slice(1)}`
  return /^0*[1-9]|^0\.\d/.test(text) ? `+${text}` : text
}

/** The colour of the heaviest line: in a difference, of what has become of it. */
function heatOf(change: Sides | undefined, text = ''): string {
  switch (change?.state) {
    case 'grew':
    case 'new':
      return '--grew-bg'
    case 'shrank':
    case 'gone':
      return '--shrank-bg'
    default:
      return text.startsWith('-') ? '--shrank-bg' : '--heat-flat'
  }
}

/** Heads of the same columns. */
export function FigureHeads({ of, comparing, help }: Of & { readonly help: string }) {
  return (
    <>
      {comparing && (
        <>
          <span className={`code-figure code-${of} code-side`} title={`${help} in A, the base`}>
            old
          </span>
          <span className={`code-figure code-${of} code-side`} title={`${help} in B`}>
            new
          </span>
        </>
      )}
      <span className={`code-figure code-${of}`} title={help}>
        {comparing && 'Δ '}
        {of}
      </span>
    </>
  )
}
