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

// The user's actions on a comparison, and the worker's pair of profiles for it, which is closed
// when something else is compared.

/** Compares two open profiles. */
export function compareProfiles(base: SessionKey, source: SessionKey): void {
  compareSets([unscaled({ key: source })], [unscaled({ key: base })])
}

/** Compares the sum of some profiles with the sum of others. */
export function compareSets(sources: readonly Scaled[], bases: readonly Scaled[]): void {
  if (sources.length > 0 && bases.length > 0) showComparison(comparisonOf(sources, bases))
}

/**
 * Compares the profile on screen with the most suitable one, or explains why there is none; ends
 * an existing comparison.
 */
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
 * The default comparison: a profile that was just opened beside another, or the profile on screen
 * with the comparable one that was opened last; the older one is the base.
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

/**
 * Swaps the sources and the bases of the comparison.
 * @returns false if nothing is compared
 */
export function swapSides(): boolean {
  const { comparison } = sessionStore.getState()
  if (comparison) compareSets(comparison.bases, comparison.sources)
  return comparison !== null
}

/** Ends the comparison and shows its first source. */
export function stopComparing(): void {
  const { comparison, shown } = sessionStore.getState()
  if (comparison && shown !== null) showProfile(shown)
}

/** Keeps the worker's pair in sync with the comparison on screen. To be called once. */
export function watchComparison(): void {
  sessionStore.subscribe(prepare)
}

/** The comparison that was last requested from the worker, with the ids of its profiles. */
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
    // A sample type of only one side cannot be compared.
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

/** The name for failures that are not about one file. */
const NO_NAME = ''

/** The ids of the compared profiles; null while the worker does not hold all of them. */
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
  // Whatever the response, the pair counts as closed.
  engine()
    .ask({ type: 'close-pair', pair })
    .catch(() => {})
}
