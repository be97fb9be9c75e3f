import { useState } from 'react'
import type { SourceRow } from '../../engine/questions/source/list.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { FrameName } from '../frame/FrameName.tsx'
import { heatColors } from '../frame/heat.ts'
import { type GridLine, LineGrid, type Place } from '../frame/list/LineGrid.tsx'
import { FIRST_WINDOW } from '../frame/rows.ts'
import { useWhyNothing } from '../frame/why-nothing.ts'
import { splitName } from './model.ts'
import { jumpTo } from './state.ts'
import './picker.css'

interface PickerProps {
  /** What is shown: function and file. */
  readonly shown: { readonly function: string; readonly file: string }
  readonly onPick: () => void
}

const SORTS = [
  { value: 'cum', label: 'by cum' },
  { value: 'flat', label: 'by flat' },
  { value: 'name', label: 'by name' },
] as const
const LISTED = [
  { value: 'functions', label: 'functions' },
  { value: 'files', label: 'files' },
] as const

/** The functions, or the files, that have samples: the heaviest first, or those searched for. */
export function Picker({ shown, onPick }: PickerProps) {
  const label = useSideName('Functions and files')
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const whyNothing = useWhyNothing('')
  const [of, setOf] = useState<'functions' | 'files'>('functions')
  const [sort, setSort] = useState<'cum' | 'flat' | 'name'>('cum')
  const [filter, setFilter] = useState('')
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [place, setPlace] = useState<Place | null>(null)
  const list =
    profile === null ? null : ({ type: 'sources', profile, options, of, sort, filter } as const)
  const { answer, pending } = useAnswer(list && { ...list, ...window }, 'sources')

  function pick({ frame, file }: SourceRow): void {
    jumpTo(frame?.name ?? '', file)
    onPick()
  }

  /** The first row of what has been typed, which may not have been listed yet. */
  async function pickFirst(): Promise<void> {
    const first = list && (await engine().ask({ ...list, from: 0, to: 1 })).rows[0]
    if (first) pick(first)
  }

  function gridLine(index: number): GridLine | undefined {
    const row = answer?.rows[index - answer.from]
    if (!row) return undefined
    const sameFile = row.file === shown.file
    return {
      className: 'picker-row',
      content: (
        <PickerCells row={row} flat={sort === 'flat'} mark={search.regexp ? '' : search.text} />
      ),
      selected: row.frame ? sameFile && row.name === shown.function : sameFile,
      ...(row.frame && { menu: { frame: row.frame } }),
      onClick: () => pick(row),
      onEnter: () => pick(row),
    }
  }

  return (
    <nav className="source-picker" aria-label={label}>
      <div className="picker-head">
        <input
          className="field"
          type="search"
          placeholder={of === 'functions' ? 'Function or file' : 'File'}
          aria-label="Find a function or a file"
          spellCheck={false}
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value)
            setPlace(null)
          }}
          onKeyDown={(event) => {
            // What cannot be asked just now is said where the lines are.
            if (event.key === 'Enter') pickFirst().catch(() => {})
            else if (event.key === 'Escape' && filter !== '') setFilter('')
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        <div className="picker-choices">
          <Segmented label="What to list" value={of} options={LISTED} onChange={setOf} />
          <Choice label="Order" bare value={sort} options={SORTS} onChange={setSort} />
          <span className="muted number" role="status">
            {answer?.count.toLocaleString('en')}
          </span>
        </div>
      </div>
      <LineGrid
        label="Sources"
        count={answer?.count ?? 0}
        busy={pending}
        lineAt={gridLine}
        onWindow={setWindow}
        place={place}
        onPlace={setPlace}
      >
        {answer && !pending && (
          <p className="lines-none muted">
            {filter !== ''
              ? `None has “${filter}” in its name or path.`
              : whyNothing || 'The filters leave nothing that has a name.'}
          </p>
        )}
      </LineGrid>
    </nav>
  )
}

interface CellsProps {
  readonly row: SourceRow
  /** Shows flat in place of cum. */
  readonly flat: boolean
  readonly mark: string
}

function PickerCells({ row, flat, mark }: CellsProps) {
  const { name, file, flatText, cumText, cumPercent, share } = row
  const { path, rest } = splitName(name || file)
  return (
    <>
      <span
        className="picker-value heat cum"
        style={{ backgroundSize: `${share * 100}% 100%`, ...heatColors(flat ? flatText : cumText) }}
        title={`flat ${flatText}, cum ${cumText} (${cumPercent} of the total)`}
      >
        {flat ? flatText : cumText}
      </span>
      <span className="picker-name mono" title={name === '' ? file : `${name}\n${file}`}>
        <FrameName name={rest} mark={mark} inline="" />
        {path !== '' && <span className="muted"> {path}</span>}
      </span>
    </>
  )
}
