import { useState } from 'react'
import type { Entry } from '../../history/entry.ts'
import { openEntry } from '../../store/history/restoring.ts'
import { changeEntry, removeEntries } from '../../store/history/state.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import { agoText, factsOf, seenOf } from './words.ts'

interface HistoryRowProps {
  readonly entry: Entry
  /** Called when it is opened. */
  readonly onOpen: () => void
}

/** A file that is kept: opens it; pins, renames, annotates, removes it. */
export function HistoryRow({ entry, onOpen }: HistoryRowProps) {
  const [editing, setEditing] = useState<'title' | 'note' | null>(null)
  const { id, pinned, title, note, opened, link, thumbnail } = entry
  const name = title || entry.name
  const seen = seenOf(link)
  return (
    <li className="history-row">
      <button
        type="button"
        className="history-open"
        title={title === '' ? '' : entry.name}
        onClick={() => {
          onOpen()
          void openEntry(entry)
        }}
      >
        <Thumbnail picture={thumbnail} />
        <span className="history-text">
          <span className="history-name">
            {name} {pinned && <span className="muted">(pinned)</span>}
          </span>
          <span className="muted">{factsOf(entry)}</span>
          <span className="muted">
            {agoText(opened, Date.now())}
            {seen !== '' && `, in ${seen}`}
          </span>
          {note !== '' && <span className="history-note">{note}</span>}
        </span>
      </button>
      <Menu
        className="button quiet icon"
        label={`More about ${name}`}
        align="end"
        button={<Icon name="more" />}
        items={[
          {
            label: pinned ? 'Unpin' : 'Pin',
            detail: 'What is pinned is the last to make room.',
            run: () => changeEntry(id, { pinned: !pinned }),
          },
          { label: 'Rename…', run: () => setEditing('title') },
          { label: 'Note…', run: () => setEditing('note') },
          { label: 'Remove', apart: true, run: () => removeEntries([id]) },
        ]}
      />
      {editing && (
        <EditForm
          label={editing === 'title' ? 'Name' : 'Note'}
          text={editing === 'title' ? name : note}
          onEnd={(text) => {
            setEditing(null)
            if (text === null) return
            const wanted = editing === 'title' && text === entry.name ? '' : text
            changeEntry(id, { [editing]: wanted })
          }}
        />
      )}
    </li>
  )
}

/** Longer texts are no names or notes. */
const LONGEST = 500

interface EditFormProps {
  readonly label: string
  readonly text: string
  /** Called with the new text; with null if nothing is to change. */
  readonly onEnd: (text: string | null) => void
}

function EditForm({ label, text, onEnd }: EditFormProps) {
  const [typed, setTyped] = useState(text)
  return (
    <form
      className="history-edit"
      onSubmit={(event) => {
        event.preventDefault()
        onEnd(typed.trim())
      }}
    >
      <input
        className="field"
        type="text"
        aria-label={label}
        placeholder={label}
        maxLength={LONGEST}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for it
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          onEnd(null)
        }}
      />
      <button type="submit" className="button">
        Save
      </button>
    </form>
  )
}
