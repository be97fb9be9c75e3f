/** A sentence in which `what stands in backticks` is code. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.split('`')
  return parts.map((part, i) =>
    // An odd backtick out is text.
    i % 2 === 1 && i < parts.length - 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
      <code className="mono" key={i}>
        {part}
      </code>
    ) : (
      part
    ),
  )
}
