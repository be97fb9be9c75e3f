import { changeFilter, filterByFrame, select } from '../../store/actions.ts'
import { joinRegexp, literalRegexp } from '../../store/filters.ts'
import { useOptions, useProfileId, useSession, useView } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import { AnswerError } from '../frame/AnswerError.tsx'
import { type GridLine, LineGrid } from '../frame/list/LineGrid.tsx'
import { useWhyNothing } from '../frame/why-nothing.ts'
import { CallTreeHead } from './CallTreeHead.tsx'
import { Row, rowHint } from './CallTreeRow.tsx'
import { DIRECTION } from './state.ts'
import { useCallTree } from './useCallTree.ts'
import './calltree.css'

/** Call paths as rows that open, top-down or bottom-up. */
export function CallTreeView() {
  return useProfileId() === null ? null : <Tree />
}

function Tree() {
  const label = useSideName('Call tree')
  const tree = useCallTree()
  const { answer, pending, error, mark, place } = tree
  const options = useOptions()
  const isUp = useField(DIRECTION)[0] === 'up'
  const selected = useView((view) => view.selected)
  const searching = useView((view) => view.search !== '' && view.onlyMatches)
  const isComparing = useSession((session) => session.comparison !== null)
  const whyNothing = useWhyNothing('')

  function gridLine(index: number): GridLine | undefined {
    const row = tree.rowAt(index)
    if (!row) return undefined
    const { frame, hasChildren, open } = row
    const isOpen = open >= 0
    const toggle = () => tree.toggle(row)
    const focus = () => filterByFrame('focus', frame)
    const regexp = literalRegexp(frame, options.granularity)
    return {
      className: row.match ? 'match' : '',
      content: <Row row={row} isUp={isUp} mark={mark} onToggle={toggle} />,
      selected: frame.name === selected,
      hint: rowHint(row, isUp),
      level: row.depth,
      ...(hasChildren ? { expanded: isOpen } : {}),
      menu: {
        frame,
        first: [
          { label: isOpen ? 'Close' : 'Open', disabled: !hasChildren, run: toggle },
          {
            label: 'Open the hottest path',
            hint: <kbd>*</kbd>,
            disabled: !hasChildren,
            run: () => tree.openHottest(index),
          },
          {
            label: 'Fold what it calls into it',
            disabled: regexp === null,
            run: () => {
              if (regexp !== null)
                changeFilter('prune_from', joinRegexp(regexp, options.prune_from))
            },
          },
        ],
      },
      onReach: () => select(frame.name),
      onEnter: focus,
      onDoubleClick: focus,
      onKey(key) {
        if (key === '*') tree.openHottest(index)
        else if (key === 'ArrowRight' && hasChildren) {
          if (isOpen) return index + 1
          toggle()
        } else if (key === 'ArrowLeft') {
          if (!isOpen) return Math.max(0, row.parentRow)
          toggle()
        } else return key === 'ArrowRight' ? index : null
        return index
      },
    }
  }

  return (
    <section className="calltree" aria-label={label}>
      <CallTreeHead answer={answer} />
      <LineGrid
        label="Call paths"
        count={answer?.count ?? 0}
        busy={pending}
        lineAt={gridLine}
        onWindow={tree.setWindow}
        place={place}
        onPlace={tree.setPlace}
      >
        {answer && !pending && (
          <p className="lines-none muted">
            {searching
              ? 'No path has a function that matches the search.'
              : isComparing
                ? 'Nothing has changed, or the filters leave nothing.'
                : whyNothing || 'No path is left: the filters leave nothing of the profile.'}
          </p>
        )}
      </LineGrid>
      <AnswerError className="lines-error" answer={answer} error={error} />
    </section>
  )
}
