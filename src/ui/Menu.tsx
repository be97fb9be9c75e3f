import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

export interface MenuItem {
  readonly label: string
  readonly key?: string
  /** A line of explanation below the label. */
  readonly detail?: string
  /** At the end of the line: a key, a figure. */
  readonly hint?: ReactNode
  /** Given for items of which one is chosen. */
  readonly checked?: boolean
  readonly disabled?: boolean
  /** Begins a group: a line stands above it. */
  readonly apart?: boolean
  readonly run: () => void
}

interface MenuProps {
  readonly button: ReactNode
  readonly label?: string
  readonly title?: string
  readonly className?: string
  readonly disabled?: boolean
  readonly align?: 'start' | 'end'
  /** What the items are about, above them. */
  readonly head?: string
  readonly items: readonly MenuItem[]
}

export function Menu({ items, head, ...rest }: MenuProps) {
  return (
    <Popover {...rest} popup="menu">
      {(close) => (
        <>
          {head !== undefined && <p className="menu-title mono">{head}</p>}
          <MenuList items={items} label={rest.label} close={close} />
        </>
      )}
    </Popover>
  )
}

interface MenuListProps {
  readonly items: readonly MenuItem[]
  readonly label: string | undefined
  readonly close: () => void
}

/** The items of a menu: arrows, Home, End and first letters walk; Enter and Space choose. */
export function MenuList({ items, label, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked=true]')
    ;(chosen ?? itemsOf(list.current)[0])?.focus()
  }, [])
  return (
    <div
      className="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      ref={list}
      onKeyDown={(event) => (event.key === 'Tab' ? close() : walk(event, itemsOf(list.current)))}
    >
      {items.map((item) => (
        <MenuRow key={item.key ?? item.label} item={item} close={close} />
      ))}
    </div>
  )
}

interface MenuRowProps {
  readonly item: MenuItem
  readonly close: () => void
}

/** An item; its list has the focus and the keys. */
export function MenuRow({ item, close }: MenuRowProps) {
  return (
    <button
      type="button"
      className={item.apart ? 'menu-item apart' : 'menu-item'}
      tabIndex={-1}
      {...(item.checked === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': item.checked })}
      aria-disabled={item.disabled}
      onClick={() => {
        if (item.disabled) return
        close()
        item.run()
      }}
    >
      <span className="mark">{item.checked && <Icon name="check" />}</span>
      <span className="label">{item.label}</span>
      <span className="muted number">{item.hint}</span>
      {item.detail && <span className="detail">{item.detail}</span>}
    </button>
  )
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.menu-item') ?? [])]
}

function walk(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const to = destination(event.key, items)
  if (!to || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  to.focus()
}

function destination(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const now = items.indexOf(document.activeElement as HTMLElement)
  switch (key) {
    case 'ArrowDown':
      return items[(now + 1) % items.length]
    case 'ArrowUp':
      return items.at(now <= 0 ? -1 : now - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
  }
  if (key.length !== 1 || key === ' ') return undefined
  const after = [...items.slice(now + 1), ...items.slice(0, now + 1)]
  return after.find((item) =>
    item.querySelector('.label')?.textContent?.toLowerCase().startsWith(key.toLowerCase()),
  )
}
