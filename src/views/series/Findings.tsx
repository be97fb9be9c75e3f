import { copyText, select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { showProfile, showSuited } from '../../store/showing.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { FindingKind, SeriesAnswer, SeriesFinding } from '../../worker/protocol.ts'
import { FrameMenuButton } from './FrameMenuButton.tsx'

interface FindingsProps {
  readonly answer: SeriesAnswer
  /** In the order of the question, by which snapshots name them. */
  readonly members: readonly OpenProfile[]
}

/** Kinds that are worth a warning. */
const WARNS: readonly FindingKind[] = ['leaks', 'grows']

/** What the snapshots say in sentences to paste, the most serious first, and why. */
export function Findings({ answer, members }: FindingsProps) {
  const [worst, ...others] = answer.findings
  if (!worst) return null
  const profileAt = (snapshot: number): OpenProfile | undefined =>
    members[answer.snapshots.at(snapshot)?.index ?? -1]
  return (
    <div className={WARNS.includes(worst.kind) ? 'verdict warns' : 'verdict'}>
      <div role="status">
        <Sentence finding={worst} isWorst />
      </div>
      <Why finding={worst} profileAt={profileAt} />
      {others.map((finding) => (
        <div key={`${finding.kind} ${finding.function}`} className="verdict-other">
          <Sentence finding={finding} />
          <details>
            <summary className="muted">Why, and how sure</summary>
            <Why finding={finding} profileAt={profileAt} />
          </details>
        </div>
      ))}
    </div>
  )
}

interface SentenceProps {
  readonly finding: SeriesFinding
  readonly isWorst?: boolean
}

/** A click on it selects what it is about. */
function Sentence({ finding: { sentence, frame }, isWorst = false }: SentenceProps) {
  const words = isWorst ? <strong>{sentence}</strong> : sentence
  return (
    <p className="verdict-line">
      {frame ? (
        <button
          type="button"
          className="verdict-sentence"
          title={`Selects ${frame.name} in every view`}
          onClick={() => select(frame.name)}
        >
          {words}
        </button>
      ) : (
        <span className="verdict-sentence">{words}</span>
      )}
      <CopyButton label="Copy the sentence" copy={() => copyText(sentence)} />
    </p>
  )
}

interface WhyProps {
  readonly finding: SeriesFinding
  /** Of a snapshot, by its place in the series, which may be counted from the end. */
  readonly profileAt: (snapshot: number) => OpenProfile | undefined
}

function Why({ finding, profileAt }: WhyProps) {
  const { sureness, evidence, nextMeasurement, frame, since } = finding
  const selected = useView((view) => view.selected)
  const begin = since === null ? undefined : profileAt(since)
  const newest = profileAt(-1)
  return (
    <>
      <ul>
        <li>{capital(sureness.text)}.</li>
        {evidence.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {begin && since !== null && since > 0 && (
          <li>
            It grows from{' '}
            <button type="button" className="link" onClick={() => showProfile(begin.key)}>
              {begin.name}
            </button>{' '}
            on.
          </li>
        )}
        {nextMeasurement !== '' && <li>To be surer: {nextMeasurement}</li>}
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
          {newest && (
            <button
              type="button"
              className="button"
              title="Shows the newest snapshot, which this is about, by itself"
              onClick={() => {
                select(frame.name)
                showSuited(newest)
              }}
            >
              Show it in {newest.name}
            </button>
          )}
          <FrameMenuButton frame={frame} />
        </p>
      )}
    </>
  )
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
