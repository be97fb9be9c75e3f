import { textField } from '../../store/fields.ts'
import { changeView } from '../../store/navigation.ts'
import { aboutFrame } from '../../store/subjects.ts'

/** The regexp of the frames that are shown, as pprof's `peek` takes it; "" for the selected one. */
export const PEEK = textField('peek')

/** Goes to a frame: it stands between its callers and callees then. Back returns. */
export function walkTo(name: string): void {
  changeView((view) => aboutFrame(view, 'peek', name))
}
