import type { Change, ChangeState } from '../../session/compare-answers.ts'

/**
 * How much a value grew, in percent. There is no percentage where one side has nothing: the frame is
 * new or gone then or, where it is on both sides by its other value, this one has come from 0 or
 * gone to it.
 * @param frame what became of the frame
 */
export function growthWords({ deltaPercent, state }: Change, frame: ChangeState): string {
  if (state === 'new') return frame === 'new' ? 'new' : 'from 0'
  if (state === 'gone') return frame === 'gone' ? 'gone' : 'to 0'
  return deltaPercent
}
