import type { Direction } from './picture.ts'

/** What a key means to the graph while it has the keyboard; keys of the whole page come by the store. */
export type KeyMeaning =
  | { readonly type: 'walk'; readonly direction: Direction }
  | { readonly type: 'pan'; readonly x: number; readonly y: number }
  | { readonly type: 'zoom'; readonly factor: number }
  | { readonly type: 'focus' }
  | { readonly type: 'leave' }
  | { readonly type: 'menu' }

const ARROWS: Readonly<Record<string, readonly [Direction, x: number, y: number]>> = {
  ArrowUp: ['up', 0, 1],
  ArrowDown: ['down', 0, -1],
  ArrowLeft: ['left', 1, 0],
  ArrowRight: ['right', -1, 0],
}

/** Pixels that shift and an arrow move the picture. */
const STEP = 80
export const ZOOM_STEP = 1.3

export function meaningOf(event: {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}): KeyMeaning | undefined {
  const { key, shiftKey } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (Object.hasOwn(ARROWS, key)) {
    const [direction, x, y] = ARROWS[key]!
    return shiftKey ? { type: 'pan', x: x * STEP, y: y * STEP } : { type: 'walk', direction }
  }
  switch (key) {
    case '+':
    case '=':
      return { type: 'zoom', factor: ZOOM_STEP }
    case '-':
    case '_':
      return { type: 'zoom', factor: 1 / ZOOM_STEP }
    case 'Enter':
      return { type: 'focus' }
    case 'Escape':
      return { type: 'leave' }
    case 'ContextMenu':
      return { type: 'menu' }
    case 'F10':
      return shiftKey ? { type: 'menu' } : undefined
    default:
      return undefined
  }
}
