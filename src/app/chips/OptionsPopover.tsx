import { useId, useState } from 'react'
import { DEFAULT_OPTIONS, optionNamed } from '../../engine/select/options.ts'
import { changeOption } from '../../store/actions.ts'
import { useHeader, useView } from '../../store/hooks.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Check } from '../../ui/controls/Check.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { type Figure, OPTION_GROUPS, type Switch } from './option-groups.ts'
import { AUTOMATIC_UNITS, unitsFor } from './units.ts'
import './options.css'

/** How values are counted and printed, and how much a report leaves out. */
export function OptionsPopover() {
  return (
    <Popover
      popup="dialog"
      align="end"
      title="How values are counted and printed"
      button={
        <>
          options
          <Caret />
        </>
      }
    >
      {() => (
        <div className="options">
          <UnitField />
          <SortField />
          {OPTION_GROUPS.map(({ title, switches, figures }) => (
            <fieldset key={title}>
              <legend>{title}</legend>
              {switches.map((option) => (
                <SwitchField key={option.name} {...option} />
              ))}
              {figures.map((option) => (
                <FigureField key={option.name} {...option} />
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </Popover>
  )
}

function SwitchField({ name, label }: Switch) {
  const on = useView((view) => view.options[name])
  const help = useId()
  return (
    <div className="option">
      <Check checked={on} describedBy={help} onChange={(next) => changeOption(name, next)}>
        {label} <code className="option-name mono">{name}</code>
      </Check>
      <p className="muted" id={help}>
        {optionNamed(name)?.help}.
      </p>
    </div>
  )
}

/** Enter and leaving take the number over; no number is the default. */
function FigureField({ name, label, min, max, step, automatic }: Figure) {
  const value = useView((view) => view.options[name])
  const trim = useView((view) => view.options.trim)
  const [draft, setDraft] = useState<string | null>(null)
  const help = useId()
  const initial = DEFAULT_OPTIONS[name]
  const text = value === initial && automatic ? '' : String(value)

  function finish() {
    if (draft === null) return
    setDraft(null)
    const number = draft.trim() === '' ? initial : Number(draft)
    if (number === initial || (number >= min && number <= max)) changeOption(name, number)
  }

  return (
    <div className="option">
      <label className="option-line">
        <span>
          {label} <code className="option-name mono">{name}</code>
        </span>
        <input
          className="field number"
          type="number"
          min={min}
          max={max}
          step={step}
          placeholder={automatic ?? String(initial)}
          aria-describedby={help}
          disabled={!trim}
          value={draft ?? text}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={finish}
          onKeyDown={(event) => event.key === 'Enter' && finish()}
        />
      </label>
      <p className="muted" id={help}>
        {optionNamed(name)?.help}.
      </p>
    </div>
  )
}

function UnitField() {
  const unit = useView((view) => view.options.unit)
  const { answer } = useHeader()
  const units = unitsFor(answer?.unit ?? '')
  if (units.length === 0) return null
  const known = units.includes(unit) || Object.hasOwn(AUTOMATIC_UNITS, unit)
  return (
    <label className="option option-line">
      Unit
      <select
        className="field"
        value={unit}
        onChange={(event) => changeOption('unit', event.target.value)}
      >
        {Object.entries(AUTOMATIC_UNITS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {(known ? units : [unit, ...units]).map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  )
}

const SORTS = [
  { value: 'flat', label: 'flat', help: 'Its own value' },
  { value: 'cum', label: 'cum', help: 'With what it calls' },
] as const

function SortField() {
  const sort = useView((view) => view.options.sort)
  return (
    <div className="option option-line">
      Heaviest by
      <Segmented
        label="Heaviest by"
        value={sort}
        options={SORTS}
        onChange={(value) => changeOption('sort', value)}
      />
    </div>
  )
}
