import { SourceError } from '../sources/error.ts'
import type { ProfileId } from '../worker/protocol.ts'
import { forgetAnswers } from './answers.ts'
import { choose } from './choosing.ts'
import {
  areComparable,
  comparisonOf,
  linkedBases,
  linkedComparison,
  olderFirst,
  unscaled,
  withComparison,
} from './comparison.ts'
import { engine } from './engine.ts'
import { fail, failureOf } from './failures.ts'
import { addressFound, type Found, fileFound } from './found.ts'
import { type Batch, enqueue } from './load-queue.ts'
import { changeView } from './navigation.ts'
import type { OpenProfile, Source } from './open-profile.ts'
import { byKind } from './series.ts'
import { withoutSnapshot } from './series-order.ts'
import { dispatch, sessionStore, shownProfile } from './session.ts'
import { showComparison, showOpened, showProfile } from './showing.ts'
import { notice } from './transient.ts'
import { type View, withView } from './view.ts'
import { viewOfSeries } from './view-list.ts'

// The effects of opening profiles: loading them and updating the session.

/** From this number on, profiles of one kind that are opened together are a series. */
const SERIES_FROM = 3
/** A link with more addresses is a mistake, or meant to keep the page busy. */
const MOST_LINKED = 1000

/**
 * Opens files. The profile on screen changes only when one has opened. The first two are compared,
 * whether opened together or one after the other; of several of one kind the newest is shown in
 * their series.
 */
export function openFiles(files: readonly File[]): void {
  dispatch({ type: 'dismissed-all' })
  const first = sessionStore.getState().profiles.length === 0
  if (first && files.length === 2) openTogether(files, compareTwo)
  else if (files.length >= SERIES_FROM) openTogether(files, showSeveral)
  else openBeside(files.map(fileFound))
}

/** Opens files and compares their sum with an open profile. */
export function openToCompare(files: readonly File[], base: OpenProfile): void {
  dispatch({ type: 'dismissed-all' })
  openTogether(files, (opened) => {
    const sources = opened.filter(({ answer }) => areComparable(answer, base.answer))
    if (sources.length > 0) {
      showComparison(comparisonOf(sources.map(unscaled), [unscaled(base)]))
    } else if (opened[0]) {
      showProfile(opened[0].key)
      fail(
        opened[0].name,
        new SourceError(`It has no sample type in common with ${base.name}.`, ''),
      )
    }
  })
}

/** Opens two files and compares them, whichever is older. */
export function openAsComparison(source: File, base: File): void {
  dispatch({ type: 'dismissed-all' })
  openTogether([base, source], (opened) => {
    const [first, second] = opened
    if (first && second && areComparable(first.answer, second.answer)) {
      showComparison(comparisonOf([unscaled(second)], [unscaled(first)]))
    } else compareTwo(opened)
  })
}

/** Opens an address of a link. */
export function openUrl(address: string): void {
  dispatch({ type: 'dismissed-all' })
  const one = found(address)
  if (one) openBeside([one])
}

/** Opens what this browser has kept, as if it were opened from where it came. */
export function openKept(kept: readonly Found[]): void {
  dispatch({ type: 'dismissed-all' })
  openBeside(kept)
}

/** A profile that was fetched from a service. */
export interface Taken {
  readonly name: string
  readonly source: Extract<Source, { kind: 'live' }>
}

/**
 * Opens a profile that was fetched from a service.
 * @param show whether to show it
 * @returns null if it cannot be opened, which is reported
 */
export function openTaken(taken: Taken, show: boolean): Promise<OpenProfile | null> {
  const { name, source } = taken
  // A new file: its time is when the profile was fetched, even if it is opened again later.
  const blob = new File([source.blob], name)
  return new Promise((done) => {
    enqueue([{ name, source: { ...source, blob } }], {
      showFirst: show,
      done(opened, hasSeveral) {
        if (show) showIfSeveral(opened, hasSeveral)
        done(opened[0] ?? null)
      },
    })
  })
}

/** Opens the addresses of a link; there are several only if it compares. */
export function openLinked(addresses: readonly string[], view: View): void {
  if (addresses.length === 0) return
  dispatch({ type: 'dismissed-all' })
  if (addresses.length > MOST_LINKED) notice(tooManyLinked(addresses.length))
  const linked = addresses.slice(0, MOST_LINKED).flatMap((address) => found(address) ?? [])
  performance.mark('drop')
  if (linkedBases(view).length === 0) {
    enqueue(linked, { showFirst: true, done: showIfSeveral })
    return
  }
  enqueue(linked, {
    showFirst: false,
    done(opened) {
      const comparison = linkedComparison(view, sessionStore.getState().profiles)
      if (comparison) showComparison(comparison)
      else if (opened[0]) showProfile(opened[0].key)
    },
  })
}

