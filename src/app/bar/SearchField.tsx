import type { KeyboardEvent } from 'react'
import { search, searchRegexp } from '../../store/actions.ts'
import { useTransient, useView } from '../../store/hooks.ts'
import { NOT_A_REGEXP, sendCommand } from '../../store/transient.ts'
import { Icon } from '../../ui/Icon.tsx'
import { SEARCH_FIELD } from '../shell.ts'

/** Marks what matches in every view and says how much that is. */
export function SearchField() {
  const text = useView((view) => view.search)
  const regexp = useView((view) => view.regexp)
  const matches = useTransient((state) => state.matches)

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') sendCommand(event.shiftKey ? 'previous-match' : 'next-match')
    else if (event.key !== 'Escape') return
    else if (text !== '') search('')
    else event.currentTarget.blur()
    event.preventDefault()
  }

  return (
    <search className="search">
      <Icon name="search" />
      <input
        id={SEARCH_FIELD}
        type="text"
        aria-label="Search for frames"
        placeholder="Search  /"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={text !== '' && matches === NOT_A_REGEXP}
        value={text}
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="search-matches number" role="status">
        {text !== '' && matches}
      </span>
      {text !== '' && (
        <button
          type="button"
          className="search-button"
          aria-label="Clear the search"
          title="Clear (Esc)"
          onClick={() => search('')}
        >
          <Icon name="close" />
        </button>
      )}
      <button
        type="button"
        className="search-button mono"
        aria-label="Search by regular expression"
        aria-pressed={regexp}
        title="Regular expression"
        onClick={() => searchRegexp(!regexp)}
      >
        .*
      </button>
    </search>
  )
}
