import type { SourceCall } from '../../engine/questions/source/calls.ts'
import { copyText } from '../../store/actions.ts'
import { useSideName } from '../../store/side.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CutName } from '../../ui/name/CutName.tsx'
import { lineReference, splitName } from './model.ts'
import { jumpTo } from './state.ts'
import type { Source } from './useSource.ts'
import './side.css'

/** What the selected line calls, and from where the function is called. */
export function Side({ source }: { readonly source: Source }) {
  const label = useSideName('Calls')
  const { answer, calls, line } = source
  if (!answer || answer.file === '') return null
  const values = answer.lines.find((each) => each.line === line)
  const of = calls?.lines.find((each) => each.line === line)
  const reference = lineReference(answer.file, line)
  return (
    <aside className="source-side" aria-label={label}>
      {line > 0 && (
        <section>
          <div className="side-title">
            <h3 className="mono">{reference}</h3>
            <CopyButton label={`Copy ${reference}`} copy={() => copyText(reference)} />
          </div>
          <p className="number">
            {values
              ? `flat ${figure(values.flatText)} (${values.flatPercent}), cum ${figure(values.cumText)} (${values.cumPercent})`
              : 'No sample has this line.'}
          </p>
          {values && (
            <Calls
              title="Calls on this line"
              calls={of?.calls ?? []}
              none={of ? 'It calls nothing.' : ''}
              toSite={false}
            />
          )}
        </section>
      )}
      {answer.function !== '' && (
        <Calls
          title={`Where ${splitName(answer.function).rest} is called`}
          calls={calls?.sites ?? []}
          none={calls ? 'Nothing calls it.' : ''}
          toSite
        />
      )}
      {line === 0 && (
        <p className="muted">
          Select a line to see what it calls. <kbd>[</kbd> <kbd>]</kbd> walk from hot line to hot
          line.
        </p>
      )}
    </aside>
  )
}

/** In a sentence a zero is no dot. */
function figure(text: string): string {
  return text === '.' ? '0' : text
}

interface CallsProps {
  readonly title: string
  readonly calls: readonly SourceCall[]
  readonly none: string
  /** Whether they are places that call, not functions that are called. */
  readonly toSite: boolean
}

function Calls({ title, calls, none, toSite }: CallsProps) {
  return (
    <div className="side-calls">
      <h3>{title}</h3>
      {calls.length === 0 && <p className="muted">{none}</p>}
      <ul>
        {calls.map(({ name, file, line, valueText, percent, inline, frame }) => (
          <li key={`${name} ${file} ${line}`}>
            <button
              type="button"
              title={`${name}\n${file}${line > 0 ? `:${line}` : ''}\n${valueText}, ${percent} of the total`}
              onClick={() => jumpTo(frame.name, file, line)}
            >
              <span className="side-value number">{valueText}</span>
              <span className="side-name mono">
                <CutName name={splitName(name).rest || '(unknown)'} />
                {toSite && <span className="muted"> {lineReference(file, line)}</span>}
                {inline && <span className="muted"> (inline)</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
