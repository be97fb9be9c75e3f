import { RE2JS } from 're2js'
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Search } from '../../engine/session/answers.ts'
import { useSearch } from '../../store/hooks.ts'
import { onCommand } from '../../store/transient.ts'
import type { Place } from '../frame/list/LineGrid.tsx'
import { useMatches } from '../frame/useMatches.ts'
import { type CodeRow, isHot, nextPlace, rowOfLine } from './model.ts'
import { selectLine } from './state.ts'
import type { Source } from './useSource.ts'

export interface Walk {
  readonly place: Place | null
  readonly setPlace: (place: Place) => void
  readonly toHot: (step: 1 | -1) => void
  readonly matches: ReadonlySet<number>
  /** Text to mark; "" for none. */
  readonly mark: string
}

/** Going from line to line: by keys, to what is hot, to what the search found. */
export function useWalk({ model, answer, line, subject, scope, lines }: Source): Walk {
  const { rows } = model
  const [place, setPlace] = useState<Place | null>(null)
  const search = useDeferredValue(useSearch())
  const found = useMemo(() => foundRows(rows, search), [rows, search])
  const searched = search.text !== ''
  useMatches(
    searched ? { matches: found.places.length, searchError: found.error } : null,
    search.text,
  )

  const hot = useMemo(
    () =>
      rows.flatMap((row, i) => (row.kind === 'line' && row.values && isHot(row.values) ? i : [])),
    [rows],
  )

  function goTo(index: number): void {
    const row = rows[index]
    if (!row) return
    setPlace({ line: index, isCentred: true })
    if (row.kind !== 'gap') selectLine(row.line)
  }

  // Where to begin: at the selected line, or at the heaviest.
  const start = useEffectEvent(() => {
    const index = rowOfLine(rows, line || answer?.start || 1)
    setPlace(index < 0 ? null : { line: index, isCentred: true })
  })
  // The rows are others once the text is there.
  const shown = rows.length > 0 ? JSON.stringify([subject, scope, lines !== null]) : ''
  useEffect(() => {
    if (shown !== '') start()
  }, [shown])
  // A step back, or a call site in the function on screen.
  const follow = useEffectEvent((to: number) => {
    const row = place && rows[place.line]
    if (!row || row.kind === 'gap' || row.line !== to) start()
  })
  useEffect(() => {
    if (line > 0) follow(line)
  }, [line])

  const step = useEffectEvent((by: 1 | -1) => {
    goTo(nextPlace(searched ? found.places : hot, place?.line ?? -1, by))
  })
  useEffect(
    () =>
      onCommand((command) => {
        if (command === 'next-match') step(1)
        if (command === 'previous-match') step(-1)
      }),
    [],
  )
  return {
    place,
    setPlace,
    toHot: (by) => goTo(nextPlace(hot, place?.line ?? -1, by)),
    matches: found.set,
    mark: search.regexp ? '' : search.text,
  }
}

interface FoundRows {
  readonly places: readonly number[]
  readonly set: ReadonlySet<number>
  readonly error: string
}

const NOTHING: FoundRows = { places: [], set: new Set(), error: '' }

/** The rows whose text, or whose inlined function, the search finds. */
function foundRows(rows: readonly CodeRow[], search: Search): FoundRows {
  if (search.text === '') return NOTHING
  let finds: (text: string) => boolean
  try {
    finds = finderOf(search)
  } catch (error) {
    return { ...NOTHING, error: String(error) }
  }
  const places = rows.flatMap((row, i) => {
    const text = row.kind === 'line' ? row.text : row.kind === 'inlined' ? row.call.name : null
    return text && finds(text) ? i : []
  })
  return { places, set: new Set(places), error: '' }
}

/** @throws Error for a text that is no regexp */
function finderOf({ text, regexp }: Search): (line: string) => boolean {
  if (regexp) {
    const pattern = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE)
    return (line) => pattern.test(line)
  }
  const wanted = text.toLowerCase()
  return (line) => line.toLowerCase().includes(wanted)
}
