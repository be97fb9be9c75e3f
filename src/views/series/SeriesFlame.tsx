import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { usePane } from '../../store/pane.ts'
import { usePreference } from '../../store/preferences.ts'
import type { OpenSeries } from '../../store/series.ts'
import { type Command, onCommand, setHovered } from '../../store/transient.ts'
import { useField } from '../../store/use-field.ts'
import type { SeriesAnswer } from '../../worker/protocol.ts'
import { copyStackItem } from '../frame/copy-stack.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { Looking } from '../frame/Looking.tsx'
import { PendingLine, PictureError } from '../frame/PictureNotes.tsx'
import { useChangeColoring } from '../picture/ChangeColorMenu.tsx'
import { type FlameControl, type PictureEvents, type Pointed, zoomTo } from '../picture/control.ts'
import { FlameCanvas } from '../picture/FlameCanvas.tsx'
import { FlameTable } from '../picture/FlameTable.tsx'
import { HoverBox } from '../picture/HoverBox.tsx'
import { frameOf, NO_FRAME, selectableName, stackOf } from '../picture/model.ts'
import type { FlameOfSeries } from '../picture/request.ts'
import { ROW_HEIGHT } from '../picture/settings.ts'
import type { Picked } from '../picture/stage.ts'
import { usePicture, usePictureMatches } from '../picture/usePicture.ts'
import { useWalk } from '../picture/useWalk.ts'
import { labelOf, measureOf, relationsOf, spokenOf, statusOf } from '../picture/words.ts'
import { ZoomNote } from '../picture/ZoomNote.tsx'
import { WHOLE } from '../picture/zoom.ts'
import { setZoom } from '../picture/zoom-state.ts'
import { FlameTools } from './FlameTools.tsx'
import { NodeCard } from './NodeCard.tsx'
import { WIDTH, ZOOM } from './state.ts'

interface SeriesFlameProps {
  readonly open: OpenSeries
  readonly answer: SeriesAnswer
}

/** The frames as they are, from the outermost callers down. */
const SHAPE = { direction: 'down', frame: '', collapse: false, order: 'size' } as const

/** All snapshots as one flame graph, coloured by what has become of each frame. */
export function SeriesFlame(props: SeriesFlameProps) {
  const first = props.open.members[props.answer.snapshots[0]?.index ?? 0]
  // A profile that was just closed is in the last answer still.
  return first ? <Flame {...props} first={first} /> : null
}

interface FlameProps extends SeriesFlameProps {
  /** The first of the snapshots. */
  readonly first: OpenProfile
}

