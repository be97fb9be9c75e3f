import type { PeekCall, PeekFrame, PeekMore } from '../../engine/session/peek.ts'
import { Icon } from '../../ui/Icon.tsx'
import { FrameName } from '../frame/FrameName.tsx'
import { heatWidth } from '../frame/heat.ts'

interface LineProps<Line> {
  readonly line: Line
  /** Text to mark in the name; "" for none. */
  readonly mark: string
}

/** A caller or callee: what goes over the call, and its share of the frame between. */
export function CallLine({ line, mark }: LineProps<PeekCall>) {
  const { kind, frame, valueText, percent, inline } = line
  return (
    <>
      <span className="peek-number" />
      <span className="peek-number" />
      <span className="peek-number peek-sum" />
      <span className="peek-number">{valueText}</span>
      <span className="peek-number heat cum" style={{ backgroundSize: barSize(percent) }}>
        {percent}
      </span>
      <span className="peek-name mono" title={`${frame.name}\n${relationOf(line)}`}>
        <span className="peek-arrow" aria-hidden="true">
          {kind === 'caller' ? '↘' : '↳'}
        </span>
        <FrameName name={frame.name} mark={mark} inline={inline ? '(inline)' : ''} />
      </span>
    </>
  )
}

function relationOf({ kind, valueText, percent }: PeekCall): string {
  const relation = kind === 'caller' ? 'calls it' : 'is called by it'
  return `${relation} with ${valueText}, ${percent} of its cum`
}

/** What the status line says of a caller or callee. */
export function callHint(line: PeekCall): string {
  return `${line.frame.name} · ${relationOf(line)}`
}

/** What it says of the frame between: json.Marshal · cum 0.71s (19.61%) · flat 0.02s (0.55%). */
export function frameHint(line: PeekFrame): string {
  const { frame, flatText, flatPercent, cumText, cumPercent } = line
  return `${frame.name} · cum ${cumText} (${cumPercent}) · flat ${flatText} (${flatPercent})`
}

/** The frame between its callers and callees. */
export function FrameLine({ line, mark }: LineProps<PeekFrame>) {
  const { frame, flatText, flatPercent, sumPercent, cumText, cumPercent } = line
  return (
    <>
      <span className="peek-number">{flatText}</span>
      <span className="peek-number heat flat" style={{ backgroundSize: barSize(flatPercent) }}>
        {flatPercent}
      </span>
      <span className="peek-number peek-sum">{sumPercent}</span>
      <span className="peek-number">{cumText}</span>
      <span className="peek-number heat cum" style={{ backgroundSize: barSize(cumPercent) }}>
        {cumPercent}
      </span>
      <span className="peek-name mono" title={frame.name}>
        <FrameName name={frame.name} mark={mark} inline="" />
      </span>
    </>
  )
}

export function MoreLine({ line }: { readonly line: PeekMore }) {
  const words = line.open ? 'Show only the heaviest' : `Show all ${line.count.toLocaleString('en')}`
  return (
    <span className="peek-more">
      <Icon name={line.open ? 'up' : 'down'} />
      {words} {line.of}
    </span>
  )
}

function barSize(percent: string): string {
  return `${heatWidth(percent)} 16px`
}
