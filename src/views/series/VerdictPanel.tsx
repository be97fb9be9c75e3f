import { copyText, select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { SeriesVerdict } from '../../worker/protocol.ts'
import { FrameMenuButton } from './FrameMenuButton.tsx'

/** Kinds that are worth a warning. */
const WARNS: readonly SeriesVerdict['kind'][] = ['leak', 'grows', 'between']

/** What the snapshots say in a sentence to paste, and why. */
export function VerdictPanel({ verdict }: { readonly verdict: SeriesVerdict }) {
  const { kind, headline, reasons, frame } = verdict
  const selected = useView((view) => view.selected)
  return (
    <div className={WARNS.includes(kind) ? 'verdict warns' : 'verdict'} role="status">
      <p className="verdict-line">
        <strong>{headline}</strong>
        <CopyButton label="Copy the sentence" copy={() => copyText(headline)} />
      </p>
      <ul>
        {reasons.map((reason) => (
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
    </div>
  )
}
