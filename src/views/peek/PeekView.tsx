import { filterByFrame, select } from '../../store/actions.ts'
import { useProfileId, useView } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { AnswerError } from '../frame/AnswerError.tsx'
import { Looking } from '../frame/Looking.tsx'
import { type GridLine, LineGrid } from '../frame/list/LineGrid.tsx'
import { useWhyNothing } from '../frame/why-nothing.ts'
import { PeekHead } from './PeekHead.tsx'
import { CallLine, callHint, FrameLine, frameHint, MoreLine } from './PeekLines.tsx'
import { PEEK, walkTo } from './state.ts'
import { usePeek } from './usePeek.ts'
import './peek.css'

/** A frame between its callers and callees, as pprof's peek; a click on one of them walks to it. */
export function PeekView() {
  return useProfileId() === null ? null : <Peek />
}

function Peek() {
  const label = useSideName('Peek')
  const peek = usePeek()
  const { answer, pending, error, mark, place } = peek
  const selected = useView((view) => view.selected)
  const [regexp] = useField(PEEK)
  const whyNothing = useWhyNothing(regexp === '' ? selected : '')

  const first = answer === null && pending
  const of = (frame: FrameText) => ({ menu: { frame }, selected: frame.name === selected })

  function gridLine(index: number): GridLine | undefined {
    const line = peek.lineAt(index)
    const sides = peek.sidesAt(index)
    if (!line) return undefined
    switch (line.kind) {
      case 'gap':
        return { className: 'peek-gap', content: null, selected: false }
      case 'more': {
        const toggle = () => peek.toggle(line.list)
        return {
          className: line.match ? 'match' : '',
          content: <MoreLine line={line} />,
          selected: false,
          expanded: line.open,
          onClick: toggle,
          onEnter: toggle,
        }
      }
      case 'frame':
        return {
          ...of(line.frame),
          className: line.match ? 'peek-frame match' : 'peek-frame',
          content: <FrameLine line={line} sides={sides} mark={mark} />,
          hint: frameHint(line, sides),
          onReach: () => select(line.frame.name),
          onEnter: () => filterByFrame('focus', line.frame),
          onDoubleClick: () => filterByFrame('focus', line.frame),
        }
      default: {
        const walk = () => walkTo(line.frame.name)
        return {
          ...of(line.frame),
          className: line.match ? 'match' : '',
          content: <CallLine line={line} sides={sides} mark={mark} />,
          hint: callHint(line, sides),
          onClick: walk,
          onEnter: walk,
        }
      }
    }
  }

  return (
    <section
      className={peek.comparing ? 'peek comparing' : 'peek'}
      aria-label={label}
      aria-busy={first}
    >
      <PeekHead answer={answer} comparing={peek.comparing} />
      <LineGrid
        label="Callers and callees"
        count={answer?.count ?? 0}
        busy={pending}
        lineAt={gridLine}
        onWindow={peek.setWindow}
        place={place}
        onPlace={peek.setPlace}
      >
        {first && <Looking className="lines-none" doing="Adding up callers and callees" />}
        {answer && !pending && (
          <div className="lines-none muted">
            <p>{whyNothing || answer.problem || 'The filters leave nothing of this profile.'}</p>
            {selected !== '' && regexp === '' && (
              <button type="button" className="button" onClick={() => select('')}>
                Show the frame with the largest cum
              </button>
            )}
          </div>
        )}
      </LineGrid>
      <AnswerError className="lines-error" answer={answer} error={error} />
    </section>
  )
}
