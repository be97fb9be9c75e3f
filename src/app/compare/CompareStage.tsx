import { lazy, type ReactNode, Suspense } from 'react'
import { flagField } from '../../store/fields.ts'
import { useCompareSummary, useScaling, useShown, useView } from '../../store/hooks.ts'
import { Pane } from '../../store/pane.ts'
import { type Side, SideContext } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import { viewAt } from '../../store/view-list.ts'
import { Caret } from '../../ui/Caret.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'

const CompareTop = lazy(async () => ({
  default: (await import('../../views/top/difference/CompareTop.tsx')).CompareTop,
}))

interface CompareStageProps {
  /** The view, which is put on the stage twice. */
  readonly children: ReactNode
}

/** Whether the table of what has changed stands below the two. */
const CHANGES = flagField('changes', true)
/** The view of the base and of what is compared with it, beside each other, if it stands twice. */
export function CompareStage({ children }: CompareStageProps) {
  const path = useView((view) => view.path)
  const [wanted, setWanted] = useField(CHANGES)
  const { comparing } = viewAt(path)
  if (comparing === 'once') return children
  const both = (
    <SplitPane
      label="Width of the two that are compared"
      first={
        <Pane value="side">
          <Half side="old">{children}</Half>
        </Pane>
      }
      second={<Half side="new">{children}</Half>}
    />
  )
  if (comparing === 'twice') return both
  return (
    <div className={wanted ? 'compare-stage with-changes' : 'compare-stage'}>
      <div className="compare-both">{both}</div>
      <div className="compare-changes">
        <button
          type="button"
          className="compare-toggle"
          aria-expanded={wanted}
          onClick={() => setWanted(!wanted)}
        >
          <span className={wanted ? 'compare-caret' : 'compare-caret closed'}>
            <Caret />
          </span>
          Changes of functions
        </button>
        {wanted && (
          <Pane value="side">
            <Suspense fallback={<p className="stage-loading muted">Changes of functions…</p>}>
              <CompareTop />
            </Suspense>
          </Pane>
        )}
      </div>
    </div>
  )
}

interface HalfProps {
  readonly side: Side
  readonly children: ReactNode
}

function Half({ side, children }: HalfProps) {
  const isOld = side === 'old'
  return (
    <SideContext value={side}>
      <section className="compare-pane" aria-label={isOld ? 'A, the base' : 'B'}>
        <Head letter={isOld ? 'A' : 'B'} side={side} />
        <div className="compare-body">{children}</div>
      </section>
    </SideContext>
  )
}

function Head({ letter, side }: { readonly letter: string; readonly side: Side }) {
  const shown = useShown()
  const { answer } = useCompareSummary()
  const scaling = useScaling()
  return (
    <div className="compare-head">
      <span className="compare-letter">{letter}</span>
      <h2 className="mono">{shown?.name}</h2>
      <span className="number">
        {answer?.total[`${side}Text`]}
        {answer && scaling === 'second' && '/s'}
      </span>
    </div>
  )
}
