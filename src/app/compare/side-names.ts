/** A name beside another one: what both have at their ends, and what tells it from the other. */
export interface NameParts {
  readonly before: string
  readonly own: string
  readonly after: string
}

/** Characters that are left of what is alike at one end of both names. */
const KEPT = 10

/**
 * The names of two sides in parts: what is alike is shortened, what differs is whole. Names are
 * parted at the characters that part their words.
 */
export function partedNames(a: string, b: string): readonly [NameParts, NameParts] {
  const [first, second] = [wordsOf(a), wordsOf(b)]
  const shorter = Math.min(first.length, second.length)
  let start = 0
  while (start < shorter && first[start] === second[start]) start++
  let end = 0
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end++
  // A part of its own that is empty says nothing: the word before it says what it is.
  const isEmpty = first.length === start + end || second.length === start + end
  if (isEmpty) start = Math.max(0, start - 2)
  const partsOf = (words: readonly string[]): NameParts => ({
    before: lastOf(words.slice(0, start)),
    own: words.slice(start, words.length - end).join(''),
    after: firstOf(words.slice(words.length - end)),
  })
  return [partsOf(first), partsOf(second)]
}

/** Words and what stands between them, in turns. */
function wordsOf(name: string): string[] {
  return name.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []
}

function lastOf(words: readonly string[]): string {
  const kept = wordsWithin(words.toReversed()).reverse()
  return `${kept.length < words.length ? '…' : ''}${kept.join('')}`
}

function firstOf(words: readonly string[]): string {
  const kept = wordsWithin(words)
  return `${kept.join('')}${kept.length < words.length ? '…' : ''}`
}

/** As many of the words as have room, from the first on. */
function wordsWithin(words: readonly string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const word of words) {
    length += word.length
    if (length > KEPT) break
    kept.push(word)
  }
  return kept
}
