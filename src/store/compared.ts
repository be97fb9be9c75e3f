import type { CompareAnswer, ProfileId, Scaling } from '../worker/protocol.ts'
import { type CompareMode, namesOf } from './comparison.ts'
import type { Comparison, OpenProfile } from './open-profile.ts'
import { type Session, shownProfile } from './session.ts'
import type { Side } from './side.ts'

/** How a comparison is shown. */
export interface ComparisonView {
  readonly mode: CompareMode
  readonly scaling: Scaling
  /** The side of the pane; null for the whole comparison. */
  readonly side: Side | null
}

/**
 * The profile that views show: the one on screen or, in a comparison, one of its sides or the
 * difference as if it had been opened. Returns the same object for the same arguments.
 */
export function viewedProfile(session: Session, how: ComparisonView): OpenProfile | null {
  const shown = shownProfile(session)
  const { comparison, pair } = session
  if (!shown || !comparison) return shown
  const viewed = sideOf(session, comparison, shown, how)
  const known = views.get(pair ?? comparison) ?? new Map<string, OpenProfile>()
  views.set(pair ?? comparison, known)
  const key = `${viewed.id} ${viewed.name}`
  const view = known.get(key) ?? viewOf(comparison, pair, viewed)
  known.set(key, view)
  return view
}

const views = new WeakMap<CompareAnswer | Comparison, Map<string, OpenProfile>>()

interface Viewed {
  /** The open profile whose other properties it has. */
  readonly like: OpenProfile
  readonly name: string
  /** null while the worker prepares the comparison. */
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
  { mode, scaling, side }: ComparisonView,
): Viewed {
  const names = { old: namesOf(bases, profiles), new: namesOf(sources, profiles) }
  const base = profiles.find(({ key }) => key === bases[0]?.key) ?? shown
  const ids = pair?.profiles[scaling]
  if (side === 'old') return { like: base, name: names.old, id: ids?.old ?? null }
  if (mode === 'side') return { like: shown, name: names.new, id: ids?.new ?? null }
  const id = (mode === 'base' ? ids?.base : ids?.diffBase) ?? null
  return { like: shown, name: `${names.new} against ${names.old}`, id }
}
