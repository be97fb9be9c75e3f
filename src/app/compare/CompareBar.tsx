import { copyText } from '../../store/actions.ts'
import { stopComparing, swapSides } from '../../store/comparing.ts'
import { MODE, namesOf } from '../../store/comparison.ts'
import { useCompareSummary, useIsBeside, useSession, useView } from '../../store/hooks.ts'
import type { Comparison } from '../../store/open-profile.ts'
import { useField } from '../../store/use-field.ts'
import { viewAt } from '../../store/view-list.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ToolRow } from '../../ui/controls/ToolRow.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Looking } from '../../views/frame/Looking.tsx'
import { OptionSwitch } from '../chips/OptionSwitch.tsx'
import { CompareAmounts } from './CompareAmounts.tsx'
import { CompareModes, ComparePercent } from './CompareModes.tsx'
import { CompareNotes } from './CompareNotes.tsx'
import { CompareReport } from './CompareReport.tsx'
import { CompareSeries } from './CompareSeries.tsx'
import { CompareSide } from './CompareSide.tsx'
import { SameScale } from './SameScale.tsx'
import { partedNames } from './side-names.ts'
import './compare.css'

/** What is compared with what, how, and in a sentence what has come of it. */
export function CompareBar() {
  const comparison = useSession((session) => session.comparison)
  return comparison && <Bar comparison={comparison} />
}

function Bar({ comparison }: { readonly comparison: Comparison }) {
  const [mode] = useField(MODE)
  const { answer, pending } = useCompareSummary()
  const isBeside = useIsBeside()
  const sharesScale = useView((view) => viewAt(view.path).sharesScale)
  return (
    <section className="compare" aria-label="Comparison">
      <div className="compare-line">
        <ToolRow
          label="Comparison"
          tools={[
            { key: 'sides', control: <Sides comparison={comparison} /> },
            { key: 'mode', control: <CompareModes /> },
            { key: 'amounts', control: <CompareAmounts /> },
            isBeside && sharesScale && { key: 'scale', control: <SameScale /> },
            !isBeside && { key: 'percent', control: <ComparePercent /> },
            {
              key: 'drop',
              control: (
                <OptionSwitch
                  name="drop_negative"
                  label="only what grew"
                  help="Leave out decreases (pprof: -drop_negative)"
                />
              ),
            },
            { key: 'series', control: <CompareSeries /> },
          ]}
        />
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
      {!answer && pending && <Looking className="compare-said" doing="Computing the changes" />}
      {answer && (
        <div className="compare-said">
          <p className="compare-sentence number" title={answer.sentence}>
            {answer.sentence}
          </p>
          <CopyButton label="Copy the sentence" copy={() => copyText(answer.sentence)} />
          <CompareNotes summary={answer} mode={mode} />
        </div>
      )}
    </section>
  )
}

function Sides({ comparison: { sources, bases } }: { readonly comparison: Comparison }) {
  const profiles = useSession((session) => session.profiles)
  const [old, now] = partedNames(namesOf(bases, profiles), namesOf(sources, profiles))
  return (
    <>
      <CompareSide letter="A" name={old} sides={bases} others={sources} />
      <button
        type="button"
        className="button quiet icon"
        aria-label="Swap A and B"
        title="Swap A and B (s)"
        onClick={swapSides}
      >
        <Icon name="swap" />
      </button>
      <CompareSide letter="B" name={now} sides={sources} others={bases} />
    </>
  )
}
