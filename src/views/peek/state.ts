import { changeView } from '../../store/navigation.ts'
import { aboutFrame } from '../../store/subjects.ts'

/** Goes to a frame: it stands between its callers and callees then. Back returns. */
export function walkTo(name: string): void {
  changeView((view) => aboutFrame(view, 'peek', name))
}
