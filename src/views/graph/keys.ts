import { type PictureKey, type PressedKey, pictureKey } from '../frame/picture-keys.ts'

/** What a key means to the graph while it has the keyboard; keys of the whole page come by the store. */
export type KeyMeaning =
  | PictureKey
  | { readonly type: 'pan'; readonly x: number; readonly y: number }

/** Pixels that shift and an arrow move the picture. */
const STEP = 80
const PANS = { up: [0, STEP], down: [0, -STEP], left: [STEP, 0], right: [-STEP, 0] } as const
export const ZOOM_STEP = 1.3

export function meaningOf(event: PressedKey): KeyMeaning | undefined {
  const meaning = pictureKey(event, ZOOM_STEP)
  if (meaning?.type !== 'walk' || !event.shiftKey) return meaning
  const [x, y] = PANS[meaning.direction]
  return { type: 'pan', x, y }
}
