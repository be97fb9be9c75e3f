import { copyText, select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { FindingKind, SeriesFinding } from '../../worker/protocol.ts'
import { FrameMenuButton } from './FrameMenuButton.tsx'

/** Kinds that are worth a warning. */
const WARNS: readonly FindingKind[] = ['leaks', 'grows']

/** What the snapshots say in sentences to paste, the most serious first, and why. */
export function Findings({ findings }: { readonly findings: readonly SeriesFinding[] }) {
  const [worst, ...others] = findings
  if (!worst) return null
  return (
    <div className={WARNS.includes(worst.kind) ? 'verdict warns' : 'verdict'} role="status">
      <Sentence finding={worst} />
      <Why finding={worst} />
      {others.map((finding) => (
        <details key={`${finding.kind} ${finding.function}`} className="verdict-other">
          <summary>{finding.sentence}</summary>
          <Why finding={finding} />
        </details>
      ))}
    </div>
  )
}

function Sentence({ finding: { sentence } }: { readonly finding: SeriesFinding }) {
  return (
    <p className="verdict-line">
      <strong>{sentence}</strong>
      <CopyButton label="Copy the sentence" copy={() => copyText(sentence)} />
    </p>
  )
}

function Why({ finding }: { readonly finding: SeriesFinding }) {
  const { sureness, evidence, nextMeasurement, frame } = finding
  const selected = useView((view) => view.selected)
  const next = nextMeasurement === '' ? [] : [nextMeasurement]
  return (
    <>
      <ul>
        {[`${capital(sureness.text)}.`, ...evidence, ...next].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {frame && (
        <p className="verdict-does">
          <button
            type="button"
            className="button"
            aria-pressed={selected === frame.name}
            title="Selects it in every view"
            onClick={() => select(frame.name)}
          >
            Select {frame.name}
          </button>
          <FrameMenuButton frame={frame} />
        </p>
      )}
    </>
  )
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
