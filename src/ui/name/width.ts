const listeners = new WeakMap<Element, () => void>()
let observer: ResizeObserver | null = null

/** One for all names: a table has hundreds on screen. */
function widthObserver(): ResizeObserver {
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) listeners.get(target)?.()
  })
  return observer
}

/**
 * Hears when a box becomes wider or narrower.
 * @returns stops it
 */
export function observeWidth(box: Element, onChange: () => void): () => void {
  listeners.set(box, onChange)
  widthObserver().observe(box)
  return () => {
    listeners.delete(box)
    widthObserver().unobserve(box)
  }
}
