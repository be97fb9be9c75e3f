import { useState } from 'react'
import type { Entry, Settings } from '../../history/entry.ts'
import { bytesOf } from '../../history/room.ts'
import { keepOpen } from '../../store/history/keeping.ts'
import { configureHistory } from '../../store/history/state.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import { bytesText, countText } from '../../ui/words.ts'

const QUOTAS = [1e8, 5e8, 1e9, 5e9, 2e10] as const

interface HistoryLimitProps {
  readonly entries: readonly Entry[]
  readonly settings: Settings
}

/** How much is kept, and how much may be; asks before anything is lost by a smaller limit. */
export function HistoryLimit({ entries, settings }: HistoryLimitProps) {
  const [wanted, setWanted] = useState<Settings | null>(null)
  const used = bytesOf(entries)
  const { keeping, quota } = settings
  const value = keeping ? String(quota) : 'nothing'
  const quotas = [...new Set([...QUOTAS, quota])].sort((a, b) => a - b)

  function apply(next: Settings) {
    setWanted(null)
    configureHistory(next)
    if (next.keeping && !keeping) keepOpen()
  }

  function choose(text: string) {
    const next =
      text === 'nothing' ? { keeping: false, quota } : { keeping: true, quota: Number(text) }
    const loses = next.keeping ? used > next.quota : entries.length > 0
    if (loses) setWanted(next)
    else apply(next)
  }

  return (
    <div className="history-limit">
      <span className="muted">
        {entries.length > 0 && `${countText(entries.length, 'file')}, ${bytesText(used)}. `}
        Only in this browser.
      </span>
      <Choice
        label="Keep"
        className="button quiet"
        align="end"
        value={value}
        options={[
          ...quotas.map((bytes) => ({
            value: String(bytes),
            label: `up to ${bytesText(bytes).replace('.0', '')}`,
          })),
          { value: 'nothing', label: 'nothing', help: 'Removes all that is kept, too.' },
        ]}
        onChange={choose}
      />
      {wanted && (
        <p className="history-question" role="alert">
          {wanted.keeping
            ? `That is less than what is kept: the files opened longest ago are removed.`
            : `All ${countText(entries.length, 'file')} are removed, with notes and names.`}{' '}
          <button type="button" className="button" onClick={() => apply(wanted)}>
            {wanted.keeping ? 'Remove them' : 'Remove all'}
          </button>{' '}
          <button type="button" className="button" onClick={() => setWanted(null)}>
            Cancel
          </button>
        </p>
      )}
    </div>
  )
}
