import { useEffect, useMemo, useState } from 'react'
import type { Options } from '../../engine/select/options.ts'
import { useView } from '../../store/hooks.ts'
import { changeView, type Step } from '../../store/navigation.ts'
import type { SessionKey } from '../../store/session.ts'
import type { View } from '../../store/view.ts'
import { parseZoom, printZoom, type Zoom } from './zoom.ts'

/** The zoom's field in a link. The store keeps it among those that it does not know itself. */
const FIELD = 'z'

/**
 * What a zoom holds for: keys of frames name them for a profile and what counts as a frame, so under
 * another granularity the same path is another one.
 */
export function placeOf(profile: SessionKey, options: Options): string {
  return [profile, options.granularity, options.noinlines, options.showcolumns].join(' ')
}

/** Which place a link's zoom was last read for. */
interface Reading {
  readonly place: string
  /** As the link has it. */
  readonly link: string
  /** As it counts for the place. */
  readonly text: string
}

let lastReading: Reading | undefined
/** The last zoom of each place, for when it comes back. */
const zooms = new Map<string, string>()

/** Where the picture is zoomed to: as the link says, unless that speaks of another profile. */
export function useZoom(place: string): Zoom {
  const link = useView(zoomText)
  const [reading, setReading] = useState(() => lastReading ?? { place, link, text: link })
  const next = read(reading, place, link)
  if (next !== reading) setReading(next)
  const { text } = next
  useEffect(() => {
    lastReading = next
    zooms.set(place, text)
    if (text !== link) write(text, 'replace')
  }, [next, place, text, link])
  return useMemo(() => parseZoom(text), [text])
}

/** The zoom at `place` when the link says `link` and it was read as `before` last time. */
function read(before: Reading, place: string, link: string): Reading {
  if (before.link === link && before.place === place) return before
  // The same text for another place came along with a step to another profile or granularity.
  const text = before.link === link ? (zooms.get(place) ?? '') : link
  return { place, link, text }
}

/** @param step `push` for what Back is to undo */
export function setZoom(zoom: Zoom, step: Step): void {
  write(printZoom(zoom), step)
}

function write(text: string, step: Step): void {
  changeView((view) => withZoom(view, text), step)
}

function zoomText(view: View): string {
  return view.unknown.find(([name]) => name === FIELD)?.[1] ?? ''
}

function withZoom(view: View, text: string): View {
  if (zoomText(view) === text) return view
  const others = view.unknown.filter(([name]) => name !== FIELD)
  return { ...view, unknown: text === '' ? others : [...others, [FIELD, text]] }
}

const scrolls = new Map<string, number>()

/** How far down a picture was scrolled when it left the screen, in CSS pixels. */
export function scrollOf(place: string): number {
  return scrolls.get(place) ?? 0
}

export function keepScroll(place: string, top: number): void {
  scrolls.set(place, top)
}
