import './figure.css'

/**
 * A figure in a column: its point, or its last digit, stands below those of the others. The column
 * says how much room there is behind that, by `tailOf` of its texts.
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

/** Where what does not count towards the whole number begins: a decimal point or a unit. */
function pointOf(text: string): number {
  const whole = /\d(?=[^\d,])|\d$/.exec(text)
  return whole ? whole.index + 1 : text.length
}
