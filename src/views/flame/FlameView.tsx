import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { resetFilters, select } from '../../store/actions.ts'
import { useHeader, useOptions, useSearch, useShown, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/session.ts'
import { type Command, onCommand, setHovered, setMatches } from '../../store/transient.ts'
import type { FlameAnswer, ProfileId } from '../../worker/protocol.ts'
import { type At, type FlameControl, type Happenings, nameOf, zoomTo } from './control.ts'
import { FlameCanvas } from './FlameCanvas.tsx'
import { FlameEmpty } from './FlameEmpty.tsx'
import { FlameTable } from './FlameTable.tsx'
import { FrameMenu } from './FrameMenu.tsx'
import { HoverCard } from './HoverCard.tsx'
import './flame.css'
import { meaningOf } from './keys.ts'
import { indexOfPath, NO_FRAME, neighbour, nextMatch } from './model.ts'
import { sameSearch, type Wish } from './request.ts'
import type { Picked } from './stage.ts'
import { placeOf, setZoom, useZoom } from './state.ts'
import { useFlame } from './useFlame.ts'
import { useFocus } from './useFocus.ts'
import { measureOf, spokenOf, statusOf } from './words.ts'
import { sameZoom, WHOLE } from './zoom.ts'

interface Pointed {
  readonly picked: Picked
  readonly at: At
}

/** The profile on screen as a flame graph: callers above, what they call below. */
export function FlameView() {
  const profile = useShown()
  return profile && <Flame profile={profile} />
}

function Flame({ profile }: { readonly profile: OpenProfile }) {
  const options = useOptions()
  const search = useSearch()
  const selected = useView((view) => view.selected)
  const header = useHeader().answer
  const place = placeOf(profile.key, options)
  const zoom = useZoom(place)
  const [width, setWidth] = useState(0)
  const ratio = devicePixelRatio
  const wish = { profile: profile.id, options, search, zoom, width, ratio }
  const { picture, pending, error } = useFlame(profile.answer, isReady(wish) ? wish : null)
  const model = picture?.model
  const measure = useMemo(
    () => measureOf(header?.total ?? 0, header?.unit ?? '', options.unit),
    [header, options.unit],
  )

  const control = useRef<FlameControl | null>(null)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [menu, setMenu] = useState<Pointed | null>(null)
  const focus = useFocus(picture)
  const searched = picture && search.text !== '' && sameSearch(search, picture.query.search)
  const matches = searched ? matchesText(picture.model.answer) : null

  useEffect(() => {
    setMatches(matches)
    return () => setMatches(null)
  }, [matches])
  useEffect(() => () => setHovered(null), [])
  useEffect(() => onCommand(obey))

  function zoomInto(picked: Picked) {
    point(undefined)
    setZoom(zoomTo(picked), 'push')
    select(picked.model.answer.depth[picked.i] === 0 ? '' : nameOf(picked))
  }

  function point(at: Pointed | undefined) {
    setPointed(at ?? null)
    setHovered(at ? statusOf(at.picked.model, at.picked.i, measure) : null)
  }

  function walkTo(i: number) {
    if (!model || i === NO_FRAME) return
    point(undefined)
    focus.move(i, true)
    select(model.answer.depth[i] === 0 ? '' : nameOf({ model, i }))
    control.current?.reveal(model, i)
  }

  function obey(command: Command) {
    switch (command) {
      case 'next-match':
      case 'previous-match':
        if (model) walkTo(nextMatch(model, focus.i, command === 'next-match' ? 1 : -1))
        break
      case 'reset-zoom':
        setZoom(WHOLE, 'push')
        break
      default:
        command satisfies never
    }
  }

  const happenings: Happenings = {
    sized: setWidth,
    zoomed: (to) => setZoom(to, 'replace'),
    hovered: (picked, at) => point(picked && { picked, at }),
    clicked(picked) {
      if (!picked) return
      focus.move(picked.model === model ? picked.i : NO_FRAME, false)
      zoomInto(picked)
    },
    menu(picked, at) {
      point(undefined)
      if (picked) setMenu({ picked, at })
    },
  }

  function onKeyDown(event: KeyboardEvent) {
    const meaning = meaningOf(event)
    if (!meaning || !model) return
    switch (meaning.type) {
      case 'walk':
        walkTo(
          focus.i === NO_FRAME
            ? indexOfPath(model, zoom.root)
            : neighbour(model, focus.i, meaning.direction),
        )
        break
      case 'enter':
        if (focus.i !== NO_FRAME) zoomInto({ model, i: focus.i })
        break
      case 'leave':
        if (!sameZoom(zoom, WHOLE)) setZoom(WHOLE, 'push')
        else if (selected !== '') select('')
        else return
        break
      case 'zoom':
        control.current?.magnify(meaning.factor)
        break
      case 'pan':
        control.current?.pan(meaning.share)
        break
      case 'menu':
        if (focus.i === NO_FRAME || !control.current) return
        setMenu({ picked: { model, i: focus.i }, at: control.current.placeOf(model, focus.i) })
        break
      default:
        meaning satisfies never
    }
    event.preventDefault()
  }

  const empty = model !== undefined && !pending && model.answer.total100 === 0
  return (
    <section className="flame" aria-label="Flame graph" data-pending={pending || undefined}>
      <FlameCanvas
        control={control}
        place={place}
        label={labelOf(profile.name, picture?.model.answer)}
        rows={model?.rows ?? 0}
        wanted={{
          picture,
          zoom,
          look: {
            all: measure.all,
            searching: search.text !== '',
            selected,
            hover: pointed ? pointed.picked.model.answer.node[pointed.picked.i]! : -1,
            focus: focus.shown,
          },
        }}
        happenings={happenings}
        onKeyDown={onKeyDown}
      />
      {pending && <div className="flame-pending" />}
      {error && (
        <p className="flame-error" role="status">
          {error.option ? `${error.option}: ` : ''}
          {error.message} {error.hint}
        </p>
      )}
      {empty && (
        <FlameEmpty
          options={options}
          unmatched={header?.unmatched ?? []}
          type={header?.type ?? ''}
          onReset={resetFilters}
        />
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
        <FrameMenu
          picked={menu.picked}
          at={menu.at}
          onZoom={() => zoomInto(menu.picked)}
          onClose={() => setMenu(null)}
        />
      )}
      <p className="visually-hidden" aria-live="polite">
        {model && focus.shown >= 0 && focus.i !== NO_FRAME ? spokenOf(model, focus.i, measure) : ''}
      </p>
      {model && <FlameTable model={model} measure={measure} />}
    </section>
  )
}

/** The worker may have lost the profile, and the canvas has no size yet at first. */
function isReady(wish: Omit<Wish, 'profile'> & { profile: ProfileId | null }): wish is Wish {
  return wish.profile !== null && wish.width > 0
}

/** What the search field says of the matches: 1.22s, 33.7%. */
function matchesText(answer: FlameAnswer): string {
  const { matched, matchedText, matchedPercent, searchError } = answer
  if (searchError) return 'not a regexp'
  return matched === 0 ? 'no match' : `${matchedText}, ${matchedPercent}`
}

function labelOf(name: string, answer: FlameAnswer | undefined): string {
  const frames = answer ? `${answer.node.length} frames on screen` : 'on its way'
  return `Flame graph of ${name}, ${frames}. Arrow keys walk, Enter zooms, Escape zooms out.`
}
