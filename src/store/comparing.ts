import { isCancelled } from '../worker/client.ts'
import type { PairId, ScaledProfile } from '../worker/protocol.ts'
import { areComparable, comparisonOf, olderFirst, unscaled } from './comparison.ts'
import { engine } from './engine.ts'
import { fail } from './failures.ts'
import { changeView } from './navigation.ts'
import type { Comparison, OpenProfile, Scaled, SessionKey } from './open-profile.ts'
import { dispatch, type Offer, type Session, sessionStore, shownProfile } from './session.ts'
import { hasSampleType, showComparison, showProfile } from './showing.ts'
import { asTask, notice } from './transient.ts'
import { setOption } from './view.ts'

// What the user does with a comparison, and the worker's part of it: it prepares a pair of what is
// compared, which is given up when something else is.

/** Compares two open profiles. */
export function compareProfiles(base: SessionKey, source: SessionKey): void {
  compareSets([unscaled({ key: source })], [unscaled({ key: base })])
}

/** Compares what some profiles add up to with what others do. */
export function compareSets(sources: readonly Scaled[], bases: readonly Scaled[]): void {
  if (sources.length > 0 && bases.length > 0) showComparison(comparisonOf(sources, bases))
}

/** Compares the profile on screen with the one that suits best, or says why none does; ends a comparison. */
export function toggleCompare(): void {
  const session = sessionStore.getState()
  if (session.comparison) {
    stopComparing()
    return
  }
  const wanted = suggestion(session)
  if (wanted) compareProfiles(wanted.base, wanted.source)
  else notice(whyNone(session))
}

function whyNone(session: Session): string {
  const shown = shownProfile(session)
  if (!shown) return 'There is nothing to compare: open two profiles of one kind.'
  if (session.profiles.length === 1) {
    return `There is nothing to compare ${shown.name} with: open another profile of its kind, such as an earlier one.`
  }
  const types = shown.answer.sampleTypes.map(({ type }) => type).join(', ')
  return `No other open profile can be compared with ${shown.name}: none has a sample type in common with it (${types}).`
}

/**
 * What to compare by default: what has just been opened beside another, or the profile on screen
 * and the one opened last that it can be compared with, the older one as the base.
 */
export function suggestion(session: Session): Offer | null {
  if (session.offer) return session.offer
  const shown = shownProfile(session)
  const other = session.profiles.findLast(
    (profile) => shown && profile !== shown && areComparable(profile.answer, shown.answer),
  )
  if (!shown || !other) return null
  const [base, source] = olderFirst(other, shown)
  return { base: base.key, source: source.key }
}

/** Lets what is compared and its base change places.
 * @returns false where nothing is compared
 */
export function swapSides(): boolean {
  const { comparison } = sessionStore.getState()
  if (comparison) compareSets(comparison.bases, comparison.sources)
  return comparison !== null
}

/** Back to what is compared, by itself. */
export function stopComparing(): void {
  const { comparison, shown } = sessionStore.getState()
  if (comparison && shown !== null) showProfile(shown)
}

/** Keeps the worker's pair the one of the comparison on screen; to be called once. */
export function watchComparison(): void {
  sessionStore.subscribe(prepare)
}

/** Comparison that the worker was last asked for, with the numbers of its profiles then. */
let asked = ''
let held: { readonly comparison: SessionKey; readonly pair: PairId } | null = null

function prepare(session: Session): void {
  const { comparison, profiles, pair } = session
  if (held && held.comparison !== comparison?.key) {
    giveUp(held.pair)
    held = null
  }
  if (!comparison) asked = ''
  if (!comparison || pair) return
  const sources = heldByWorker(comparison.sources, profiles)
  const bases = heldByWorker(comparison.bases, profiles)
  if (!sources || !bases) return
  const wanted = `${comparison.key} ${JSON.stringify([sources, bases])}`
  if (wanted === asked) return
  asked = wanted
  void askFor(comparison, sources, bases)
}

async function askFor(
  { key }: Comparison,
  sources: readonly ScaledProfile[],
  bases: readonly ScaledProfile[],
): Promise<void> {
  const isWanted = () => sessionStore.getState().comparison?.key === key
  try {
    const pair = await asTask('Comparing', (signal) =>
      engine().ask({ type: 'compare', sources, bases }, { slot: 'compare', signal }),
    )
    if (!isWanted()) {
      giveUp(pair.pair)
      return
    }
    held = { comparison: key, pair: pair.pair }
    dispatch({ type: 'paired', comparison: key, pair })
    // A type that only one of them has is no part of it.
    changeView(
      (view) =>
        hasSampleType(pair, view.options.sample_index) ? view : setOption(view, 'sample_index', ''),
      'replace',
    )
  } catch (error) {
    if (!isWanted()) return
    if (!isCancelled(error)) fail(NO_NAME, error)
    stopComparing()
  }
}

/** A failure that is about no file by itself. */
const NO_NAME = ''

/** Null while the worker has lost one of them. */
function heldByWorker(
  sides: readonly Scaled[],
  profiles: readonly OpenProfile[],
): readonly ScaledProfile[] | null {
  const held = sides.flatMap(({ key, scale }) => {
    const id = profiles.find((profile) => profile.key === key)?.id ?? null
    return id === null ? [] : [{ profile: id, scale }]
  })
  return held.length === sides.length ? held : null
}

function giveUp(pair: PairId): void {
  // Whatever the answer, the pair counts as closed.
  engine()
    .ask({ type: 'close-pair', pair })
    .catch(() => {})
}
