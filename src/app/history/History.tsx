import { useState } from 'react'
import type { Entry, Tab } from '../../history/entry.ts'
import { openTab } from '../../store/history/restoring.ts'
import { useHistory } from '../../store/history/state.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { countText } from '../../ui/words.ts'
import { showDialog } from '../shell.ts'
import { HistoryLimit } from './HistoryLimit.tsx'
import { HistoryRow } from './HistoryRow.tsx'
import { agoText, openedIn } from './words.ts'
import './history.css'

/** On the empty page; the rest is shown on request. */
const FIRST = 5
/** Tabs that can be continued. */
const MOST_TABS = 3

/** What was opened before, on the page that has nothing open. */
export function HistorySection() {
  const { entries, tabs, settings, trouble } = useHistory()
  const [all, setAll] = useState(false)
  const isEmpty = entries.length === 0 && settings.keeping
  if (isEmpty && trouble === '') return null
  const shown = all ? entries : entries.slice(0, FIRST)
  return (
    <section className="history" aria-label="Opened before">
      <h2>Opened before</h2>
      {trouble !== '' && <p className="muted">{trouble}</p>}
      <Tabs tabs={tabs} />
      <Rows entries={shown} onOpen={() => {}} />
      {entries.length > shown.length && (
        <button type="button" className="button quiet" onClick={() => setAll(true)}>
          Show all {countText(entries.length, 'file')}
        </button>
      )}
      {!isEmpty && <HistoryLimit entries={entries} settings={settings} />}
    </section>
  )
}

/** The same over what is open. */
export function HistoryDialog() {
  const { entries, settings, trouble } = useHistory()
  const close = () => showDialog(null)
  return (
    <Dialog title="Opened before" onClose={close}>
      <div className="history">
        {trouble !== '' && <p className="muted">{trouble}</p>}
        {entries.length === 0 && trouble === '' && (
          <p className="muted">
            {settings.keeping
              ? 'Nothing is kept yet: what you open is, a moment later.'
              : 'Nothing is kept, as you wish.'}
          </p>
        )}
        <Rows entries={entries} onOpen={close} />
        <HistoryLimit entries={entries} settings={settings} />
      </div>
    </Dialog>
  )
}

/** What was open in tabs that are closed. */
function Tabs({ tabs }: { readonly tabs: readonly Tab[] }) {
  const several = tabs.filter(({ profiles }) => profiles.length > 1).slice(0, MOST_TABS)
  if (several.length === 0) return null
  return (
    <ul>
      {several.map((tab) => (
        <li key={tab.id}>
          <button type="button" className="history-tab" onClick={() => openTab(tab)}>
            <Icon name="undo" />
            <span className="history-text">
              <span className="history-name">{openedIn(tab)}</span>
              <span className="muted">
                {countText(tab.profiles.length, 'profile')} as they were,{' '}
                {agoText(tab.saved, Date.now())}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface RowsProps {
  readonly entries: readonly Entry[]
  readonly onOpen: () => void
}

/** Pinned ones first. */
function Rows({ entries, onOpen }: RowsProps) {
  const sorted = entries.toSorted((a, b) => Number(b.pinned) - Number(a.pinned))
  return (
    <ul>
      {sorted.map((entry) => (
        <HistoryRow key={entry.id} entry={entry} onOpen={onOpen} />
      ))}
    </ul>
  )
}
