import type { KeyRow, LabelRow, MoreRow, ValueRow } from '../../engine/questions/labels/labels.ts'
import { useOptions } from '../../store/hooks.ts'
import { setHovered } from '../../store/transient.ts'
import { ToggleChip } from '../../ui/controls/ToggleChip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { countText } from '../../ui/words.ts'
import { heatColors } from '../frame/heat.ts'
import { titleOf } from './menu.ts'
import {
  canBeFrame,
  focusLabel,
  ignoreLabel,
  keysOfOption,
  type LabelOption,
  toggleFrameKey,
} from './state.ts'

interface LabelRowProps {
  readonly id: string
  readonly row: LabelRow
  /** What 100 % is. */
  readonly total: string
  /** Of the row's first control: one row of all can be reached by Tab. */
  readonly tabIndex: 0 | -1
  readonly onToggle: (key: string) => void
}

export function LabelRowView({ id, row, total, tabIndex, onToggle }: LabelRowProps) {
  switch (row.kind) {
    case 'key':
      return <KeyLine id={id} row={row} total={total} tabIndex={tabIndex} onToggle={onToggle} />
    case 'more':
      return (
        <button
          id={id}
          type="button"
          className="label-more"
          tabIndex={tabIndex}
          onClick={() => onToggle(row.key)}
        >
          {moreWords(row)}
        </button>
      )
    default:
      return <ValueLine id={id} row={row} total={total} tabIndex={tabIndex} />
  }
}

function moreWords({ hidden, listed }: MoreRow): string {
  if (hidden === 0) return 'Fewer values'
  return listed === 0 ? `List ${countText(hidden, 'value')}` : countText(hidden, 'more value')
}

type KeyLineProps = Omit<LabelRowProps, 'row'> & { readonly row: KeyRow }

function KeyLine({ id, row, total, tabIndex, onToggle }: KeyLineProps) {
  const { key, values, totalText, percent, open } = row
  return (
    <div className="label-key">
      <button
        id={id}
        type="button"
        className="label-main"
        tabIndex={tabIndex}
        aria-expanded={open}
        title={`${open ? 'List the heaviest values only' : 'List all values'} of ${key}`}
        onClick={() => onToggle(key)}
      >
        <strong className="mono label-name">{key === '' ? '(empty)' : key}</strong>
        <span className="muted">{countText(values, 'value')}</span>
      </button>
      <FrameToggle option="tagroot" label="Root" labelKey={key} tabIndex={tabIndex} />
      <FrameToggle option="tagleaf" label="Leaf" labelKey={key} tabIndex={tabIndex} />
      <span className="label-figure" title="The sum over the values of the key">
        {totalText}
      </span>
      <span className="label-percent" title={`${percent} of all ${total}`}>
        {percent}
      </span>
    </div>
  )
}

interface FrameToggleProps {
  readonly option: LabelOption
  readonly label: string
  readonly labelKey: string
  readonly tabIndex: 0 | -1
}

function FrameToggle({ option, label, labelKey, tabIndex }: FrameToggleProps) {
  const pressed = keysOfOption(useOptions()[option]).includes(labelKey)
  const where = option === 'tagroot' ? 'begin' : 'end'
  return (
    <ToggleChip
      on={pressed}
      tabIndex={tabIndex}
      label={`${label} frames of ${labelKey}`}
      disabled={!canBeFrame(labelKey)}
      help={`Stacks ${where} with a frame for the label (${option})`}
      onClick={() => toggleFrameKey(option, labelKey)}
    >
      {label}
    </ToggleChip>
  )
}

interface ValueLineProps {
  readonly id: string
  readonly row: ValueRow
  readonly total: string
  readonly tabIndex: 0 | -1
}

function ValueLine({ id, row, total, tabIndex }: ValueLineProps) {
  const { kind, name, text, percent, share, filters } = row
  const missing = kind === 'missing'
  const title = titleOf(row)
  const shares = sharesOf(row, total)
  const words = missing ? 'no such label' : name === '' ? '(empty)' : name
  return (
    <div
      className={`label-value ${kind}`}
      onPointerEnter={() => setHovered([title, text, ...shares].join(' · '))}
      onPointerLeave={() => setHovered(null)}
    >
      <button
        id={id}
        type="button"
        className="label-main"
        tabIndex={tabIndex}
        aria-disabled={filters.focus === ''}
        aria-label={`${title}: ${text} ${percent}`}
        title={
          filters.focus === ''
            ? 'pprof has no filter for this value'
            : `Focus on ${title}. Alt-click: ignore`
        }
        onClick={(event) => {
          if (filters.focus === '') return
          if (event.altKey) ignoreLabel(filters, missing)
          else focusLabel(filters, missing)
        }}
      >
        <span className="label-track">
          <span className="label-bar" style={{ width: `${share * 100}%`, ...heatColors(text) }} />
        </span>
        <span className={kind === 'value' ? 'mono label-name' : 'label-name'}>{words}</span>
      </button>
      <button
        type="button"
        className="label-ignore"
        tabIndex={tabIndex}
        disabled={filters.ignore === ''}
        aria-label={`Ignore ${title}`}
        title={`Ignore ${title}`}
        onClick={() => ignoreLabel(filters, missing)}
      >
        <Icon name="close" />
      </button>
      <span className="label-figure">{text}</span>
      <span className="label-percent" title={shares.join('\n')}>
        {percent}
      </span>
    </div>
  )
}

/** What its shares are of: the report `tags` of older pprofs prints the one of the key. */
function sharesOf({ key, percent, ofKey }: ValueRow, total: string): string[] {
  if (percent === '') return []
  const ofAll = `${percent} of all ${total}`
  return ofKey
    ? [ofAll, `${ofKey.percent} of the ${ofKey.text} that have the label ${key}`]
    : [ofAll]
}
