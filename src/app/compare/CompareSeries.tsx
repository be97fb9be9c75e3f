import { showSeries } from '../../store/actions.ts'
import { useOpened, useSession, useView } from '../../store/hooks.ts'
import { alikeTo } from '../../store/series.ts'
import { viewAt } from '../../store/view-list.ts'

interface CompareSeriesProps {
  readonly onShown?: () => void
}

/** Leads from two snapshots to what became of all that are open of their kind. */
export function CompareSeries({ onShown }: CompareSeriesProps) {
  const shown = useOpened()
  const path = useView((view) => view.path)
  const count = useSession(({ profiles }) => (shown ? alikeTo(shown, profiles).alike.length : 0))
  if (count < 2 || viewAt(path).showsSeries) return null
  return (
    <button
      type="button"
      className="button"
      title="The series: how each function changed over all of them, the largest growth first"
      onClick={() => {
        showSeries()
        onShown?.()
      }}
    >
      {count.toLocaleString('en')} snapshots of one kind: see what grows
    </button>
  )
}
