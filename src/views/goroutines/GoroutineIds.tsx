import type { GoroutineGroupAnswer } from '../../engine/questions/goroutines/group.ts'
import { ToggleChip } from '../../ui/controls/ToggleChip.tsx'
import { NAMED } from './state.ts'
import { waitText } from './words.ts'

interface GoroutineIdsProps {
  readonly answer: GoroutineGroupAnswer
  /** First goroutine that is named. */
  readonly from: number
  /** The one that is shown with its arguments; -1 for none. */
  readonly goroutine: number
  readonly onFrom: (from: number) => void
  readonly onGoroutine: (row: number) => void
}

/** The goroutines of a group by their ids; a click shows one as the dump has it. */
export function GoroutineIds(props: GoroutineIdsProps) {
  const { answer, from, goroutine, onFrom, onGoroutine } = props
  const { goroutines, count, block } = answer
  const to = Math.min(count, from + NAMED)
  return (
    <div className="goroutine-ids">
      <div className="goroutine-pages number">
        <span>
          {count > NAMED
            ? `Goroutines ${(from + 1).toLocaleString('en')} – ${to.toLocaleString('en')} of ${count.toLocaleString('en')}`
            : 'Goroutines'}
        </span>
        {count > NAMED && (
          <>
            <button
              type="button"
              className="button"
              disabled={from === 0}
              onClick={() => onFrom(Math.max(0, from - NAMED))}
            >
              Previous
            </button>
            <button
              type="button"
              className="button"
              disabled={to >= count}
              onClick={() => onFrom(from + NAMED)}
            >
              Next
            </button>
          </>
        )}
      </div>
      <div className="goroutine-list number">
        {goroutines.map(({ row, id, state, wait }) => (
          <ToggleChip
            key={row}
            on={row === goroutine}
            help={`${state}${wait > 0 ? `, ${waitText(wait)}` : ''}: show it with its arguments`}
            onClick={() => onGoroutine(row === goroutine ? -1 : row)}
          >
            {id}
          </ToggleChip>
        ))}
      </div>
      {goroutine >= 0 && block && (
        <pre className="goroutine-block mono">
          {block.header}
          {block.calls.map(({ text, place }) => `\n${text}${place === '' ? '' : `\n\t${place}`}`)}
        </pre>
      )}
      {goroutine >= 0 && !block && goroutines.length > 0 && (
        <p className="muted">The text of this dump is too large to be kept: no arguments.</p>
      )}
    </div>
  )
}
