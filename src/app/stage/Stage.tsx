import { Suspense } from 'react'
import { splitStage } from '../../store/actions.ts'
import { useIsBeside, useIsDifference, useView } from '../../store/hooks.ts'
import { Pane } from '../../store/pane.ts'
import type { ViewName } from '../../store/view.ts'
import { viewAt } from '../../store/view-list.ts'
import { Icon } from '../../ui/Icon.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { CompareStage } from '../compare/CompareStage.tsx'
import { componentOf } from './view-component.ts'
import './stage.css'

/** The view on screen, or two beside each other. */
export function Stage() {
  const path = useView((view) => view.path)
  const split = useView((view) => view.split)
  const isBeside = useIsBeside()
  if (isBeside) {
    return (
      <CompareStage>
        <Half path={path} />
      </CompareStage>
    )
  }
  if (split === '' || split === path) return <Half path={path} />
  return (
    <SplitPane
      label="Width of the views"
      first={<Half path={path} />}
      second={
        <Pane value="side">
          <div className="side-view">
            <div className="side-head">
              <h2>{viewAt(split).title}</h2>
              <button
                type="button"
                className="button quiet icon"
                aria-label={`Close ${viewAt(split).label}`}
                title="Give the whole stage to the other view"
                onClick={() => splitStage('')}
              >
                <Icon name="close" />
              </button>
            </div>
            <div className="side-body">
              <Half path={split} />
            </div>
          </div>
        </Pane>
      }
    />
  )
}

function Half({ path }: { readonly path: ViewName }) {
  const isDifference = useIsDifference()
  const { title, load, loadDifference } = viewAt(path)
  const Component = componentOf((isDifference && loadDifference) || load)
  return (
    <Suspense key={path} fallback={<p className="stage-loading muted">{title}…</p>}>
      <Component />
    </Suspense>
  )
}
