import { Fragment } from 'react'
import type { Token } from './highlight.ts'

interface CodeTextProps {
  readonly tokens: readonly Token[]
  /** Text to mark wherever it stands, whatever the case; "" for none. */
  readonly mark: string
}

/** A line of source in its colours, with what the search found in it. */
export function CodeText({ tokens, mark }: CodeTextProps) {
  const marks = mark === '' ? [] : occurrences(tokens.map(({ text }) => text).join(''), mark)
  let at = 0
  return tokens.map((token, i) => {
    const from = at
    at += token.text.length
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other name than their place
      <span key={i} className={token.className}>
        {marks.length === 0 ? token.text : cut(token.text, from, marks, mark.length)}
      </span>
    )
  })
}

function occurrences(text: string, mark: string): number[] {
  const lower = text.toLowerCase()
  const wanted = mark.toLowerCase()
  const found: number[] = []
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    found.push(at)
  }
  return found
}

/** The text of a token that begins at column `from`, with the marks that reach into it. */
function cut(text: string, from: number, marks: readonly number[], length: number) {
  const pieces = []
  let at = 0
  for (const mark of marks) {
    const start = Math.max(at, mark - from)
    const end = Math.min(text.length, mark + length - from)
    if (end <= start) continue
    pieces.push(
      <Fragment key={mark}>
        {text.slice(at, start)}
        <mark>{text.slice(start, end)}</mark>
      </Fragment>,
    )
    at = end
  }
  return [...pieces, text.slice(at)]
}
