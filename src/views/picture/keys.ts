import type { Direction } from './model.ts'

/** What a key means to the picture while it has the keyboard; keys of the whole page come by the store. */
export type KeyMeaning =
  | { readonly type: 'walk'; readonly direction: Direction }
  | { readonly type: 'enter' }
  | { readonly type: 'leave' }
  | { readonly type: 'up' }
  | { readonly type: 'zoom'; readonly factor: number }
  | { readonly type: 'pan'; readonly share: number }
  | { readonly type: 'menu' }

const STEP = 1.5
const PAN = 0.25

export function meaningOf(event: {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}): KeyMeaning | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  switch (event.key) {
    case 'ArrowUp':
      return { type: 'walk', direction: 'up' }
    case 'ArrowDown':
      return { type: 'walk', direction: 'down' }
    case 'ArrowLeft':
      return event.shiftKey ? { type: 'pan', share: -PAN } : { type: 'walk', direction: 'left' }
    case 'ArrowRight':
      return event.shiftKey ? { type: 'pan', share: PAN } : { type: 'walk', direction: 'right' }
    case 'Enter':
      return { type: 'enter' }
    case 'Escape':
      return { type: 'leave' }
    case 'u':
      return { type: 'up' }
    case '+':
    case '=':
      return { type: 'zoom', factor: STEP }
    case '-':
    case '_':
      return { type: 'zoom', factor: 1 / STEP }
    case 'ContextMenu':
      return { type: 'menu' }
    case 'F10':
      return event.shiftKey ? { type: 'menu' } : undefined
    default:
      return undefined
  }
}
