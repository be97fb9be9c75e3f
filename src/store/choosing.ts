import type { SeveralAnswer } from '../worker/protocol.ts'
import { dispatch } from './session.ts'

// Choosing which profiles to open of a file that holds several.

let answer: ((parts: readonly number[]) => void) | null = null

/**
 * Asks the user which profiles of a file to open.
 * @returns their numbers, from 1; empty to open none
 */
export function askWhich(
  name: string,
  { parts, passedOver }: Pick<SeveralAnswer, 'parts' | 'passedOver'>,
): Promise<readonly number[]> {
  dispatch({ type: 'asked', choice: { name, parts, passedOver } })
  return new Promise((resolve) => {
    answer = resolve
  })
}

/** Answers the current question, if there is one. */
export function choose(parts: readonly number[]): void {
  if (!answer) return
  dispatch({ type: 'chosen' })
  answer(parts)
  answer = null
}
