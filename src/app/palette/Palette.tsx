import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { CutName } from '../../ui/name/CutName.tsx'
import { showDialog } from '../shell.ts'
import { type Entry, grouped, matching } from './palette.ts'
import { useFunctionEntries, usePaletteEntries } from './usePaletteEntries.ts'
import './palette.css'

/** Anything by its name: typed, walked with the arrows, done with Enter. */
export function Palette() {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { named, others } = matching(usePaletteEntries(), query)
  const functions = useFunctionEntries(query)
  const groups = grouped([...named, ...functions, ...others])
  const entries = groups.flatMap(([, members]) => members)
  const active = entries[Math.min(at, entries.length - 1)]

  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])
  useEffect(() => {
    const option = active && document.getElementById(id + active.id)
    option?.scrollIntoView({ block: 'nearest' })
  }, [active, id])

  /** The dialog goes first, so that what is run finds the focus where it was. */
  function choose(run: () => void) {
    dialog.current?.close()
    run()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const to = destination(event.key, entries.indexOf(active!), entries.length)
    if (to !== undefined) setAt(to)
    else if (event.key !== 'Enter') return
    else if (active)
      choose((event.ctrlKey || event.metaKey) && active.other ? active.other.run : active.run)
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      className="palette"
      ref={dialog}
      aria-label="Anything by its name"
      onClose={() => showDialog(null)}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label="View, action, option, file or function"
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-activedescendant={active && id + active.id}
          aria-autocomplete="list"
          placeholder="A view, an action, an option, a file, a function …"
          spellCheck={false}
          autoComplete="off"
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list" id={`${id}list`} role="listbox" aria-label="Found">
        {groups.map(([title, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
          <div key={title} role="group" aria-label={title}>
            <p className="palette-group muted" aria-hidden="true">
              {title}
            </p>
            {members.map((entry) => (
              <Option
                key={entry.id}
                id={id + entry.id}
                entry={entry}
                active={entry === active}
                onChoose={() => choose(entry.run)}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p className="palette-none muted">Nothing matches “{query.trim()}”.</p>
      )}
      <p className="palette-foot muted" role="status">
        <span>
          <kbd>Enter</kbd> {active?.group === 'Functions' ? 'Select it' : 'Do it'}
        </span>
        {active?.other && (
          <span>
            <kbd>Ctrl Enter</kbd> {active.other.label}
          </span>
        )}
        <span>
          <kbd>Esc</kbd> Close
        </span>
      </p>
    </dialog>
  )
}

interface OptionProps {
  readonly id: string
  readonly entry: Entry
  readonly active: boolean
  readonly onChoose: () => void
}

function Option({ id, entry, active, onChoose }: OptionProps) {
  const { label, group, hint, checked } = entry
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field
    <div
      className={active ? 'palette-option active' : 'palette-option'}
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      title={label}
      onClick={onChoose}
    >
      <span className="mark">{checked && <Icon name="check" />}</span>
      <span className={group === 'Functions' ? 'label mono' : 'label'}>
        {group === 'Functions' ? <CutName name={label} /> : label}
      </span>
      <span className="muted number">{hint}</span>
    </div>
  )
}

function destination(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? 0 : (at + 1) % count
    case 'ArrowUp':
      return count === 0 ? 0 : (at + count - 1) % count
    case 'PageDown':
      return Math.min(count - 1, at + 10)
    case 'PageUp':
      return Math.max(0, at - 10)
  }
  return undefined
}
