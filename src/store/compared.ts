import type { CompareAnswer, ProfileId } from '../worker/protocol.ts'
import { type CompareMode, namesOf } from './comparison.ts'
import type { Comparison, OpenProfile } from './open-profile.ts'
import { type Session, shownProfile } from './session.ts'
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
  const viewed = sideOf(session, comparison, shown, looking)
  const known = views.get(pair ?? comparison) ?? new Map<string, OpenProfile>()
  views.set(pair ?? comparison, known)
  const key = `${viewed.id} ${viewed.name}`
  const view = known.get(key) ?? viewOf(comparison, pair, viewed)
  known.set(key, view)
  return view
}

const views = new WeakMap<CompareAnswer | Comparison, Map<string, OpenProfile>>()

interface Viewed {
  /** The opened profile that it is most like. */
  readonly like: OpenProfile
  readonly name: string
  /** null while the worker prepares the comparison: it holds no such profile yet. */
  readonly id: ProfileId | null
}

function viewOf(
  { key }: Comparison,
  pair: CompareAnswer | null,
  { like, name, id }: Viewed,
): OpenProfile {
  if (!pair || id === null) return { ...like, key, id: null, name }
  const { sampleTypes, defaultSampleType } = pair
  const answer = { ...like.answer, profile: id, name, sampleTypes, defaultSampleType }
  return { ...like, key, id, name, answer }
}

function sideOf(
  { profiles, pair }: Session,
  { sources, bases }: Comparison,
  shown: OpenProfile,
  { mode, normalize, side }: Looking,
): Viewed {
  const names = { old: namesOf(bases, profiles), new: namesOf(sources, profiles) }
  const base = profiles.find(({ key }) => key === bases[0]?.key) ?? shown
  if (side === 'old') return { like: base, name: names.old, id: pair?.old ?? null }
  const ids = normalize ? pair?.normalized : pair?.plain
  if (mode === 'side') return { like: shown, name: names.new, id: ids?.new ?? null }
  const id = (mode === 'base' ? ids?.base : ids?.diffBase) ?? null
  return { like: shown, name: `${names.new} against ${names.old}`, id }
}
