import { resetFilters } from '../../store/actions.ts'
import { FILTERS } from '../../store/filters.ts'
import { useHeader, useIsDifference, useView } from '../../store/hooks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tip } from '../../ui/Tip.tsx'
import type { HeaderAnswer } from '../../worker/protocol.ts'
import { useShell } from '../shell.ts'
import { AddFilter } from './AddFilter.tsx'
import { ConfigMenu } from './ConfigMenu.tsx'
import { FilterChip } from './FilterChip.tsx'
import { GranularityMenu } from './GranularityMenu.tsx'
import { OptionChips } from './OptionChips.tsx'
import { OptionsPopover } from './OptionsPopover.tsx'
import { RefineMenu } from './RefineMenu.tsx'
import './chips.css'

/** What is filtered, and how much of the profile that leaves on screen. */
export function Chips() {
  const options = useView((view) => view.options)
  const off = useView((view) => view.off)
  const editing = useShell((shell) => shell.editing)
  const { answer, error } = useHeader()
  const chips = FILTERS.filter((name) => options[name] !== '' || name === editing)
  const misfit = error && !chips.some((name) => name === error.option) ? error : null
  return (
    <section className="chips" aria-label="Filters">
      <div className="chips-list">
        <RefineMenu />
        {chips.map((name) => (
          <FilterChip
            key={name}
            name={name}
            text={options[name]}
            off={off.includes(name)}
            problem={problemOf(error?.option === name ? error.message : null, {
              unmatched: answer?.unmatched.includes(name) ?? false,
            })}
          />
        ))}
        <OptionChips />
        <AddFilter />
        {misfit && (
          <span className="chips-error" role="status">
            {misfit.message} {misfit.hint}
          </span>
        )}
      </div>
      <div className="chips-end">
        <GranularityMenu />
        <OptionsPopover />
        <ConfigMenu />
        <Showing filtered={chips.some((name) => options[name] !== '')} />
      </div>
    </section>
  )
}

function Showing({ filtered }: { readonly filtered: boolean }) {
  const { answer } = useHeader()
  const isDifference = useIsDifference()
  if (!answer) return null
  return (
    <span className="showing number">
      {isDifference || answer.changes ? <NetChange {...answer} /> : <Shown {...answer} />}
      {filtered && (
        <button
          type="button"
          className="button quiet reset"
          title="Remove all filters"
          onClick={resetFilters}
        >
          <Icon name="undo" /> reset
        </button>
      )}
    </span>
  )
}

function Shown({ shown, total, shownText, shownPercent, totalText }: HeaderAnswer) {
  if (shown === total) return <span className="muted">showing all of {totalText}</span>
  return (
    <Tip
      text={`Samples worth ${shownText} pass the filters: ${shownPercent} of the ${totalText} in the profile.`}
    >
      showing <strong>{shownText}</strong>, {shownPercent} of {totalText}
    </Tip>
  )
}

/** What grew and what shrank may make up for each other: that is not what is on screen. */
function NetChange({ shownText, shownPercent, totalText }: HeaderAnswer) {
  return (
    <Tip
      text={`Increases minus decreases of what the filters leave: ${shownText}, which is ${shownPercent} of the ${totalText} that count as 100%.`}
    >
      net change <strong>{shownText}</strong>, {shownPercent} of {totalText}
    </Tip>
  )
}

/** What is wrong with a filter, in a few words; "" for nothing. */
function problemOf(error: string | null, { unmatched }: { unmatched: boolean }): string {
  if (error !== null) return error.replace(/^parsing \w+ regexp: (error parsing regexp: )?/, '')
  return unmatched ? 'matches nothing' : ''
}
