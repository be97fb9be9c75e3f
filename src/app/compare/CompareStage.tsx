import type { ReactNode } from 'react'
import { flagField, useField } from '../../store/fields.ts'
import { useCompareSummary, useShown, useView } from '../../store/hooks.ts'
import { Pane } from '../../store/pane.ts'
import { type Side, SideContext } from '../../store/side.ts'
import type { ViewName } from '../../store/view.ts'
import { Caret } from '../../ui/Caret.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { CompareTop } from '../../views/compare/CompareTop.tsx'

declare module 'react' {
  interface CSSProperties {
    /** Of a flame graph in its half. */
    '--flame-width'?: string
  }
}

interface CompareStageProps {
  /** The view, which is put on the stage twice. */
  readonly children: ReactNode
}

/** Whether a value is as wide in both flame graphs. */
export const SAME_SCALE = flagField('samescale')

/** Whether the table of what has changed stands below the two. */
const CHANGES = flagField('changes', true)
/** Views that it goes with: they are about all functions as it is. */
const WITH_CHANGES: readonly ViewName[] = ['flamegraph', 'graph', 'top']

/** There is one series of all that is open. */
const ONCE: readonly ViewName[] = ['series']

/** The same view of the base and of what is compared with it, beside each other. */
export function CompareStage({ children }: CompareStageProps) {
  const path = useView((view) => view.path)
  const [wanted, setWanted] = useField(CHANGES)
  if (ONCE.includes(path)) return children
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
  if (!WITH_CHANGES.includes(path)) return both
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
            <CompareTop />
          </Pane>
        )}
      </div>
    </div>
  )
}

/** On one scale the smaller flame graph takes less of its half. */
function useFlameWidth(side: Side): string {
  const path = useView((view) => view.path)
  const [isShared] = useField(SAME_SCALE)
  const { answer } = useCompareSummary()
  if (!isShared || path !== 'flamegraph' || !answer) return '100%'
  const { total } = answer
  const most = Math.max(Math.abs(total.old), Math.abs(total.new))
  return most === 0 ? '100%' : `${(100 * Math.abs(total[side])) / most}%`
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
        <div className="compare-body" style={{ '--flame-width': useFlameWidth(side) }}>
          {children}
        </div>
      </section>
    </SideContext>
  )
}

function Head({ letter, side }: { readonly letter: string; readonly side: Side }) {
  const shown = useShown()
  const { answer } = useCompareSummary()
  return (
    <div className="compare-head">
      <span className="compare-letter">{letter}</span>
      <h2 className="mono">{shown?.name}</h2>
      <span className="number">{answer?.total[`${side}Text`]}</span>
    </div>
  )
}
