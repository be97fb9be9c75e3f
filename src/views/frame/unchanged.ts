import { useComparedFrame, useCompareSummary, useIsDifference, useView } from '../../store/hooks.ts'

/**
 * Why a difference has nothing of a frame, or nothing at all: it is the same on both sides. "" where
 * that is not so.
 * @param name the selected frame, for a view that is about it alone; "" for one about all
 */
export function useUnchanged(name: string): string {
  const isDifference = useIsDifference()
  const { answer: summary } = useCompareSummary()
  const { answer: card } = useComparedFrame()
  const selected = useView((view) => view.selected)
  if (!isDifference) return ''
  if (summary?.byFlat === null) return 'Nothing has changed: it is the same on both sides.'
  if (name === '' || name !== selected || card?.frame.name !== name) return ''
  const { flat, cum } = card
  if (flat.delta !== 0 || cum.delta !== 0) return ''
  return `${name} did not change: cum ${cum.newText} and flat ${flat.newText} on both sides.`
}
