import { useState } from 'react'
import type { Options } from '../../engine/select/options.ts'
import { useSearch } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { usePreference } from '../../store/preferences.ts'
import type { FlameAnswer, FlameShape, Search } from '../../worker/protocol.ts'
import { useFound } from '../frame/useMatches.ts'
import { type FlameSubject, sameSearch, type Wish } from './request.ts'
import { MIN_WIDTH } from './settings.ts'
import { type Flame, useFlame } from './useFlame.ts'
import type { Zoom } from './zoom.ts'
import { useZoom, type ZoomField } from './zoom-state.ts'

interface Subject {
  /** Whose frames they are; of a series, the first of its profiles. */
  readonly profile: OpenProfile
  readonly compared: FlameSubject | null
  readonly options: Options
  readonly shape: FlameShape
  /** Where the link has the zoom, and what that holds for. */
  readonly field: ZoomField
  readonly place: string
  /** For the questions; each picture on screen needs its own. */
  readonly slot: string
}

export interface Shown extends Flame {
  readonly zoom: Zoom
  readonly search: Search
  /** Null where the worker has lost the profile, and while the canvas has no size. */
  readonly wish: Wish | null
  readonly setWidth: (width: number) => void
}

/** A flame graph where the link is zoomed to, as wide as its canvas is. */
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
 * Tells the search field what the picture finds.
 * @param figuresOf what the matches come to
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
  if (answer.searchError) return 'not a regexp'
  return answer.matched === 0 ? 'no match' : figuresOf(answer)
}
