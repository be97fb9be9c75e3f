import type { GoroutineGroupRow } from '../../engine/questions/goroutines/goroutines.ts'
import { setHovered } from '../../store/transient.ts'
import { Icon } from '../../ui/Icon.tsx'
import { CutName } from '../../ui/name/CutName.tsx'
import { countText } from '../../ui/words.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { Sparkline } from '../frame/Sparkline.tsx'
import { FrameButton } from './FrameButton.tsx'
import { stateHelp, stateText, waitHelp, waitRange } from './words.ts'

interface GroupLineProps {
  readonly id: string
  readonly row: GoroutineGroupRow
  readonly open: boolean
  /** How many there were in each dump of the series; null where there is none. */
  readonly trend: readonly number[] | null
  /** Of the line's first control: one line of all can be reached by Tab. */
  readonly tabIndex: 0 | -1
  readonly onToggle: () => void
  readonly onMenu: (x: number, y: number, frame: FrameText) => void
}

/** A group in one line. */
export function GroupLine(props: GroupLineProps) {
  const { id, row, open, trend, tabIndex, onToggle, onMenu } = props
  const { count, percent, shown, folded, more, creators } = row
  const [creator] = creators
  return (
    <div
      className="group-line"
      onPointerEnter={() => setHovered(hoverText(row))}
      onPointerLeave={() => setHovered(null)}
    >
      <button
        id={id}
        type="button"
        className="group-main"
        aria-expanded={open}
        tabIndex={tabIndex}
        onClick={onToggle}
      >
        <span className={open ? 'group-caret open' : 'group-caret'}>
          <Icon name="down" />
        </span>
        <span className="group-count" title={`${percent} of the goroutines`}>
          {count.toLocaleString('en')}
        </span>
        <span className="group-state" title={stateHelp(row)}>
          {stateText(row)}
        </span>
        <span className="group-wait" title={waitHelp(row)}>
          {waitRange(row)}
        </span>
      </button>
      {trend && (
        <span className="group-trend" title={trend.map((n) => n.toLocaleString('en')).join(' → ')}>
          <Sparkline values={trend} />
        </span>
      )}
      <span className="group-stack mono">
        {folded > 0 && (
          <span
            className="muted"
            title={`${countText(folded, 'frame')} of libraries and the runtime further in`}
          >
            …{' '}
          </span>
        )}
        {shown.length === 0 && <span className="muted">no stack</span>}
        {shown.map((frame, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a recursion repeats its frames
          <span key={`${i} ${frame.name}`} className={i === 0 ? 'group-call first' : 'group-call'}>
            {i > 0 && <span className="muted"> ← </span>}
            <FrameButton frame={frame} tabIndex={-1} onMenu={onMenu} />
            {i === 0 && <span className="muted"> {frame.place}</span>}
          </span>
        ))}
        {more > 0 && <span className="muted"> ← {countText(more, 'more frame')}</span>}
      </span>
      <span className="group-creator mono" title={creators.map(creatorText).join('\n')}>
        {creator && <CutName name={creator.name} />}
        {creators.length > 1 && ` +${creators.length - 1}`}
      </span>
    </div>
  )
}

function creatorText({ name, count }: GoroutineGroupRow['creators'][number]): string {
  return `${count.toLocaleString('en')} × ${name}`
}

function hoverText(row: GoroutineGroupRow): string {
  const wait = waitRange(row)
  const words = [
    `${row.shown[0]?.name ?? 'a stack without names'}`,
    `${countText(row.count, 'goroutine')} (${row.percent})`,
    stateText(row),
    wait === '' ? '' : `waiting ${wait}`,
  ]
  return words.filter((word) => word !== '').join(' · ')
}
