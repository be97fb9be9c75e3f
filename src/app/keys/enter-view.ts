/** What of a view takes the focus, in its order; the divider of a split stage and tips do not walk. */
const WALKABLE = '#stage [tabindex="0"]:not([role=separator], .tip)'

const ARROWS: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

/**
 * Gives the focus to the view on screen at an arrow key that nothing else wants: after its digit or
 * its tab was pressed, it can be walked without all the Tabs that lie before it.
 * @returns whether the view has got it
 */
export function enterView({
  key,
  target,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: KeyboardEvent): boolean {
  if (!ARROWS.includes(key) || altKey || ctrlKey || metaKey || shiftKey) return false
  if (document.querySelector('dialog[open]')) return false
  const idle = target === document.body || (target instanceof Element && target.matches('.tab'))
  const view = idle ? document.querySelector<HTMLElement>(WALKABLE) : null
  view?.focus()
  return view !== null
}
