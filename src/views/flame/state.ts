import { createStore } from 'zustand/vanilla'
import type { Options } from '../../engine/select/options.ts'
import type { SessionKey } from '../../store/session.ts'
import { WHOLE, type Zoom } from './zoom.ts'

/**
 * Where each profile is zoomed to, for as long as the page lives. Keys of frames hold for a profile
 * and what counts as a frame, so a zoom does as well: under another granularity it is another one.
 */
type Zooms = ReadonlyMap<string, Zoom>

export const zoomStore = createStore<Zooms>()(() => new Map())

export function zoomId(profile: SessionKey, options: Options): string {
  return [profile, options.granularity, options.noinlines, options.showcolumns].join(' ')
}

export function setZoom(id: string, zoom: Zoom): void {
  zoomStore.setState((zooms) => new Map(zooms).set(id, zoom), true)
}

export function zoomOf(zooms: Zooms, id: string): Zoom {
  return zooms.get(id) ?? WHOLE
}
