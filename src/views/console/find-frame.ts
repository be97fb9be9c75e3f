import { engine } from '../../store/engine.ts'
import { viewStore } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { coarserNames } from './links.ts'
import { optionsOfPage } from './page-options.ts'

/** The page's frame that a report of the prompt calls so; made of its name where there is none. */
export async function findFrame({ id }: OpenProfile, printed: string): Promise<FrameText> {
  const options = optionsOfPage(viewStore.getState())
  const names = coarserNames(printed)
  for (const name of names) {
    if (id === null) break
    try {
      const query = { type: 'frame', profile: id, options, key: -1, name, node: -1 } as const
      return (await engine().ask(query)).frame
    } catch {
      // The page's granularity or filters have no such frame: a coarser name may be one.
    }
  }
  return { key: -1, name: names.at(-1)!, file: '', line: 0, package: '' }
}
