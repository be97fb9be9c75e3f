import { isModified, type PictureKey, type PressedKey, pictureKey } from '../frame/picture-keys.ts'

/**
 * What a key does while the picture has the focus; keys of the whole page come through the store.
 */
export type KeyMeaning =
  | PictureKey
  | { readonly type: 'up' }
  | { readonly type: 'pan'; readonly share: number }

const ZOOM_STEP = 1.5
/** The share of the visible part that Shift and an arrow key move it by. */
const PAN = 0.25

/** What a key press does; undefined if nothing. */
export function meaningOf(event: PressedKey): KeyMeaning | undefined {
  if (event.key === 'u' && !isModified(event)) return { type: 'up' }
  const meaning = pictureKey(event, ZOOM_STEP)
  if (meaning?.type !== 'walk' || !event.shiftKey) return meaning
  switch (meaning.direction) {
    case 'left':
      return { type: 'pan', share: -PAN }
    case 'right':
      return { type: 'pan', share: PAN }
    default:
      return meaning
  }
}
