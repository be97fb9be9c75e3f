import { color } from 'd3'
import { type Palette, paletteOf } from './palette.ts'

/** The part of the page's style that the canvas needs. */
export interface Style {
  readonly palette: Palette
  readonly fontFamily: string
}

/**
 * The style of `element`: its background shows whether the page is light or dark, whatever decided
 * that.
 */
export function styleOf(element: HTMLElement): Style {
  const { backgroundColor, fontFamily } = getComputedStyle(element)
  const background = color(backgroundColor)?.rgb()
  const dark = background ? background.r + background.g + background.b < 3 * 128 : false
  return { palette: paletteOf(dark ? 'dark' : 'light'), fontFamily }
}

/**
 * Calls `changed` when the style of the page may have changed.
 * @returns a function that stops watching
 */
export function watchStyle(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true })
  const media = matchMedia('(prefers-color-scheme: dark)')
  media.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', changed)
  }
}
