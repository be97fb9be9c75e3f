import { useMemo } from 'react'
import { useShown, useView } from '../../../store/hooks.ts'
import { sampleTypeIndex } from '../../../store/showing.ts'
import { FrameTable } from '../../frame/list/FrameTable.tsx'
import { CompareCells, compareHint } from './CompareCells.tsx'
import { CompareHead } from './CompareHead.tsx'
import { CompareTools } from './CompareTools.tsx'
import { figureWidth, tailsOf } from './columns.ts'
import { useCompareTop } from './useCompareTop.ts'
import './compare-top.css'

/** Of names and shares together, and of the columns of values; in pixels. */
const REST_WIDTH = 404
const VALUE_COLUMNS = 8
/** As in the style sheet, in pixels. */
const HEAD_HEIGHT = 50

/** Every frame that either side has, with what has become of it. */
export function CompareTop() {
  const shown = useShown()
  const text = useView((view) => view.options.sample_index)
  const unit = shown?.answer.sampleTypes[sampleTypeIndex(shown, text)]?.unit ?? ''
  const top = useCompareTop(unit)
  const { search, answer } = top.list
  const rows = answer?.rows
  const width = useMemo(() => figureWidth(rows ?? []), [rows])
  const tails = useMemo(() => tailsOf(rows ?? []), [rows])
  return (
    <section className="compare-top" aria-label="Changes">
      <CompareTools top={top} unit={unit} />
      <FrameTable
        name="compare"
        label="Changes of frames"
        list={top.list}
        minWidth={REST_WIDTH + VALUE_COLUMNS * width}
        head={{
          rows: 2,
          height: HEAD_HEIGHT,
          content: (toTop) => <CompareHead width={width} onSort={toTop} />,
        }}
        cells={(row) => (
          <CompareCells row={row} tails={tails} mark={search.regexp ? '' : search.text} />
        )}
        hint={compareHint}
        none="No frame is left: neither side has one that the filters, the search and the minimum leave."
      />
    </section>
  )
}
