import type { ViewDescriptor } from '../store/view-descriptor.ts'
import { callTreeView } from './calltree/view.ts'
import { consoleView } from './console/view.ts'
import { detailsView } from './details/view.ts'
import { flameView } from './flame/view.ts'
import { goroutinesView } from './goroutines/view.ts'
import { graphView } from './graph/view.ts'
import { labelsView } from './labels/view.ts'
import { peekView } from './peek/view.ts'
import { seriesView } from './series/view.ts'
import { sourceView } from './source/view.ts'
import { topView } from './top/view.ts'
import { tracesView } from './traces/view.ts'

/** All views in the order of their tabs; the first is shown where nothing says which. */
export const VIEWS: readonly ViewDescriptor[] = [
  flameView,
  graphView,
  topView,
  sourceView,
  peekView,
  tracesView,
  labelsView,
  callTreeView,
  goroutinesView,
  seriesView,
  consoleView,
  detailsView,
]
