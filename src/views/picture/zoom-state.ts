import { useEffect, useMemo, useState } from 'react'
import { fieldOf, type ViewField } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import type { Step } from '../../store/navigation.ts'
import { setField } from '../../store/use-field.ts'
import { parseZoom, printZoom, type Zoom } from './zoom.ts'

/** A field of the link that holds the zoom of a picture. */
export type ZoomField = ViewField<string>

/** For which place the zoom of a link was last read. */
interface Reading {
  readonly place: string
  /** The text in the link. */
  readonly link: string
  /** The text that is valid for the place. */
  readonly text: string
}

const lastReadings = new Map<ZoomField, Reading>()
/** The last zoom of each place, for when it is shown again. */
const zooms = new Map<string, string>()

/**
 * The zoom of a picture: that of the link, unless it belongs to another profile.
 * @param place what the zoom is valid for
 */
export function useZoom(field: ZoomField, place: string): Zoom {
  const link = useView((view) => fieldOf(view, field))
  const [reading, setReading] = useState(
    () => lastReadings.get(field) ?? { place, link, text: link },
  )
  const next = read(reading, place, link)
  if (next !== reading) setReading(next)
  const { text } = next
  useEffect(() => {
    lastReadings.set(field, next)
    zooms.set(place, text)
    if (text !== link) setField(field, text, 'replace')
  }, [field, next, place, text, link])
  return useMemo(() => parseZoom(text), [text])
}

/** Reads the zoom of the link for `place`, given how the link was read last time. */
function read(before: Reading, place: string, link: string): Reading {
  if (before.link === link && before.place === place) return before
  // The link kept its text while the profile or granularity changed: the zoom is not for this
  // place.
  const text = before.link === link ? (zooms.get(place) ?? '') : link
  return { place, link, text }
}

/** @param step `push` for what Back is to undo */
export function setZoom(field: ZoomField, zoom: Zoom, step: Step): void {
  setField(field, printZoom(zoom), step)
}

const scrolls = new Map<string, number>()

/** The scroll position of a picture when it left the screen, in CSS pixels. */
export function scrollOf(place: string): number {
  return scrolls.get(place) ?? 0
}

/** Stores the scroll position of a picture that leaves the screen, in CSS pixels. */
export function keepScroll(place: string, top: number): void {
  scrolls.set(place, top)
}
