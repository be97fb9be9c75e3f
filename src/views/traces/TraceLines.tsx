import type { TraceFold, TraceFrame, TraceSample } from '../../engine/questions/traces/traces.ts'
import { changeFilter } from '../../store/actions.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'

/** The value of a sample and its labels, each of which focuses on the samples that have it. */
export function SampleLine({ line }: { readonly line: TraceSample }) {
  const { valueText, percent, labels } = line
  return (
    <>
      <span className="trace-value" title={`${percent} of the total`}>
        {valueText}
      </span>
      <span className="trace-labels">
        {labels.map(({ key, text, tagfocus }, i) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample may have a label twice
            key={i}
            type="button"
            className="trace-label"
            // The line's menu is the keyboard's way to it.
            tabIndex={-1}
            disabled={tagfocus === ''}
            title={`${key}: ${text}\nShow only the samples that have this label`}
            onClick={(event) => {
              event.stopPropagation()
              changeFilter('tagfocus', tagfocus)
            }}
          >
            <span className="trace-key">{key}</span> {text}
          </button>
        ))}
      </span>
    </>
  )
}

interface FrameLineProps {
  readonly line: TraceFrame
  /** Text to mark in the name; "" for none. */
  readonly mark: string
}

export function FrameLine({ line, mark }: FrameLineProps) {
  const { frame, text, inline } = line
  const place = placeOf(frame)
  return (
    <>
      <span className="trace-value" />
      <span
        className="trace-frame mono"
        title={place === '' || text.includes(place) ? text : `${text}\n${place}`}
      >
        <FrameName name={text} mark={mark} inline={inline ? '(inline)' : ''} />
      </span>
    </>
  )
}

function placeOf({ file, line }: FrameText): string {
  return line > 0 ? `${file}:${line}` : file
}

/** What the status line says of a frame: json.Marshal · encode.go:158. */
export function frameHint({ frame, text, inline }: TraceFrame): string {
  const place = placeOf(frame)
  const said = [text, !text.includes(place) && place, inline && 'inlined into the one below']
  return said.filter(Boolean).join(' · ')
}

/** What it says of a sample: 0.02s (0.55% of the total) · route /json. */
export function sampleHint({ valueText, percent, labels }: TraceSample): string {
  const said = labels.map(({ key, text }) => `${key} ${text}`)
  return [`${valueText} (${percent} of the total)`, ...said].join(' · ')
}

export function FoldLine({ line }: { readonly line: TraceFold }) {
  const { hidden, matches, open } = line
  const frames = `${hidden.toLocaleString('en')} more ${hidden === 1 ? 'frame' : 'frames'}`
  const said = matches > 0 ? `, ${matches.toLocaleString('en')} of them found` : ''
  return (
    <>
      <span className="trace-value" />
      <span className="trace-more">
        {open ? `Fold ${hidden.toLocaleString('en')} frames` : `… ${frames}${said}`}
        <Icon name={open ? 'up' : 'down'} />
      </span>
    </>
  )
}
