import type { TraceLabel } from '../../engine/questions/traces/labels.ts'
import { changeFilter, filterByFrame, select } from '../../store/actions.ts'
import { useProfileId, useView } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { AnswerError } from '../frame/AnswerError.tsx'
import { copyStackItem } from '../frame/copy-stack.ts'
import { type GridLine, LineGrid } from '../frame/list/LineGrid.tsx'
import { useWhyNothing } from '../frame/why-nothing.ts'
import { FoldLine, FrameLine, frameHint, SampleLine, sampleHint } from './TraceLines.tsx'
import { TracesHead } from './TracesHead.tsx'
import { useTraces } from './useTraces.ts'
import './traces.css'

/** Every sample with its labels, its value and its stack, as pprof's traces. */
export function TracesView() {
  return useProfileId() === null ? null : <Traces />
}

function Traces() {
  const label = useSideName('Traces')
  const traces = useTraces()
  const { answer, pending, error, mark, place } = traces
  const selected = useView((view) => view.selected)
  const whyNothing = useWhyNothing('')
  const searching = useView((view) => view.search !== '' && view.onlyMatches)

  function gridLine(index: number): GridLine | undefined {
    const line = traces.lineAt(index)
    if (!line) return undefined
    switch (line.kind) {
      case 'sample': {
        const focus = line.labels.filter(({ tagfocus }) => tagfocus !== '')
        return {
          className: 'trace-sample',
          content: <SampleLine line={line} />,
          selected: false,
          hint: sampleHint(line),
          menu: {
            title: line.valueText,
            items: [...focus.map(labelItem), copyStackItem(() => traces.stackOf(line.row))],
          },
        }
      }
      case 'fold': {
        const toggle = () => traces.toggle(line.row)
        return {
          className: line.matches > 0 && !line.open ? 'trace-fold match' : 'trace-fold',
          content: <FoldLine line={line} />,
          selected: false,
          expanded: line.open,
          onClick: toggle,
          onEnter: toggle,
        }
      }
      default: {
        const { frame } = line
        const focus = () => filterByFrame('focus', frame)
        return {
          className: line.match ? 'match' : '',
          content: <FrameLine line={line} mark={mark} />,
          selected: frame.name === selected,
          hint: frameHint(line),
          menu: { frame, last: [copyStackItem(() => traces.stackOf(line.row))] },
          onReach: () => select(frame.name),
          onEnter: focus,
          onDoubleClick: focus,
        }
      }
    }
  }

  return (
    <section className="traces" aria-label={label}>
      <TracesHead answer={answer} />
      <LineGrid
        label="Samples"
        count={answer?.count ?? 0}
        busy={pending}
        lineAt={gridLine}
        onWindow={traces.setWindow}
        place={place}
        onPlace={traces.setPlace}
      >
        {answer && !pending && (
          <p className="lines-none muted">
            {searching
              ? 'No sample has a frame that matches the search.'
              : whyNothing || 'No sample is left: the filters leave nothing of the profile.'}
          </p>
        )}
      </LineGrid>
      <AnswerError className="lines-error" answer={answer} error={error} />
    </section>
  )
}

function labelItem({ key, text, tagfocus }: TraceLabel): MenuItem {
  return {
    key: `${key} ${text}`,
    label: `Focus on ${key}: ${text}`,
    run: () => changeFilter('tagfocus', tagfocus),
  }
}
