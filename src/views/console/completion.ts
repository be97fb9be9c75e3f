import type { Completion } from '../../engine/questions/console/completion.ts'

/** Words that may stand in the line, and which of them is chosen. */
export interface Offer {
  readonly words: readonly Completion[]
  /** The part of the line that a word replaces. */
  readonly from: number
  readonly to: number
  /** -1: none yet. */
  readonly chosen: number
}

/** What all of the words begin with. */
export function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words
  let end = first.length
  for (const other of others) {
    while (!other.startsWith(first.slice(0, end))) end--
  }
  return first.slice(0, end)
}

/** The line with a word in its place, and where the caret goes. */
export function withWord(
  line: string,
  offer: Offer,
  word: string,
): { line: string; caret: number } {
  const before = line.slice(0, offer.from) + word
  return { line: before + line.slice(offer.to), caret: before.length }
}

/** Lines that contain what is typed, newest first. */
export function searchHistory(history: readonly string[], typed: string): readonly Completion[] {
  return history
    .filter((line) => line.includes(typed))
    .toReversed()
    .slice(0, 50)
    .map((line) => ({ text: line, label: line, detail: '' }))
}