/** Opens the profiles again that a crash of the worker lost. */
export function reopen(): void {
  const { profiles, shown, failures } = sessionStore.getState()
  for (const failure of failures)
    if (failure.reopen) dispatch({ type: 'dismissed', id: failure.id })
  const lost = profiles.filter((profile) => profile.id === null)
  lost.sort((a, b) => Number(b.key === shown) - Number(a.key === shown))
  enqueue(
    lost.map(({ name, source, key, original }) => ({ name, source, key, bytes: original })),
    { showFirst: false, done: () => {} },
  )
}

/** Closes a profile, in the worker as well. */
export function closeProfile(profile: OpenProfile): void {
  dispatch({ type: 'closed', key: profile.key })
  changeView((view) => withoutSnapshot(view, profile), 'replace')
  if (profile.id !== null) forget(profile.id)
  const { shown } = sessionStore.getState()
  if (shown !== null) showProfile(shown)
  // Navigating must not bring back a closed profile.
  else
    changeView(
      (view) => withComparison(withView(view, { url: '', selected: '' }), null, []),
      'replace',
    )
}

function forget(id: ProfileId): void {
  // Whatever the response, the profile counts as closed.
  engine()
    .ask({ type: 'close', profile: id })
    .catch(() => {})
}

/** Listens for crashes of the worker. To be called once. */
export function watchEngine(): void {
  engine().onCrash((error) => {
    forgetAnswers()
    choose([])
    const { profiles, load } = sessionStore.getState()
    const lost = profiles.length > 0
    const failure = { ...failureOf(load?.name ?? '', error), reopen: lost }
    // A pending load reports the crash itself.
    if (lost || !load) dispatch({ type: 'crashed', failure })
  })
}

/** null if it is not an address, which is reported. */
function found(address: string): Found | null {
  try {
    return addressFound(address)
  } catch (error) {
    fail(address, error)
    return null
  }
}

/**
 * Shows the first profile that opens. A second profile is compared with the first if possible;
 * with more open, a comparison with the one on screen is offered.
 */
function openBeside(all: readonly Found[]): void {
  if (all.length === 0) return
  performance.mark('drop')
  const session = sessionStore.getState()
  const before = shownProfile(session)
  const isSecond = all.length === 1 && session.profiles.length === 1
  enqueue(all, {
    // The second profile is not shown alone, but compared with the first.
    showFirst: !isSecond,
    done(opened, hasSeveral) {
      showIfSeveral(opened, hasSeveral)
      const [source, ...others] = opened
      if (!before || !source || others.length > 0) return
      const areAlike = areComparable(before.answer, source.answer)
      if (isSecond && areAlike) compareTwo([before, source])
      else if (isSecond) showOpened(source)
      else if (areAlike) offerToCompare(before, source)
    },
  })
}

function offerToCompare(a: OpenProfile, b: OpenProfile): void {
  const [base, source] = olderFirst(a, b)
  dispatch({ type: 'offered', offer: { base: base.key, source: source.key } })
}

/** Opens files and shows none before the last one has opened. */
function openTogether(files: readonly File[], done: Batch['done']): void {
  if (files.length === 0) return
  performance.mark('drop')
  enqueue(files.map(fileFound), { showFirst: false, done })
}

/**
 * Shows profiles of one file: goroutine snapshots as a series, two comparable ones as a
 * comparison.
 */
function showIfSeveral(opened: readonly OpenProfile[], hasSeveral: boolean): void {
  const [a, b] = opened
  if (!hasSeveral || !a || !b) return
  if (opened.every(({ answer }) => answer.dump)) {
    showOpened(
      opened.reduce((one, other) => olderFirst(one, other)[1]),
      viewOfSeries()?.path,
    )
  } else if (opened.length === 2 && areComparable(a.answer, b.answer)) compareTwo(opened)
  else showSeveral(opened)
}

function compareTwo([a, b]: readonly OpenProfile[]): void {
  if (!a) return
  if (!b || !areComparable(a.answer, b.answer)) {
    showOpened(a)
    if (b) notice(notComparable(a, b))
    return
  }
  const [base, source] = olderFirst(a, b)
  showComparison(comparisonOf([unscaled(source)], [unscaled(base)]))
}

/** Shows the newest one of a series; without a series, the first profile. */
function showSeveral(opened: readonly OpenProfile[]): void {
  const alike = byKind(opened).find(({ length }) => length >= SERIES_FROM)
  const newest = alike?.reduce((a, b) => olderFirst(a, b)[1])
  if (newest) showOpened(newest, viewOfSeries()?.path)
  else if (opened[0]) showOpened(opened[0])
}

function tooManyLinked(count: number): string {
  const most = MOST_LINKED.toLocaleString('en')
  return `The link names ${count.toLocaleString('en')} profiles: only the first ${most} are opened.`
}

function notComparable(shown: OpenProfile, other: OpenProfile): string {
  const types = ({ answer }: OpenProfile) => answer.sampleTypes.map(({ type }) => type).join(', ')
  return `${shown.name} and ${other.name} cannot be compared, as they have no sample type in common: ${types(shown)}; ${types(other)}. This is ${shown.name}; the other is open as well.`
}
