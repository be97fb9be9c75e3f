import { useMemo, useState } from 'react'
import { useAnswer } from '../../store/answers.ts'
import type { AskError } from '../../worker/client.ts'
import type { FlameQuery, FrameAnswer, FrameQuery } from '../../worker/protocol.ts'
import type { Picture } from './control.ts'
import { modelOf } from './model.ts'
import { questionFor, sameButZoom, sameQuestion, type Wish } from './request.ts'

export interface Flame {
  /** The last picture; it stays while the next one is under way. */
  readonly picture: Picture | undefined
  /** Something else than another zoom is under way. */
  readonly pending: boolean
  readonly error: AskError | null
}

/**
 * The flame graph that is wished for, as soon as the worker has it, or at once where it was seen
 * lately.
 * @param place what the profile is known by for as long as the page lives
 */
export function useFlame(place: string, wish: Wish | null): Flame {
  const wanted = wish && questionFor(wish)
  const known = wanted ? seen.get(place + JSON.stringify(wanted)) : undefined
  const [asked, setAsked] = useState<FlameQuery | null>(null)
  const { answer, query, pending, error } = useAnswer<FlameQuery>(known ? null : asked, 'flame')
  // A wheel turns faster than answers come: each is let arrive before the next is asked for.
  const late = wanted && asked && pending && sameButZoom(wanted, asked)
  const same = wanted && asked ? sameQuestion(wanted, asked) : wanted === asked
  if (!known && !late && !same) setAsked(wanted)

  const answered = useMemo(() => {
    if (!answer || !query) return undefined
    const picture = { model: modelOf(answer), query }
    remember(place + JSON.stringify(query), picture)
    return picture
  }, [place, answer, query])
  const [last, setLast] = useState<{ picture?: Picture | undefined; answered?: Picture }>({})
  const picture = known ?? (answered === last.answered ? last.picture : answered)
  if (picture !== last.picture || answered !== last.answered) {
    setLast({ picture, ...(answered && { answered }) })
  }
  const waits = pending && !(asked && picture && sameButZoom(asked, picture.query))
  return { picture, pending: waits, error }
}

/** The pictures seen lately: the way back out of a zoom needs no question. */
const seen = new Map<string, Picture>()
const MOST_SEEN = 12

function remember(key: string, picture: Picture): void {
  seen.delete(key)
  seen.set(key, picture)
  for (const oldest of seen.keys()) {
    if (seen.size <= MOST_SEEN) break
    seen.delete(oldest)
  }
}

const cards = new Map<string, FrameAnswer>()
const MOST_CARDS = 500

/** What the engine says about a frame everywhere; undefined until it does. */
export function useFrameCard(query: FrameQuery | null): FrameAnswer | undefined {
  const key = JSON.stringify(query)
  const known = cards.get(key)
  const { answer, query: answered } = useAnswer<FrameQuery>(known ? null : query, 'flame-hover')
  if (known || !query) return known
  if (!answer || JSON.stringify(answered) !== key) return undefined
  if (cards.size >= MOST_CARDS) cards.clear()
  cards.set(key, answer)
  return answer
}
