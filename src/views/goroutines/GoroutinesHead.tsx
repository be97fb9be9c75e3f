import { useState } from 'react'
import type { LabelFilters } from '../../engine/questions/goroutines/filters.ts'
import type { GoroutinesAnswer } from '../../engine/questions/goroutines/goroutines.ts'
import { useField } from '../../store/use-field.ts'
import { countText } from '../../ui/words.ts'
import { ListHead } from '../frame/list/ListHead.tsx'
import { filterEveryView, MIN_WAIT, STATES } from './state.ts'
import type { Goroutines } from './useGoroutines.ts'

/** States that have a chip of their own before the others are requested. */
const FEW = 8

/** How many there are, and which of them to list. */
export function GoroutinesHead({ goroutines }: { readonly goroutines: Goroutines }) {
  const { answer } = goroutines
  if (!answer?.goroutines) return null
  const { count, listed, total, waitsKnown } = answer
  const all = countText(total, 'goroutine')
  const stacks = countText(count, 'stack')
  return (
    <ListHead
      said={
        <span className="goroutines-count number" role="status">
          {listed === total
            ? `${all} in ${stacks}`
            : `${listed.toLocaleString('en')} of ${all} listed, in ${stacks}`}
        </span>
      }
    >
      <ListOnly answer={answer} />
      <StateChips goroutines={goroutines} />
      {waitsKnown && <WaitField />}
    </ListHead>
  )
}

/** That the other views show more than the list, and how they can show the same. */
function ListOnly({
  answer: { everyView, inferred, count },
}: {
  readonly answer: GoroutinesAnswer
}) {
  const [states] = useField(STATES)
  const [minWait] = useField(MIN_WAIT)
  if (states.length === 0 && minWait === 0) return null
  return (
    <>
      <span
        className="muted"
        title={
          everyView || inferred || count === 0
            ? ''
            : 'tagfocus and tagignore have filters already that cannot be combined with these: remove their chips first'
        }
      >
        The other views show all.
      </span>
      {everyView && (
        <button
          type="button"
          className="button"
          title={`Sets ${filterWords(everyView)}, in place of the states and the wait of the list`}
          onClick={() => filterEveryView(everyView)}
        >
          Filter every view
        </button>
      )}
    </>
  )
}

function filterWords({ tagfocus, tagignore }: LabelFilters): string {
  return `tagfocus=${tagfocus}${tagignore === '' ? '' : ` and tagignore=${tagignore}`}`
}

/** A chip for each state with how many are in it; a click lists those, a second one all again. */
function StateChips({ goroutines: { answer } }: { readonly goroutines: Goroutines }) {
  const [chosen, setChosen] = useField(STATES)
  const [all, setAll] = useState(false)
  const states = answer?.states ?? []
  const shown = all ? states : states.filter(({ name }, i) => i < FEW || chosen.includes(name))
  // Chosen in the link or in another profile, and not here: it must be possible to take it away.
  const missing = chosen.filter((name) => states.every((state) => state.name !== name))
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
  return (
    <fieldset className="goroutines-states" aria-label="States">
      {shown.map(({ name, count, explained }) => (
        <button
          key={name}
          type="button"
          className="toggle goroutines-state"
          aria-pressed={chosen.includes(name)}
          title={
            explained
              ? `${explained.meaning}\n${explained.cause}`
              : 'A state of a newer version of Go'
          }
          onClick={() => toggle(name)}
        >
          {name} <span className="number">{count.toLocaleString('en')}</span>
        </button>
      ))}
      {missing.map((name) => (
        <button
          key={name}
          type="button"
          className="toggle goroutines-state"
          aria-pressed={true}
          onClick={() => toggle(name)}
        >
          {name} <span className="number">0</span>
        </button>
      ))}
      {states.length > FEW && (
        <button type="button" className="toggle goroutines-state" onClick={() => setAll(!all)}>
          {all ? 'Fewer states' : `${states.length - shown.length} more`}
        </button>
      )}
    </fieldset>
  )
}

function WaitField() {
  const [minWait, setMinWait] = useField(MIN_WAIT)
  return (
    <label className="goroutines-wait-field">
      waiting ≥
      <input
        className="field number"
        type="number"
        min={0}
        step={1}
        value={minWait === 0 ? '' : minWait}
        placeholder="0"
        aria-label="Minutes that goroutines have waited at least"
        onChange={(event) => setMinWait(Math.max(0, Number(event.target.value)), 'replace')}
      />
      min
    </label>
  )
}
