import { useId } from 'react'
import { DEFAULT_OPTIONS, type Granularity, optionNamed } from '../engine/select/options.ts'
import { changeOption } from '../store/actions.ts'
import { useHeader, useView } from '../store/hooks.ts'
import { Caret } from '../ui/Caret.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { AUTOMATIC_UNITS, unitsFor } from './units.ts'

const GRANULARITIES: readonly { name: Granularity; detail: string }[] = [
  { name: 'functions', detail: 'A frame is a function' },
  { name: 'filefunctions', detail: 'A frame is a function in a file' },
  { name: 'files', detail: 'A frame is a source file' },
  { name: 'lines', detail: 'A frame is a line of a function' },
  { name: 'addresses', detail: 'A frame is an instruction' },
]

const SWITCHES = [
  { name: 'noinlines', label: 'Fold inlined calls' },
  { name: 'mean', label: 'Mean value' },
  { name: 'relative_percentages', label: 'Relative percentages' },
  { name: 'showcolumns', label: 'Tell columns apart' },
] as const

/** What counts as a frame. */
export function GranularityMenu() {
  const granularity = useView((view) => view.options.granularity)
  return (
    <Menu
      align="end"
      label={`Granularity: ${granularity}`}
      title="What counts as one frame"
      button={
        <>
          {granularity}
          <Caret />
        </>
      }
      items={GRANULARITIES.map(({ name, detail }) => ({
        label: name,
        detail,
        checked: name === granularity,
        run: () => changeOption('granularity', name),
      }))}
    />
  )
}

/** How values are counted and printed. */
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
          {SWITCHES.map(({ name, label }) => (
            <Switch key={name} name={name} label={label} />
          ))}
        </div>
      )}
    </Popover>
  )
}

type SwitchName = (typeof SWITCHES)[number]['name']

function Switch({ name, label }: { readonly name: SwitchName; readonly label: string }) {
  const on = useView((view) => view.options[name])
  const help = useId()
  return (
    <div className="option">
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={help}
          onChange={(event) => changeOption(name, event.target.checked)}
        />
        {label}
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
  const known = units.includes(unit) || unit in AUTOMATIC_UNITS
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

/** Options that are not at their default, so that nothing acts unseen. */
export function OptionChips() {
  const options = useView((view) => view.options)
  const chips = SWITCHES.filter(({ name }) => options[name]).map(({ name }) => ({
    name,
    text: name as string,
    reset: () => changeOption(name, false),
  }))
  const unit =
    options.unit === DEFAULT_OPTIONS.unit
      ? []
      : [
          {
            name: 'unit',
            text: `unit ${options.unit}`,
            reset: () => changeOption('unit', DEFAULT_OPTIONS.unit),
          },
        ]
  return [...chips, ...unit].map(({ name, text, reset }) => (
    <span className="chip option-chip" key={name}>
      <span className="chip-name" title={optionNamed(name)?.help}>
        {text}
      </span>
      <button
        type="button"
        className="chip-close"
        aria-label={`Remove ${name}`}
        title="Back to the default"
        onClick={reset}
      >
        <Icon name="close" />
      </button>
    </span>
  ))
}
