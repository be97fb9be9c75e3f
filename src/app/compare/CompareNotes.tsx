import type { CompareMode } from '../../store/comparison.ts'
import { useScaling } from '../../store/hooks.ts'
import { Tip } from '../../ui/Tip.tsx'
import type { CompareSummaryAnswer } from '../../worker/protocol.ts'
import { longNote, shortNote } from './notes.ts'

interface CompareNotesProps {
  readonly summary: CompareSummaryAnswer
  readonly mode: CompareMode
}

/** What was done to make the two comparable; in a tip also what percentages are of. */
export function CompareNotes({ summary, mode }: CompareNotesProps) {
  const scaling = useScaling()
  return (
    <Tip className="compare-note number" text={longNote(summary, mode)}>
      <span className="compare-note-words">{shortNote(summary, scaling)}</span>
      <span aria-hidden="true" className="compare-note-mark">
        i
      </span>
    </Tip>
  )
}
