import { Icon } from './Icon.tsx'

/** Tells that a button opens a menu. */
export function Caret() {
  return (
    <span className="caret">
      <Icon name="down" />
    </span>
  )
}
