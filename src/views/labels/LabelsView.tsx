import { useOptions, useProfileId } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import { countText } from '../../ui/words.ts'
import { AnswerError } from '../frame/AnswerError.tsx'
import { FrameKeys } from './FrameKeys.tsx'
import { LabelList } from './LabelList.tsx'
import { NoLabels } from './NoLabels.tsx'
import { LABEL_FILTER } from './state.ts'
import { useLabels } from './useLabels.ts'
import '../frame/list/list.css'
import './labels.css'

/** Label keys and their values with what they account for, as pprof's tags. */
export function LabelsView() {
  const label = useSideName('Labels')
  const profile = useProfileId()
  const { tagroot, tagleaf } = useOptions()
  const labels = useLabels()
  const [filter, setFilter] = useField(LABEL_FILTER)
  if (profile === null) return null
  const { answer, pending, error } = labels
  return (
    <section className="labels" aria-label={label}>
      <div className="labels-head">
        <input
          className="field"
          type="search"
          aria-label="Filter keys and values"
          placeholder="Filter keys and values"
          value={filter}
          disabled={answer?.labelled === false}
          onChange={(event) => setFilter(event.target.value, 'replace')}
        />
        <span className="muted number" role="status">
          {answer?.labelled &&
            `${countText(answer.keys, 'key')}, ${countText(answer.values, 'value')}`}
        </span>
      </div>
      {tagroot !== '' && <FrameKeys option="tagroot" text={tagroot} />}
      {tagleaf !== '' && <FrameKeys option="tagleaf" text={tagleaf} />}
      <AnswerError className="list-error" answer={answer} error={error} />
      {!answer && pending && (
        <p className="list-note list-wait muted" role="status">
          Adding up the labels…
        </p>
      )}
      {answer && answer.count === 0 ? (
        <NoLabels {...answer} filter={filter} />
      ) : (
        <LabelList labels={labels} />
      )}
    </section>
  )
}
