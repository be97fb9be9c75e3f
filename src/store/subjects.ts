import { withFieldValue } from './fields.ts'
import { type View, type ViewName, withView } from './view.ts'
import { viewAt } from './view-list.ts'

/** Selects a frame as the subject of the view `path`, replacing its former subject. */
export function aboutFrame(view: View, path: ViewName, name: string): View {
  const { subject = [] } = viewAt(path)
  return subject.reduce(
    (there, field) => withFieldValue(there, field, field.initial),
    withView(view, { selected: name }),
  )
}
