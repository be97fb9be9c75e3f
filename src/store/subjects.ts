import { numberField, textField, withFieldValue } from './fields.ts'
import { type View, type ViewName, withView } from './view.ts'

// What two views are about, beside the selected frame. A jump to a frame in them has to win over
// it, and commands speak of it: so the store knows these fields.

/** The regexp of the frames that Peek shows, as pprof's `peek` takes it; "" for the selected one. */
export const PEEK = textField('peek')
/** The file that Source shows; with a selected frame, which of its files. "" leaves it open. */
export const SOURCE_FILE = textField('src')
/** The line that is selected there; 0 for none. */
export const SOURCE_LINE = numberField('line', { initial: 0, min: 0, max: 2 ** 31 })

/** Selects a frame for the view `path` to be about, whatever that was about before. */
export function aboutFrame(view: View, path: ViewName, name: string): View {
  const there = withView(view, { selected: name })
  if (path === 'peek') return withFieldValue(there, PEEK, '')
  if (path !== 'source') return there
  return withFieldValue(withFieldValue(there, SOURCE_FILE, ''), SOURCE_LINE, 0)
}
