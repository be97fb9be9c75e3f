import type { CompareAnswer, ProfileId } from '../worker/protocol.ts'
import { type CompareMode, namesOf } from './comparison.ts'
import { type Comparison, type OpenProfile, type Session, shownProfile } from './session.ts'
import type { Side } from './side.ts'

/** How a comparison is looked at. */
export interface Looking {
  readonly mode: CompareMode
  readonly normalize: boolean
  /** Which pane asks; null for what is about the whole. */
  readonly side: Side | null
}

/**
 * The profile that views are to show: the one on screen or, of a comparison, a side of it or the
 * difference as if it were a profile that was opened. The same object for the same arguments.
 */
export function viewedProfile(session: Session, looking: Looking): OpenProfile | null {
  const shown = shownProfile(session)
  const { comparison, pair } = session
  if (!shown || !comparison) return shown
  if (!pair) return awaited(comparison, shown)
  const viewed = sideOf(session, comparison, shown, { pair, looking })
  const known = views.get(pair) ?? new Map<string, OpenProfile>()
  views.set(pair, known)
  const key = `${viewed.id} ${viewed.name}`
  const view = known.get(key) ?? viewOf(comparison, pair, viewed)
  known.set(key, view)
  return view
}

const views = new WeakMap<CompareAnswer, Map<string, OpenProfile>>()
const awaitedOnes = new WeakMap<Comparison, OpenProfile>()

/** While the worker prepares it, a comparison is a profile that the worker does not hold. */
function awaited(comparison: Comparison, shown: OpenProfile): OpenProfile {
  const known = awaitedOnes.get(comparison)
  if (known) return known
  const view: OpenProfile = { ...shown, key: comparison.key, id: null }
  awaitedOnes.set(comparison, view)
  return view
}

interface Viewed {
  /** The opened profile that it is most like. */
  readonly like: OpenProfile
  readonly name: string
  readonly id: ProfileId
}

function viewOf(
  { key }: Comparison,
  { sampleTypes, defaultSampleType }: CompareAnswer,
  { like, name, id }: Viewed,
): OpenProfile {
  const answer = { ...like.answer, profile: id, name, sampleTypes, defaultSampleType }
  return { ...like, key, id, name, answer }
}

function sideOf(
  { profiles }: Session,
  { sources, bases }: Comparison,
  shown: OpenProfile,
  { pair, looking }: { readonly pair: CompareAnswer; readonly looking: Looking },
): Viewed {
  const { mode, normalize, side } = looking
  const names = { old: namesOf(bases, profiles), new: namesOf(sources, profiles) }
  const base = profiles.find(({ key }) => key === bases[0]?.key) ?? shown
  if (side === 'old') return { like: base, name: names.old, id: pair.old }
  const ids = normalize ? pair.normalized : pair.plain
  if (mode === 'side') return { like: shown, name: names.new, id: ids.new }
  const id = mode === 'base' ? ids.base : ids.diffBase
  return { like: shown, name: `${names.new} against ${names.old}`, id }
}
