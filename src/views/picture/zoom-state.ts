import { useEffect, useMemo, useState } from 'react'
import { fieldOf, type ViewField } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import type { Step } from '../../store/navigation.ts'
import { setField } from '../../store/use-field.ts'
import { parseZoom, printZoom, type Zoom } from './zoom.ts'

/** A field of the link that says where a picture is zoomed to. */
export type ZoomField = ViewField<string>

/** Which place a link's zoom was last read for. */
interface Reading {
  readonly place: string
  /** As the link has it. */
  readonly link: string
  /** As it counts for the place. */
  readonly text: string
}

const lastReadings = new Map<ZoomField, Reading>()
/** The last zoom of each place, for when it comes back. */
const zooms = new Map<string, string>()

/**
 * Where the picture is zoomed to: as the link says, unless that speaks of another profile.
 * @param place what the zoom holds for
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

/** The zoom at `place` when the link says `link` and it was read as `before` last time. */
function read(before: Reading, place: string, link: string): Reading {
  if (before.link === link && before.place === place) return before
  // The same text for another place came along with a step to another profile or granularity.
  const text = before.link === link ? (zooms.get(place) ?? '') : link
  return { place, link, text }
}

/** @param step `push` for what Back is to undo */
export function setZoom(field: ZoomField, zoom: Zoom, step: Step): void {
  setField(field, printZoom(zoom), step)
}

const scrolls = new Map<string, number>()

/** How far down a picture was scrolled when it left the screen, in CSS pixels. */
export function scrollOf(place: string): number {
  return scrolls.get(place) ?? 0
}

export function keepScroll(place: string, top: number): void {
  scrolls.set(place, top)
}
