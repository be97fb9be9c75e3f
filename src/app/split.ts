import { splitStage } from '../store/actions.ts'
import { viewStore } from '../store/navigation.ts'
import type { ViewName } from '../store/view.ts'

/** What was beside another view last. */
let last: ViewName = 'top'

/** Puts a view beside the one on screen, and remembers it for the next time. */
export function showBeside(path: ViewName): void {
  last = path
  splitStage(path)
}

/** One view or two: the second is the one that was there last. */
export function toggleSplit(): void {
  const { path, split } = viewStore.getState()
  if (split !== '') {
    last = split
    splitStage('')
  } else showBeside(last === path ? (path === 'top' ? 'flamegraph' : 'top') : last)
}
