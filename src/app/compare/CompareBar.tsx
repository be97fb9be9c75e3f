import { copyText } from '../../store/actions.ts'
import { stopComparing, swapSides } from '../../store/comparing.ts'
import { type CompareMode, MODE } from '../../store/comparison.ts'
import { useCompareSummary, useSession } from '../../store/hooks.ts'
import type { Comparison } from '../../store/open-profile.ts'
import { useField } from '../../store/use-field.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Looking } from '../../views/frame/Looking.tsx'
import { OptionSwitch } from '../chips/OptionSwitch.tsx'
import { CompareNotes } from './CompareNotes.tsx'
import { CompareReport } from './CompareReport.tsx'
import { CompareSide } from './CompareSide.tsx'
import { SameScale } from './SameScale.tsx'
import './compare.css'

/** What is compared with what, how, and in a sentence what has come of it. */
export function CompareBar() {
  const comparison = useSession((session) => session.comparison)
  return comparison && <Bar comparison={comparison} />
}

const MODES: readonly Option<CompareMode>[] = [
  { value: 'side', label: 'Side by side', help: 'The same view of both' },
  {
    value: 'base',
    label: '-base',
    help: 'The difference, B minus A: 100% is the sum of all changes',
  },
  {
    value: 'diff_base',
    label: '-diff_base',
    help: 'The difference, B minus A: 100% is the total of A',
  },
]

function Bar({ comparison }: { readonly comparison: Comparison }) {
  const [mode, setMode] = useField(MODE)
  const { answer, pending } = useCompareSummary()
  return (
    <section className="compare" aria-label="Comparison">
      <div className="compare-line">
        <CompareSide letter="A" sides={comparison.bases} others={comparison.sources} />
        <button
          type="button"
          className="button quiet icon"
          aria-label="Swap A and B"
          title="Swap A and B (s)"
          onClick={swapSides}
        >
          <Icon name="swap" />
        </button>
        <CompareSide letter="B" sides={comparison.sources} others={comparison.bases} />
        <Segmented label="How they are compared" value={mode} options={MODES} onChange={setMode} />
        <OptionSwitch name="normalize" label="normalise" help="Scale B to the total of A" />
        <OptionSwitch name="drop_negative" label="drop negative" help="Leave out decreases" />
        <SameScale />
        <div className="compare-end">
          <CompareReport />
          <button
            type="button"
            className="button quiet icon"
            aria-label="Stop comparing"
            title="Show B alone (c)"
            onClick={stopComparing}
          >
            <Icon name="close" />
          </button>
        </div>
      </div>
      {!answer && pending && <Looking className="compare-notes" doing="Computing the changes" />}
      {answer && (
        <>
          <p className="compare-line">
            <span className="compare-sentence number" title={answer.sentence}>
              {answer.sentence}
            </span>
            <CopyButton label="Copy the sentence" copy={() => copyText(answer.sentence)} />
          </p>
          <CompareNotes summary={answer} mode={mode} />
        </>
      )}
    </section>
  )
}
