import type { CSSProperties } from 'react'
import './figure.css'

/**
 * A figure in a column: its point, or its last digit, stands below those of the others. The column
 * says how much room there is behind that: `tailStyle(tailOf(its texts))`.
 */
export function Figure({ text }: { readonly text: string }) {
  const at = pointOf(text)
  return (
    <span className="figure">
      {text.slice(0, at)}
      <span className="figure-tail">{text.slice(at)}</span>
    </span>
  )
}

/** As many characters as stand behind the whole number in the longest of some figures. */
export function tailOf(texts: Iterable<string>): number {
  let longest = 0
  for (const text of texts) longest = Math.max(longest, text.length - pointOf(text))
  return longest
}

/** For a column, or its cells: room behind the point of its figures. */
export function tailStyle(tail: number): CSSProperties {
  const style: CSSProperties & { readonly '--tail': number } = { '--tail': tail }
  return style
}

/** Where what does not count towards the whole number begins: a decimal point or a unit. */
function pointOf(text: string): number {
  const whole = /\d(?=[^\d,])|\d$/.exec(text)
  return whole ? whole.index + 1 : text.length
}
