import type { Options } from '../../../engine/select/options.ts'
import { engine } from '../../../store/engine.ts'
import { fieldOf } from '../../../store/fields.ts'
import { filtersSet } from '../../../store/filters.ts'
import { viewStore } from '../../../store/navigation.ts'
import { effectiveOptions, searchOf } from '../../../store/view.ts'
import type { FlameShape, HeaderAnswer, ProfileId } from '../../../worker/protocol.ts'
import { type FlameModel, modelOf } from '../../picture/model.ts'
import { type FlameCompared, questionOf } from '../../picture/request.ts'
import type { Coloring } from '../../picture/settings.ts'
import { type Measure, measureOf } from '../../picture/words.ts'
import { parseZoom, type Span } from '../../picture/zoom.ts'
import { CALLERS_ZOOM, ZOOM } from '../state.ts'

/** A picture that leaves the page: one flame graph, or the two of a sandwich. */
export interface ExportedPicture {
  readonly title: string
  /** What is measured, how much of it, when, and what is filtered: a line. */
  readonly details: string
  readonly coloring: Coloring
  readonly measure: Measure
  readonly searching: boolean
  /** From top to bottom. */
  readonly parts: readonly ExportedPart[]
}

export interface ExportedPart {
  readonly shape: FlameShape
  readonly model: FlameModel
  /** The part of the root's width that is shown. */
  readonly span: Span
}

/** Pixels, in which frames are laid out; narrower ones than `narrowest` are left out. */
export interface ExportSize {
  readonly width: number
  readonly narrowest: number
}

interface Wanted {
  readonly name: string
  readonly profile: ProfileId
  readonly compared: FlameCompared | null
  readonly shapes: readonly FlameShape[]
  readonly coloring: Coloring
  readonly size: ExportSize
}

/** What is on screen, requested again at another size. */
export async function exportedPicture(wanted: Wanted): Promise<ExportedPicture> {
  const { name, profile, compared, shapes, coloring, size } = wanted
  const view = viewStore.getState()
  const options = effectiveOptions(view.options, view.off)
  const search = searchOf(view)
  const header = await engine().ask({ type: 'header', profile, options })
  const parts: ExportedPart[] = []
  for (const shape of shapes) {
    const field = shape.direction === 'callers' ? CALLERS_ZOOM : ZOOM
    const { root, from, to } = parseZoom(fieldOf(view, field))
    const laidOut = { root, from, to, width: size.width, minWidth: size.narrowest }
    const answer = await engine().ask(
      questionOf({ profile, options, search, shape, ...laidOut }, compared),
    )
    // The zoom is that of what is on screen; it may lead less far by now.
    const isThere = answer.root.length === root.length
    parts.push({ shape, model: modelOf(answer), span: isThere ? { from, to } : { from: 0, to: 1 } })
  }
  return {
    title: titleOf(name, shapes),
    details: detailsOf(header, options, await sentenceOf(compared, options)),
    coloring,
    measure: measureOf(header.total, header.unit, options),
    searching: search.text !== '',
    parts,
  }
}

function titleOf(name: string, [first]: readonly FlameShape[]): string {
  if (first?.direction === 'up') return `${name}, bottom-up`
  return first && first.frame !== '' ? `${name}: callers and callees of ${first.frame}` : name
}

/** What has come of a comparison, in words; "" where nothing is compared. */
async function sentenceOf(compared: FlameCompared | null, options: Options): Promise<string> {
  if (!compared) return ''
  const { pair, mode } = compared
  return (await engine().ask({ type: 'compare-summary', pair, mode, options })).sentence
}

function detailsOf(header: HeaderAnswer, options: Options, sentence: string): string {
  const { type, totalText, shownText, shownPercent, time, duration, changes } = header
  const filters = filtersSet(options).map((filter) => `${filter}=${options[filter]}`)
  const shown = filters.length > 0 ? `, shown ${shownText} (${shownPercent})` : ''
  const whole = changes
    ? `${changes.grewText} grew, ${changes.shrankText} shrank, 100% is ${totalText}`
    : totalText
  const amount = sentence || `${type}: ${whole}${shown}`
  return [amount, duration && `in ${duration}`, time, ...filters].filter(Boolean).join(' · ')
}
