import { useEffect, useEffectEvent } from 'react'
import { onCommand } from '../../store/transient.ts'

/** Goes to the next match, and to the previous one, where a list has to ask for it. */
export function useMatchSteps(toMatch: (step: 1 | -1) => Promise<void>): void {
  const go = useEffectEvent(toMatch)
  useEffect(
    () =>
      onCommand((command) => {
        if (command === 'reset-zoom') return
        // What cannot be asked just now is said where the rows are.
        go(command === 'next-match' ? 1 : -1).catch(() => {})
      }),
    [],
  )
}