function Flame({ open, answer: series, first }: FlameProps) {
  const { options } = open.of
  const selected = useView((view) => view.selected)
  const isMain = usePane() === 'main'
  const coloring = useChangeColoring()
  const [by] = useField(WIDTH)
  const [rowHeight] = usePreference(ROW_HEIGHT)
  const place = placeOf(open, first)
  const compared = useMemo((): FlameOfSeries => {
    const { profiles, names, given } = open.of
    return { profiles, names, given, by }
  }, [open.of, by])
  const shown = usePicture({
    ...{ profile: first, compared, options, shape: SHAPE, field: ZOOM, place },
    slot: 'series-flame',
  })
  const { picture, pending, error, zoom, search, wish } = shown
  const model = picture?.model
  const relations = relationsOf(SHAPE)
  const largest = Math.max(...series.snapshots.map(({ total }) => Math.abs(total)))
  const measure = useMemo(
    () => measureOf(largest, series.unit, options),
    [largest, series.unit, options],
  )

  const control = useRef<FlameControl | null>(null)
  /** What was clicked last: a second click on it zooms. */
  const clicked = useRef<Picked>(undefined)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [menu, setMenu] = useState<Pointed | null>(null)
  const { focus, goToMatch, onKeyDown } = useWalk({
    ...{ picture, wish, zoom, field: ZOOM, selected, upwards: false, control },
    onLeavePointer: () => point(null),
    onZoom: (picked) => zoomInto(picked, true),
    onMenu: (picked, at) => setMenu({ picked, at }),
  })
  usePictureMatches(shown, isMain, ({ matchedText, matchedPercent }) =>
    // The sum of all snapshots is not a meaningful value.
    by === 'all' ? `${matchedPercent} of all` : `${matchedText}, ${matchedPercent}`,
  )
  useEffect(() => () => setHovered(null), [])
  const handleCommand = useEffectEvent((command: Command) => {
    if (command === 'reset-zoom') setZoom(ZOOM, WHOLE, 'push')
    else goToMatch(command === 'next-match' ? 1 : -1)
  })
  useEffect(() => onCommand((command) => handleCommand(command)), [])

  function zoomInto(picked: Picked, byKey = false) {
    point(null)
    setZoom(ZOOM, zoomTo(picked), 'push')
    choose(picked, byKey)
  }

  function choose(picked: Picked, byKey = false) {
    select(selectableName(picked.model, picked.i))
    focus.move(picked.model === model ? picked.i : NO_FRAME, byKey)
  }

  function point(at: Pointed | null) {
    setPointed(at)
    setHovered(at && statusOf(at.picked.model, at.picked.i, measure, relations))
  }

  const events: PictureEvents = {
    sized: shown.setWidth,
    zoomed: (to) => setZoom(ZOOM, to, 'replace'),
    hovered: (picked, at) => point(picked ? { picked, at } : null),
    clicked(picked) {
      clicked.current = picked
      if (picked) choose(picked)
    },
    menu(picked, at) {
      point(null)
      if (picked) setMenu({ picked, at })
    },
  }

  return (
    <>
      <FlameTools />
      <section
        className="flame"
        aria-label="Flame graph of the series"
        data-pending={pending || undefined}
        onDoubleClick={() => clicked.current && zoomInto(clicked.current)}
      >
        <FlameCanvas
          control={control}
          place={place}
          upwards={false}
          label={labelOf(
            `Flame graph of ${series.snapshots.length} snapshots of ${series.type}`,
            model,
          )}
          rows={model?.rows ?? 0}
          wanted={{
            picture,
            zoom,
            look: {
              all: measure.all,
              searching: search.text !== '',
              ...{ selected, rowHeight, coloring },
              marksSelf: true,
              hover: pointed ? pointed.picked.model.answer.node[pointed.picked.i]! : -1,
              focus: focus.shown,
              marked: -1,
            },
          }}
          events={events}
          onKeyDown={onKeyDown}
        />
        {model && (
          <ZoomNote model={model} zoom={zoom} onZoomOut={() => setZoom(ZOOM, WHOLE, 'push')} />
        )}
        {pending && <PendingLine />}
        {pending && !model && <Looking className="flame-empty" doing="Drawing all snapshots" />}
        {error && error.kind !== 'cancelled' && (
          <PictureError>
            {error.message} {error.hint}
          </PictureError>
        )}
        {model && !pending && model.answer.total100 === 0 && (
          <p className="flame-empty">
            {by === 'last'
              ? 'The filters leave nothing of the last snapshot.'
              : 'The filters leave nothing of the profiles.'}
          </p>
        )}
        {pointed && !menu && (
          <HoverBox at={pointed.at}>
            <NodeCard picked={pointed.picked} open={open} measure={measure} />
          </HoverBox>
        )}
        {menu && (
          <FrameMenu
            frame={frameOf(menu.picked.model, menu.picked.i)}
            x={menu.at.left + menu.at.x}
            y={menu.at.top + menu.at.y}
            first={[
              { label: 'Zoom to it', hint: <kbd>Enter</kbd>, run: () => zoomInto(menu.picked) },
            ]}
            last={[copyStackItem(() => stackOf(menu.picked.model, menu.picked.i))]}
            onClose={() => setMenu(null)}
          />
        )}
        <p className="visually-hidden" aria-live="polite">
          {model && focus.shown >= 0 ? spokenOf(model, focus.i, measure, relations) : ''}
        </p>
        {model && (
          <FlameTable
            model={model}
            measure={{ ...measure, all: model.answer.total100 }}
            title="Flame graph of the series"
          />
        )}
      </section>
    </>
  )
}

/**
 * What a zoom holds for. Snapshots that are put behind the others leave the numbers of frames as
 * they were.
 */
function placeOf({ of, members }: OpenSeries, first: OpenProfile): string {
  const { granularity, showcolumns } = of.options
  const order = of.given ? members.map(({ key }) => key).join() : first.key
  return ['series', order, granularity, showcolumns].join(' ')
}
