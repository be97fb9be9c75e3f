import { type CSSProperties, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { filterByFrame, select } from '../../store/actions.ts'
import { useSearch, useView } from '../../store/hooks.ts'
import { setHovered } from '../../store/transient.ts'
import { Figure, tailOf, tailStyle } from '../../ui/controls/Figure.tsx'
import type { SeriesAnswer, SeriesColumn, SeriesRow } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'
import { heatWidth } from '../frame/heat.ts'
import { LineGrid, type Place } from '../frame/list/LineGrid.tsx'
import { type ListColumn, ListColumns } from '../frame/list/ListColumns.tsx'
import { OnlyMatches } from '../frame/list/ListHead.tsx'
import { Sparkline } from '../frame/Sparkline.tsx'
import { useMatches } from '../frame/useMatches.ts'
import { useMatchSteps } from '../frame/useMatchSteps.ts'
import { FieldChoice, SeriesTools } from './SeriesTools.tsx'
import './series-table.css'
import { COLUMN, REVERSE, TABLE } from './state.ts'
import type { Series } from './useSeries.ts'

interface SeriesTableProps {
  readonly series: Series
  readonly answer: SeriesAnswer
}

const TABLES = [
  {
    value: 'stacks',
    label: 'Stacks',
    help: 'Whole stacks; what lies below the innermost frame of the program’s own is part of it',
  },
  { value: 'cum', label: 'Functions, cum', help: 'Functions with what they call, as top -cum' },
  { value: 'flat', label: 'Functions, flat', help: 'Functions by themselves, as top' },
] as const

/** Functions or stacks, whatever grew most first, with a picture of how they went. */
export function SeriesTable({ series, answer }: SeriesTableProps) {
  const [place, setPlace] = useState<Place | null>(null)
  const selected = useView((view) => view.selected)
  const { text, regexp } = useSearch()
  useMatches(answer, text)
  const mark = regexp ? '' : text
  const tails = useMemo(() => tailsOf(answer.rows), [answer])
  // What a finding or another view has selected is brought on screen, if its row is at hand.
  const reach = useEffectEvent(() => {
    const nameAt = (line: number) => answer.rows[line - answer.from]?.frame.name
    if (selected === '' || (place && nameAt(place.line) === selected)) return
    const found = answer.rows.findIndex(({ frame }) => frame.name === selected)
    if (found >= 0) setPlace({ line: answer.from + found })
  })
  useEffect(() => {
    if (selected !== '') reach()
  }, [selected])
  useMatchSteps(async (step) => {
    if (text === '') return
    const next = await series.findMatch(place?.line ?? -1, step)
    const found = next ?? (await series.findMatch(step > 0 ? -1 : answer.count, step))
    if (!found) return
    setPlace({ line: found.index })
    select(found.name)
  })
  return (
    <>
      <SeriesTools
        tools={[
          {
            key: 'rows',
            control: <FieldChoice label="Rows" field={TABLE} options={TABLES} />,
          },
          { key: 'matches', control: <OnlyMatches /> },
        ]}
      />
      <ListColumns
        className="series-columns series-row"
        columns={answer.timed ? COLUMNS : UNTIMED}
        order={COLUMN}
        reverse={REVERSE}
      />
      <LineGrid
        label="What grows"
        count={answer.count}
        busy={series.pending}
        place={place}
        onPlace={setPlace}
        onWindow={series.show}
        lineAt={(index) => {
          const row = answer.rows[index - answer.from]
          if (!row) return undefined
          const focus = () => filterByFrame('focus', row.frame)
          return {
            className: row.match ? 'match' : '',
            selected: selected !== '' && row.frame.name === selected,
            content: (
              <Row row={row} tails={tails} mark={mark} snapshots={answer.snapshots.length} />
            ),
            menu: { frame: row.frame },
            onReach: () => select(row.frame.name),
            onEnter: focus,
            onDoubleClick: focus,
          }
        }}
      >
        <p className="lines-none muted">
          {text === ''
            ? 'The filters leave nothing of the profiles.'
            : 'Nothing matches the search.'}
        </p>
      </LineGrid>
    </>
  )
}

const COLUMNS: readonly ListColumn<SeriesColumn>[] = [
  {
    className: 'series-growth',
    label: 'Growth',
    help: 'Last less first: what pprof -base shows',
    sort: 'growth',
  },
  { className: 'series-share', label: 'Share', help: 'Of what the total grew by', sort: null },
  {
    className: 'series-slope',
    label: 'Rate',
    help: 'By least squares over all snapshots',
    sort: 'slope',
  },
  {
    className: 'series-steps',
    label: 'Steps',
    help: 'In how many it rose ↑ and fell ↓',
    sort: null,
  },
  { className: 'series-trend', label: 'Trend', help: 'The values, 0 at the bottom', sort: null },
  { className: 'series-last', label: 'Last', help: 'Value in the last snapshot', sort: 'last' },
  {
    className: 'series-name',
    label: 'Name',
    help: 'Function, or stack from its front out',
    sort: 'name',
    text: true,
  },
]
/** Of profiles that do not say when they were taken. */
const UNTIMED = COLUMNS.map((column) =>
  column.sort === 'slope' ? { ...column, help: `${column.help}, per snapshot` } : column,
)

/** Room behind the points of each column's figures. */
type Tails = Readonly<Record<FigureName, CSSProperties>>
type FigureName = 'growthText' | 'share' | 'slopeText' | 'lastText'

function tailsOf(rows: readonly SeriesRow[]): Tails {
  const tailIn = (figure: FigureName) => tailStyle(tailOf(rows.map((row) => row[figure])))
  return {
    growthText: tailIn('growthText'),
    share: tailIn('share'),
    slopeText: tailIn('slopeText'),
    lastText: tailIn('lastText'),
  }
}

interface RowProps {
  readonly row: SeriesRow
  readonly tails: Tails
  readonly mark: string
  readonly snapshots: number
}

function Row({ row, tails, mark, snapshots }: RowProps) {
  const { frame, stack, values, growthText, share, slopeText, rose, fell, firstText, lastText } =
    row
  return (
    <span
      className="series-row"
      onPointerEnter={() =>
        setHovered(`${frame.name} · ${firstText} → ${lastText} (${growthText})`)
      }
      onPointerLeave={() => setHovered(null)}
    >
      <span
        className={row.growth > 0 ? 'series-growth heat' : 'series-growth'}
        style={{
          ...tails.growthText,
          ...(row.growth > 0 && { backgroundSize: `${heatWidth(share)} 16px` }),
        }}
        title={`${firstText} → ${lastText}`}
      >
        <Figure text={growthText} />
      </span>
      <span className="series-share" style={tails.share}>
        <Figure text={share} />
      </span>
      <span className="series-slope" style={tails.slopeText}>
        <Figure text={slopeText} />
      </span>
      <span
        className="series-steps"
        title={`Rose in ${rose} and fell in ${fell} of ${snapshots - 1} steps`}
      >
        {rose > 0 && `↑${rose}`} {fell > 0 && `↓${fell}`}
      </span>
      <span
        className="series-trend"
        title={values.map((value) => value.toLocaleString('en')).join(' → ')}
      >
        <Sparkline values={values} />
      </span>
      <span className="series-last" style={tails.lastText}>
        <Figure text={lastText} />
      </span>
      <span className="series-name mono" title={titleOf(row)}>
        {stack.length === 0 ? (
          <FrameName name={frame.name} mark={mark} inline="" />
        ) : (
          ownOf(stack).map((call, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a recursion repeats its frames
            <span key={`${i} ${call.frame.name}`}>
              {i > 0 && <span className="muted"> ← </span>}
              <FrameName name={call.frame.name} mark={mark} inline="" />
              {i === 0 && <span className="muted"> {call.place}</span>}
            </span>
          ))
        )}
      </span>
    </span>
  )
}

/** The front of a stack and the program's own frames outwards from there. */
function ownOf(stack: SeriesRow['stack']): SeriesRow['stack'] {
  return stack.filter(({ kind }, i) => i === 0 || kind === 'own')
}

function titleOf({ frame, stack }: SeriesRow): string {
  if (stack.length === 0) return frame.name
  return stack.map((call) => `${call.frame.name} ${call.place}`).join('\n')
}
