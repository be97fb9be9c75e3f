import { useState } from 'react'
import type { Options } from '../../engine/select/options.ts'
import { useSearch } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { usePreference } from '../../store/preferences.ts'
import { NOT_A_REGEXP } from '../../store/transient.ts'
import type { FlameAnswer, FlameShape, Search } from '../../worker/protocol.ts'
import { useFound } from '../frame/useMatches.ts'
import { type FlameSubject, sameSearch, type Wish } from './request.ts'
import { MIN_WIDTH } from './settings.ts'
import { type Flame, useFlame } from './useFlame.ts'
import type { Zoom } from './zoom.ts'
import { useZoom, type ZoomField } from './zoom-state.ts'

interface Subject {
  /** The profile of the frames; for a series, the first of its profiles. */
  readonly profile: OpenProfile
  readonly compared: FlameSubject | null
  readonly options: Options
  readonly shape: FlameShape
  /** The field of the link for the zoom, and what the zoom is valid for. */
  readonly field: ZoomField
  readonly place: string
  /** Slot of the answers; each picture on screen needs its own. */
  readonly slot: string
}

export interface Shown extends Flame {
  readonly zoom: Zoom
  readonly search: Search
  /** null while the worker does not hold the profile, and while the canvas has no size. */
  readonly wish: Wish | null
  readonly setWidth: (width: number) => void
}

/** The flame graph at the zoom of the link, as wide as its canvas. */
export function usePicture({ profile, field, place, slot, ...subject }: Subject): Shown {
  const search = useSearch()
  const zoom = useZoom(field, place)
  const [narrowest] = usePreference(MIN_WIDTH)
  const [width, setWidth] = useState(0)
  const { id } = profile
  const seen = { search, zoom, width, ratio: devicePixelRatio, narrowest }
  const wish = id === null || width === 0 ? null : { ...subject, ...seen, profile: id }
  return { ...useFlame(profile.answer, wish, slot), zoom, search, wish, setWidth }
}

/**
 * Reports to the search field what the picture finds.
 * @param figuresOf formats the total of the matches
 */
export function usePictureMatches(
  { picture, search }: Shown,
  isMain: boolean,
  figuresOf: (answer: FlameAnswer) => string,
): void {
  const searched = picture && search.text !== '' && sameSearch(search, picture.query.search)
  useFound(searched ? foundText(picture.model.answer, figuresOf) : null, isMain)
}

function foundText(answer: FlameAnswer, figuresOf: (answer: FlameAnswer) => string): string {
  if (answer.searchError) return NOT_A_REGEXP
  return answer.matched === 0 ? 'no match' : figuresOf(answer)
}
