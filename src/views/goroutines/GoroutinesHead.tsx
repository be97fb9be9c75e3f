import type { LabelFilters } from '../../engine/questions/goroutines/filters.ts'
import type { GoroutinesAnswer } from '../../engine/questions/goroutines/goroutines.ts'
import { useField } from '../../store/use-field.ts'
import { ToggleChip } from '../../ui/controls/ToggleChip.tsx'
import type { Tool } from '../../ui/controls/ToolRow.tsx'
import { countText } from '../../ui/words.ts'
import { ListHead } from '../frame/list/ListHead.tsx'
import { filterEveryView, MIN_WAIT, STATES } from './state.ts'
import type { Goroutines } from './useGoroutines.ts'

/** How many there are, and which of them to list. */
export function GoroutinesHead({ goroutines }: { readonly goroutines: Goroutines }) {
  const { answer } = goroutines
  const [chosen] = useField(STATES)
  const [minWait] = useField(MIN_WAIT)
  const isNarrowed = chosen.length > 0 || minWait > 0
  const states = useStateTools(goroutines)
  if (!answer?.goroutines) return null
  const { count, listed, total, waitsKnown } = answer
  const all = countText(total, 'goroutine')
  const stacks = countText(count, 'stack')
  return (
    <ListHead
      label="Goroutines"
      said={
        <span className="goroutines-count number" role="status">
          {listed === total
            ? `${all} in ${stacks}`
            : `${listed.toLocaleString('en')} of ${all} listed, in ${stacks}`}
        </span>
      }
      tools={[
        isNarrowed && { key: 'every', control: <ListOnly answer={answer} /> },
        waitsKnown && { key: 'wait', control: <WaitField /> },
        ...states,
      ]}
    />
  )
}

/** That the other views show more than the list, and how they can show the same. */
function ListOnly({
  answer: { everyView, inferred, count },
}: {
  readonly answer: GoroutinesAnswer
}) {
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
function useStateTools({ answer }: Goroutines): readonly Tool[] {
  const [chosen, setChosen] = useField(STATES)
  const states = answer?.states ?? []
  // Chosen in the link or in another profile, and not here: it must be possible to take it away.
  const missing = chosen.filter((name) => states.every((state) => state.name !== name))
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
  const chip = (name: string, count: number, help?: string): Tool => ({
    key: `state ${name}`,
    control: (
      <ToggleChip on={chosen.includes(name)} help={help} onClick={() => toggle(name)}>
        {name} <span className="number">{count.toLocaleString('en')}</span>
      </ToggleChip>
    ),
  })
  return [
    ...states.map(({ name, count, explained }) =>
      chip(
        name,
        count,
        explained ? `${explained.meaning}\n${explained.cause}` : 'A state of a newer version of Go',
      ),
    ),
    ...missing.map((name) => chip(name, 0)),
  ]
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
