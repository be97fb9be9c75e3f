import type { PeekSides } from '../../engine/questions/compare/peek.ts'
import type { PeekCall, PeekFrame, PeekMore } from '../../engine/questions/peek/peek.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Change } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'
import { heatBar } from '../frame/heat.ts'

interface LineProps<Line> {
  readonly line: Line
  /** What a line of a difference had on both sides; null outside of one. */
  readonly sides: PeekSides | null
  /** Text to mark in the name; "" for none. */
  readonly mark: string
}

/** A caller or callee: what goes over the call, and its share of the frame between. */
export function CallLine({ line, sides, mark }: LineProps<PeekCall>) {
  const { kind, frame, valueText, percent, inline } = line
  return (
    <>
      {sides && <span className="peek-number peek-own" />}
      {sides && <span className="peek-number peek-own" />}
      <span className="peek-number peek-own" />
      <span className="peek-number peek-own" />
      <span className="peek-number peek-own" />
      <Values className="peek-number" change={sides?.cum} text={valueText} />
      <span className="peek-number peek-share heat cum" style={heatBar(percent, valueText)}>
        {percent}
      </span>
      <span className="peek-name mono" title={`${frame.name}\n${relationOf(line, sides)}`}>
        <span className="peek-arrow" aria-hidden="true">
          {kind === 'caller' ? '↘' : '↳'}
        </span>
        <FrameName name={frame.name} mark={mark} inline={inline ? '(inline)' : ''} />
      </span>
    </>
  )
}

interface ValuesProps {
  readonly className: string
  /** Absent outside of a difference. */
  readonly change: Change | null | undefined
  /** What the report prints. */
  readonly text: string
}

/** A value; in a difference behind what it was on both sides. */
function Values({ className, change, text }: ValuesProps) {
  if (!change) return <span className={className}>{text}</span>
  return (
    <>
      <span className={className}>{change.oldText}</span>
      <span className={className}>{change.newText}</span>
      <span className={`${className} ${change.state}`}>{text}</span>
    </>
  )
}

function relationOf({ kind, valueText, percent }: PeekCall, sides: PeekSides | null): string {
  const relation = kind === 'caller' ? 'calls it' : 'is called by it'
  const share = `${percent} of its cum`
  if (!sides) return `${relation} with ${valueText}, ${share}`
  return `${relation} with ${sides.cum.oldText} → ${sides.cum.newText} (${valueText}, ${share})`
}

/** What the status line says of a caller or callee. */
export function callHint(line: PeekCall, sides: PeekSides | null): string {
  return `${line.frame.name} · ${relationOf(line, sides)}`
}

/** What it says of the frame between: json.Marshal · cum 0.71s (19.61%) · flat 0.02s (0.55%). */
export function frameHint(line: PeekFrame, sides: PeekSides | null): string {
  const { frame, flatText, flatPercent, cumText, cumPercent } = line
  if (!sides) {
    return `${frame.name} · cum ${cumText} (${cumPercent}) · flat ${flatText} (${flatPercent})`
  }
  const was = (change: Change | null) => (change ? `${change.oldText} → ${change.newText}` : '')
  const cum = `cum ${was(sides.cum)} (${cumText}, ${cumPercent})`
  return `${frame.name} · ${cum} · flat ${was(sides.flat)} (${flatText}, ${flatPercent})`
}

/** The frame between its callers and callees. */
export function FrameLine({ line, sides, mark }: LineProps<PeekFrame>) {
  const { frame, flatText, flatPercent, sumPercent, cumText, cumPercent } = line
  return (
    <>
      <Values className="peek-number peek-own" change={sides?.flat} text={flatText} />
      <span className="peek-number peek-own heat flat" style={heatBar(flatPercent, flatText)}>
        {flatPercent}
      </span>
      <span className="peek-number peek-own">{sumPercent}</span>
      <Values className="peek-number" change={sides?.cum} text={cumText} />
      <span className="peek-number peek-share heat cum" style={heatBar(cumPercent, cumText)}>
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
