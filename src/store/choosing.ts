import type { SeveralAnswer } from '../worker/protocol.ts'
import { dispatch } from './session.ts'

// A file that holds several profiles: which of them are to be opened.

let answer: ((parts: readonly number[]) => void) | null = null

/** Asks a person which profiles of a file to open: their numbers, from 1; none to leave it. */
export function askWhich(
  name: string,
  { parts, passedOver }: Pick<SeveralAnswer, 'parts' | 'passedOver'>,
): Promise<readonly number[]> {
  dispatch({ type: 'asked', choice: { name, parts, passedOver } })
  return new Promise((resolve) => {
    answer = resolve
  })
}

/** Answers what is being asked, if anything is. */
export function choose(parts: readonly number[]): void {
  if (!answer) return
  dispatch({ type: 'chosen' })
  answer(parts)
  answer = null
}
