/** Where an arrow key leads in a picture. */
export type Direction = 'up' | 'down' | 'left' | 'right'

/** What a key means to every picture while it has the keyboard. */
export type PictureKey =
  | { readonly type: 'walk'; readonly direction: Direction }
  | { readonly type: 'enter' }
  | { readonly type: 'leave' }
  | { readonly type: 'zoom'; readonly factor: number }
  | { readonly type: 'menu' }

export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const ARROWS = new Map<string, Direction>([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
])

/** Keys with these are the browser's, and the page's. */
export function isModified({ ctrlKey, metaKey, altKey }: PressedKey): boolean {
  return ctrlKey || metaKey || altKey
}

/** @param step what plus magnifies the picture by */
export function pictureKey(event: PressedKey, step: number): PictureKey | undefined {
  if (isModified(event)) return undefined
  const direction = ARROWS.get(event.key)
  if (direction) return { type: 'walk', direction }
  switch (event.key) {
    case '+':
    case '=':
      return { type: 'zoom', factor: step }
    case '-':
    case '_':
      return { type: 'zoom', factor: 1 / step }
    case 'Enter':
      return { type: 'enter' }
    case 'Escape':
      return { type: 'leave' }
    case 'ContextMenu':
      return { type: 'menu' }
    case 'F10':
      return event.shiftKey ? { type: 'menu' } : undefined
    default:
      return undefined
  }
}
