import { useState } from 'react'
import { changeFilter, toggleFilter } from '../../store/actions.ts'
import { type FilterName, filterHelp } from '../../store/filters.ts'
import { Chip } from '../../ui/controls/Chip.tsx'
import { CutName } from '../../ui/name/CutName.tsx'
import { editFilter, useShell } from '../shell.ts'

interface FilterChipProps {
  readonly name: FilterName
  readonly text: string
  readonly off: boolean
  /** What is wrong with it, in words; "" for nothing. */
  readonly problem: string
}

/** A filter: its name switches it off and on, its text is edited by a click, ✕ removes it. */
export function FilterChip({ name, text, off, problem }: FilterChipProps) {
  const editing = useShell((shell) => shell.editing === name)
  if (editing) return <ChipEditor name={name} text={text} />
  const wrong = problem !== '' && !off
  const state = [off && 'off', wrong && 'wrong'].filter(Boolean).join(' ')
  return (
    <Chip className={state} label={`Remove ${name}`} onRemove={() => changeFilter(name, '')}>
      <button
        type="button"
        className="chip-name"
        aria-pressed={!off}
        aria-label={`${name}: ${off ? 'off' : 'on'}`}
        title={`${off ? 'Switch on' : 'Switch off'}. ${filterHelp(name)}.`}
        onClick={() => toggleFilter(name)}
      >
        {name}
      </button>
      <button
        type="button"
        className="chip-text mono"
        title={`${text} (click to edit)`}
        aria-label={`Edit ${name}: ${text}`}
        onClick={() => editFilter(name)}
      >
        <CutName name={text} />
      </button>
      {off && <span className="chip-note">off</span>}
      {wrong && (
        <span className="chip-note problem" role="status">
          {problem}
        </span>
      )}
    </Chip>
  )
}

const TAG_FILTERS: readonly FilterName[] = ['tagfocus', 'tagignore']
const KEY_LISTS: readonly FilterName[] = ['tagroot', 'tagleaf']

function placeholderOf(name: FilterName): string {
  if (TAG_FILTERS.includes(name)) return 'route=/json'
  return KEY_LISTS.includes(name) ? 'key,key' : 'regexp'
}

/** Enter and leaving take the text over, Escape leaves it as it was; no text removes the filter. */
function ChipEditor({ name, text }: { readonly name: FilterName; readonly text: string }) {
  const [draft, setDraft] = useState(text)

  function finish() {
    editFilter(null)
    if (draft !== text) changeFilter(name, draft)
  }

  return (
    <span className="chip editing">
      <span className="chip-name">{name}</span>
      <input
        className="chip-input mono"
        aria-label={`${name}: ${filterHelp(name)}`}
        placeholder={placeholderOf(name)}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it opens because the user asked to type here
        autoFocus
        size={Math.min(48, Math.max(12, draft.length + 1))}
        value={draft}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') finish()
          if (event.key === 'Escape') {
            // The page would leave the field, and leaving takes the text over.
            event.preventDefault()
            editFilter(null)
          }
        }}
      />
    </span>
  )
}
