import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Check } from '../ui/controls/Check.tsx'
import { Chip } from '../ui/controls/Chip.tsx'
import { Choice } from '../ui/controls/Choice.tsx'
import { NumberField } from '../ui/controls/NumberField.tsx'
import { Segmented } from '../ui/controls/Segmented.tsx'
import { SortButton } from '../ui/controls/SortButton.tsx'
import { Tab } from '../ui/controls/Tabs.tsx'
import { ToggleChip } from '../ui/controls/ToggleChip.tsx'
import { Icon } from '../ui/Icon.tsx'

/** How a control may be found. */
export const STATES = ['rest', 'hover', 'focus', 'on', 'disabled'] as const
export type State = (typeof STATES)[number]

interface Sample {
  readonly title: string
  /** @param name unlike those of the other samples */
  readonly draw: (state: State, name: string) => ReactNode
}

const nothing = () => {}
const SHAPES = [
  { value: 'table', label: 'Table' },
  { value: 'flame', label: 'Flame' },
] as const

export const CONTROLS: readonly Sample[] = [
  {
    title: 'Tab',
    draw: (state) => (
      <Held state={state}>
        {state === 'disabled' ? (
          <button type="button" className="tab" disabled>
            Graph
          </button>
        ) : (
          <Tab label="Graph" title="" current={state === 'on'} onClick={nothing} />
        )}
      </Held>
    ),
  },
  {
    title: 'Segmented',
    draw: (state, name) => (
      <Held state={state}>
        <Segmented
          label={name}
          value={state === 'on' ? 'flame' : 'table'}
          options={SHAPES.map((shape) => ({ ...shape, disabled: state === 'disabled' }))}
          onChange={nothing}
        />
      </Held>
    ),
  },
  {
    title: 'Choice',
    draw: (state) => (
      <Held state={state}>
        <Choice
          label="Rows"
          value="frames"
          options={[
            { value: 'frames', label: 'frames' },
            { value: 'packages', label: 'packages' },
          ]}
          disabled={state === 'disabled'}
          onChange={nothing}
        />
      </Held>
    ),
  },
  {
    title: 'Check',
    draw: (state) => (
      <Held state={state}>
        <Check checked={state === 'on'} disabled={state === 'disabled'} onChange={nothing}>
          same scale
        </Check>
      </Held>
    ),
  },
  {
    title: 'Toggle chip',
    draw: (state) => (
      <Held state={state}>
        <ToggleChip on={state === 'on'} disabled={state === 'disabled'} onClick={nothing}>
          chan send <span className="number">289</span>
        </ToggleChip>
      </Held>
    ),
  },
  {
    title: 'Chip',
    draw: (state, name) => (
      <Held state={state}>
        <Chip
          className={state === 'disabled' ? 'off' : state === 'on' ? 'editing' : ''}
          label={`Remove ${name}`}
          onRemove={nothing}
        >
          <button type="button">focus json</button>
        </Chip>
      </Held>
    ),
  },
  {
    title: 'Text field',
    draw: (state, name) => (
      <Held state={state}>
        <input
          className="field"
          size={10}
          aria-label={name}
          placeholder="regexp"
          defaultValue={state === 'on' ? 'json' : ''}
          disabled={state === 'disabled'}
        />
      </Held>
    ),
  },
  {
    title: 'Number field',
    draw: (state) => (
      <Held state={state}>
        <NumberField
          label="Nodes"
          help=""
          value={state === 'on' ? 300 : 80}
          step={1}
          max={1000}
          disabled={state === 'disabled'}
          onChange={nothing}
        />
      </Held>
    ),
  },
  ...['', 'primary', 'quiet'].map((kind) => ({
    title: kind === '' ? 'Button' : `${kind} button`,
    draw: (state: State) => (
      <Held state={state}>
        <button
          type="button"
          className={`button ${kind}`}
          disabled={state === 'disabled'}
          {...(kind === 'quiet' && { 'aria-expanded': state === 'on' })}
        >
          Compare
        </button>
      </Held>
    ),
  })),
  {
    title: 'icon button',
    draw: (state, name) => (
      <Held state={state}>
        <button
          type="button"
          className={state === 'on' ? 'button quiet icon chosen' : 'button quiet icon'}
          aria-label={name}
          disabled={state === 'disabled'}
        >
          <Icon name="copy" />
        </button>
      </Held>
    ),
  },
  {
    title: 'Sort button',
    draw: (state) => (
      <Held state={state}>
        <span className="table-head">
          <SortButton
            label="flat%"
            order={state === 'on' ? 'descending' : undefined}
            disabled={state === 'disabled'}
            onClick={nothing}
          />
        </span>
      </Held>
    ),
  },
]

/** What the pointer or the keys would be on: the control itself, or the part of it that has them. */
const PARTS = 'button, input, .segment, .check'

/** A control held in a state that comes of the pointer or of keys. */
function Held({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const parts = [...(box.current?.querySelectorAll(PARTS) ?? [])]
    if (state === 'on')
      box.current?.querySelector('[aria-expanded]')?.setAttribute('aria-expanded', 'true')
    if (state === 'on') box.current?.querySelector('.button')?.classList.add('is-active')
    if (state !== 'hover' && state !== 'focus') return
    const labels = parts.filter((part) => part.matches('label'))
    const held = state === 'hover' && labels.length > 0 ? labels : parts
    held.at(-1)?.classList.add(`is-${state}`)
  })
  return <span ref={box}>{children}</span>
}
