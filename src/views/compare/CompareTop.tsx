import { useShown, useView } from '../../store/hooks.ts'
import { sampleTypeIndex } from '../../store/showing.ts'
import { CompareTable } from './CompareTable.tsx'
import { CompareTools } from './CompareTools.tsx'
import { useCompareTop } from './useCompareTop.ts'
import './compare-top.css'

/** Every frame that either side has, with what has become of it. */
export function CompareTop() {
  const shown = useShown()
  const text = useView((view) => view.options.sample_index)
  const unit = shown?.answer.sampleTypes[sampleTypeIndex(shown, text)]?.unit ?? ''
  const list = useCompareTop(unit)
  return (
    <section className="compare-top" aria-label="Changes">
      <CompareTools list={list} unit={unit} />
      <CompareTable list={list} />
    </section>
  )
}
