import { useEffect, useMemo, useRef, useState } from 'react'
import { select } from '../../store/actions.ts'
import { useHeader, useIsDifference, useOptions, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { usePane } from '../../store/pane.ts'
import { usePreference } from '../../store/preferences.ts'
import { useSide, useSideName } from '../../store/side.ts'
import { type Command, onCommand, setHovered } from '../../store/transient.ts'
import type { FlameShape } from '../../worker/protocol.ts'
import { NothingLeft } from '../frame/NothingLeft.tsx'
import { PendingLine, PictureError } from '../frame/PictureNotes.tsx'
import { isCompared } from '../picture/change.ts'
import { type FlameControl, type PictureEvents, type Pointed, zoomTo } from '../picture/control.ts'
import { FlameCanvas } from '../picture/FlameCanvas.tsx'
import { FlameTable } from '../picture/FlameTable.tsx'
import { NO_FRAME, selectableName } from '../picture/model.ts'
import { type Coloring, ROW_HEIGHT } from '../picture/settings.ts'
import type { Picked } from '../picture/stage.ts'
import { knownPicture, lookAhead } from '../picture/useFlame.ts'
import { usePicture, usePictureMatches } from '../picture/usePicture.ts'
import { useWalk } from '../picture/useWalk.ts'
import {
  coloringOf,
  labelOf,
  measureOf,
  relationsOf,
  spokenOf,
  statusOf,
} from '../picture/words.ts'
import { ZoomNote } from '../picture/ZoomNote.tsx'
import { sameZoom, WHOLE } from '../picture/zoom.ts'
import { setZoom } from '../picture/zoom-state.ts'
import { useFlameCompared } from './change.ts'
import { HoverCard } from './HoverCard.tsx'
import { NodeMenu } from './NodeMenu.tsx'
import { NotSeen } from './NotSeen.tsx'
import { isAbsent, largestIn, useLargestShown, useSideWidth } from './side.ts'
import { CALLERS_ZOOM, placeOf, ZOOM } from './state.ts'
import { useTwin } from './useTwin.ts'

declare module 'react' {
  interface CSSProperties {
    /** Of a flame graph in its half. */
    '--flame-width'?: string
  }
}

/** How long the pointer rests on a frame before its zoom is prepared, in milliseconds. */
const REST = 60

interface FlamePaneProps {
  readonly profile: OpenProfile
  readonly shape: FlameShape
  readonly coloring: Coloring
  /** What the picture is: "Flame graph", "Callers of main.main". */
  readonly title: string
  /** Whether the keys for the next and previous match are for this one. */
  readonly walksMatches: boolean
  onSandwich(name: string): void
  /** The keyboard, or a click, is in it. */
  onEnter?(): void
}

/** One flame graph: the whole stage, or one half of a sandwich. */
export function FlamePane(props: FlamePaneProps) {
  const { profile, shape, coloring, onSandwich } = props
  const title = useSideName(props.title)
  // Of two that are compared, the one goes from match to match and the other follows.
  const side = useSide()
  const follows = side === 'old'
  const isDifference = useIsDifference()
  const options = useOptions()
  const selected = useView((view) => view.selected)
  const header = useHeader().answer
  const upwards = shape.direction === 'callers'
  const isMain = usePane() === 'main' && !upwards
  const field = upwards ? CALLERS_ZOOM : ZOOM
  const place = placeOf(profile.key, options, shape)
  const [rowHeight] = usePreference(ROW_HEIGHT)
  const compared = useFlameCompared()
  const slot = upwards ? 'flame-callers' : 'flame'
  const shown = usePicture({ profile, compared, options, shape, field, place, slot })
  const { picture, pending, error, zoom, search, wish } = shown
  const model = picture?.model
  const isSingle = shape.frame === ''
  const width = useSideWidth(model, zoom, isSingle)
  const marked = largestIn(model)
  const relations = relationsOf(shape)
  const measure = useMemo(
    () => measureOf(header?.total ?? 0, header?.unit ?? '', options),
    [header, options],
  )

  const control = useRef<FlameControl | null>(null)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [menu, setMenu] = useState<Pointed | null>(null)
  const { focus, goToMatch, onKeyDown } = useWalk({
    ...{ picture, wish, zoom, field, selected, upwards, control },
    onLeavePointer: () => point(undefined),
    onZoom: (picked) => zoomInto(picked, true),
    onMenu: (picked, at) => setMenu({ picked, at }),
  })
  const twin = useTwin(model, measure, upwards)
  const subject = `${compared?.pair} ${place}`
  useLargestShown({ ...{ control, model, zoom, field, subject }, width: wish?.width ?? 0 })
  usePictureMatches(
    shown,
    isMain,
    ({ matchedText, matchedPercent }) => `${matchedText}, ${matchedPercent}`,
  )
  useEffect(() => () => setHovered(null), [])
  useEffect(() => onCommand(handleCommand))
  // The zoom that is most likely to be requested next is prepared.
  const next = pointed?.picked ?? (model && focus.i !== NO_FRAME ? { model, i: focus.i } : null)
  useEffect(() => {
    if (!wish || !next || next.model !== model) return
    const ahead = { ...wish, zoom: zoomTo(next) }
    const timer = setTimeout(() => void lookAhead(profile.answer, ahead), REST)
    return () => clearTimeout(timer)
  })

  function zoomInto(picked: Picked, byKey = false) {
    const to = zoomTo(picked)
    const note = () => {
      point(undefined)
      setZoom(field, to, 'push')
      select(selectableName(picked.model, picked.i))
      focus.move(picked.model === model ? picked.i : NO_FRAME, byKey)
    }
    const ahead = wish && knownPicture(profile.answer, { ...wish, zoom: to })
    if (ahead && control.current) control.current.zoomAhead(ahead, to, note)
    else note()
  }

  function point(at: Pointed | undefined) {
    setPointed(at ?? null)
    const beside = twin.point(at?.picked)
    if (!at) setHovered(null)
    else {
      const status = statusOf(at.picked.model, at.picked.i, measure, relations)
      // What has changed is said with the values of both sides.
      const told = beside === '' || isCompared(at.picked.model.answer)
      setHovered(told ? status : `${status} · ${beside}`)
    }
  }

  function handleCommand(command: Command) {
    switch (command) {
      case 'next-match':
      case 'previous-match':
        if (props.walksMatches && !follows) goToMatch(command === 'next-match' ? 1 : -1)
        break
      case 'reset-zoom':
        setZoom(field, WHOLE, 'push')
        break
      default:
        command satisfies never
    }
  }

  const events: PictureEvents = {
    sized: shown.setWidth,
    zoomed: (to) => setZoom(field, to, 'replace'),
    hovered: (picked, at) => point(picked && { picked, at }),
    clicked: (picked) => picked && zoomInto(picked),
    menu(picked, at) {
      point(undefined)
      if (picked) setMenu({ picked, at })
    },
  }

  const empty = model !== undefined && !pending && model.answer.total100 === 0
  return (
    <section
      className="flame"
      style={{ '--flame-width': width }}
      aria-label={title}
      data-pending={pending || undefined}
      onFocus={props.onEnter}
    >
      <FlameCanvas
        control={control}
        place={place}
        upwards={upwards}
        label={labelOf(`${title} of ${profile.name}`, model)}
        rows={model?.rows ?? 0}
        wanted={{
          picture,
          zoom,
          look: {
            all: measure.all,
            searching: search.text !== '',
            selected,
            rowHeight,
            coloring: coloringOf(shape, coloring),
            marksSelf: relations.rest === 'self',
            hover: pointed
              ? pointed.picked.model.answer.node[pointed.picked.i]!
              : (model?.answer.node[twin.i] ?? -1),
            focus: focus.shown,
            marked: marked === NO_FRAME ? -1 : model!.answer.node[marked]!,
          },
        }}
        events={events}
        onKeyDown={onKeyDown}
      />
      {pending && <PendingLine />}
      {error && (isSingle || isMain) && (
        <PictureError>
          {!isSingle && error.kind === 'option' && !error.option
            ? `${shape.frame} is not in what the filters leave.`
            : `${error.option ? `${error.option}: ` : ''}${error.message} ${error.hint}`}
        </PictureError>
      )}
      {empty && isSingle && isDifference && <p className="flame-empty">Nothing has changed.</p>}
      {empty && isSingle && !isDifference && (
        <div className="flame-empty">
          <NothingLeft />
        </div>
      )}
      {model && side && isSingle && !pending && isAbsent(model) && (
        <p className="flame-empty">{side === 'old' ? 'Not in A: it is new.' : 'Gone in B.'}</p>
      )}
      {model && isSingle && !empty && !pending && selected !== '' && (
        <NotSeen
          model={model}
          name={selected}
          zoomed={!sameZoom(zoom, WHOLE)}
          onZoomOut={() => setZoom(field, WHOLE, 'push')}
          onSandwich={() => onSandwich(selected)}
        />
      )}
      {model && (
        <ZoomNote model={model} zoom={zoom} onZoomOut={() => setZoom(field, WHOLE, 'push')} />
      )}
      {pointed && picture && !menu && (
        <HoverCard
          picked={pointed.picked}
          opened={profile.answer}
          query={picture.query}
          at={pointed.at}
          measure={measure}
        />
      )}
      {menu && (
        <NodeMenu
          picked={menu.picked}
          at={menu.at}
          toCallers={relations.rest !== 'self'}
          onZoom={() => zoomInto(menu.picked)}
          onSandwich={() => onSandwich(selectableName(menu.picked.model, menu.picked.i))}
          onClose={() => setMenu(null)}
        />
      )}
      <p className="visually-hidden" aria-live="polite">
        {model && focus.shown >= 0 ? spokenOf(model, focus.i, measure, relations) : ''}
      </p>
      {model && <FlameTable model={model} measure={measure} title={title} />}
    </section>
  )
}
