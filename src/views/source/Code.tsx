import { type CSSProperties, useMemo, useRef } from 'react'
import { copyText } from '../../store/actions.ts'
import { EDITOR, editorAddress } from '../../store/editor.ts'
import { preferenceOf } from '../../store/preferences.ts'
import { setHovered } from '../../store/transient.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { type GridLine, LineGrid } from '../frame/list/LineGrid.tsx'
import { GapCells, InlinedCells, LineCells } from './CodeRows.tsx'
import { FigureHeads } from './Figures.tsx'
import { lineReference, widestLine } from './model.ts'
import { jumpTo, selectLine } from './state.ts'
import { useKeptInSight } from './useKeptInSight.ts'
import type { Source } from './useSource.ts'
import type { Walk } from './useWalk.ts'
import './code.css'

/** The lines of the file with their values; what is inlined into a line opens below it. */
export function Code({ source, walk }: { readonly source: Source; readonly walk: Walk }) {
  const { answer, sides, model, lines, colours, line: selected, isOpen, toggle } = source
  const file = answer?.file ?? ''
  const total = answer?.totalText ?? ''
  const comparing = sides !== null
  const pane = useRef<HTMLDivElement>(null)
  useKeptInSight(pane, () => walk.place && walk.setPlace({ ...walk.place }))
  const columns = useMemo(() => (lines ? widestLine(lines) : 40), [lines])

  function gridLine(index: number): GridLine | undefined {
    const row = model.rows[index]
    if (!row) return undefined
    const found = walk.matches.has(index) ? ' match' : ''
    switch (row.kind) {
      case 'gap':
        return {
          className: 'code-gap',
          content: <GapCells row={row} comparing={comparing} />,
          selected: false,
        }
      case 'inlined': {
        const { name, file: where, line, frame } = row.call
        const jump = () => jumpTo(frame.name, where, line)
        return {
          className: `code-inline${found}`,
          content: (
            <InlinedCells
              row={row}
              comparing={comparing}
              sides={source.inlinedSides.get(row.call)}
              mark={walk.mark}
            />
          ),
          selected: false,
          menu: { frame },
          onReach: () => setHovered(`${name} · ${lineReference(where, line)}: Enter shows it`),
          onEnter: jump,
          onDoubleClick: jump,
        }
      }
      default: {
        const inlines = row.values?.inlines ?? false
        const fold = () => toggle(row.line)
        return {
          className: found,
          content: (
            <LineCells
              row={row}
              comparing={comparing}
              sides={sides?.get(row.line)}
              file={file}
              total={total}
              colours={colours}
              mark={walk.mark}
              open={isOpen(row.line)}
              onToggle={fold}
            />
          ),
          selected: row.line === selected && row.line > 0,
          ...(inlines ? { expanded: isOpen(row.line), onEnter: fold, onDoubleClick: fold } : {}),
          menu: {
            title: lineReference(file, row.line),
            items: lineItems(file, row.line, row.text, inlines ? fold : null),
          },
          onReach: () => selectLine(row.line),
        }
      }
    }
  }

  return (
    <div
      ref={pane}
      className={comparing ? 'source-code comparing' : 'source-code'}
      // Room for the widest line, so that the text scrolls sideways as one.
      style={{ '--code-columns': columns } as CSSProperties}
    >
      <div className="code-head muted" aria-hidden="true">
        <FigureHeads
          of="flat"
          comparing={comparing}
          help="Value of the samples that end on the line"
        />
        <FigureHeads
          of="cum"
          comparing={comparing}
          help="Value of the samples that go through the line"
        />
        <span className="code-number">line</span>
        <span className="code-fold" />
        <span className="code-text mono">{file}</span>
      </div>
      <LineGrid
        label="Source lines"
        count={model.rows.length}
        busy={source.pending}
        lineAt={gridLine}
        onWindow={() => {}}
        place={walk.place}
        onPlace={walk.setPlace}
        // Without the text the lines are those that have values, which are others on each side.
        shared={lines && `source of ${file}`}
      />
    </div>
  )
}

function lineItems(
  file: string,
  line: number,
  text: string | null,
  fold: (() => void) | null,
): MenuItem[] {
  const copy = (what: string) => () => void copyText(what)
  const editor = editorAddress(preferenceOf(EDITOR), file, line)
  return [
    ...(fold ? [{ label: 'Inlined calls', hint: <kbd>Enter</kbd>, run: fold }] : []),
    { label: `Copy ${lineReference(file, line)}`, run: copy(lineReference(file, line)) },
    ...(editor === '' ? [] : [{ label: 'Open in editor', run: () => location.assign(editor) }]),
    { label: 'Copy the whole path', run: copy(`${file}:${line}`) },
    ...(text === null ? [] : [{ label: 'Copy the text of the line', run: copy(text.trim()) }]),
  ]
}
