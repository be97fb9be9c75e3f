import { useEffect, useMemo, useState } from 'react'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import type { AskError } from '../../worker/client.ts'
import type { FrameAnswer, FrameQuery, OpenAnswer } from '../../worker/protocol.ts'
import type { Picture } from './control.ts'
import { modelOf } from './model.ts'
import { type FlameQuestion, questionFor, sameButZoom, sameQuestion, type Wish } from './request.ts'

export interface Flame {
  /** The last picture; it stays until the next one is available. */
  readonly picture: Picture | undefined
  /** Whether a request is pending that differs in more than the zoom. */
  readonly pending: boolean
  readonly error: AskError | null
}

/**
 * The flame graph for a wish, as soon as the worker has answered, or at once if it was shown
 * recently.
 * @param opened the profile as it was opened: after a crash of the worker another one may have its
 *   id
 * @param slot of the answers; each picture on screen needs its own
 */
export function useFlame(opened: OpenAnswer, wish: Wish | null, slot: string): Flame {
  const wanted = wish && questionFor(wish)
  const known = wanted ? pictures.of(opened, JSON.stringify(wanted)) : undefined
  const [asked, setAsked] = useState<FlameQuestion | null>(null)
  const { answer, query, pending, error } = useAnswer<FlameQuestion>(known ? null : asked, slot)
  // A wheel turns faster than answers arrive: each is awaited before the next request.
  const late = wanted && asked && pending && sameButZoom(wanted, asked)
  const same = wanted && asked ? sameQuestion(wanted, asked) : wanted === asked
  if (!known && !late && !same) setAsked(wanted)

  const answered = useMemo(
    () => (answer && query ? { model: modelOf(answer), query } : undefined),
    [answer, query],
  )
  useEffect(() => {
    if (answered?.query.profile !== opened.profile) return
    pictures.keep(opened, JSON.stringify(answered.query), answered)
  }, [answered, opened])
  const [last, setLast] = useState<{ picture?: Picture | undefined; answered?: Picture }>({})
  const picture = known ?? (answered === last.answered ? last.picture : answered)
  if (picture !== last.picture || answered !== last.answered) {
    setLast({ picture, ...(answered && { answered }) })
  }
  const waits = pending && !(asked && picture && sameButZoom(asked, picture.query))
  return { picture, pending: waits, error }
}

/** The engine's figures for a frame in the whole profile; undefined until they are available. */
export function useFrameCard(
  opened: OpenAnswer,
  query: FrameQuery | null,
): FrameAnswer | undefined {
  const key = JSON.stringify(query)
  const known = cards.of(opened, key)
  const { answer, query: answered } = useAnswer<FrameQuery>(known ? null : query, 'flame-hover')
  const card = answer && JSON.stringify(answered) === key ? answer : undefined
  useEffect(() => {
    if (card) cards.keep(opened, key, card)
  }, [opened, key, card])
  return known ?? card
}

/** The picture for a wish, if it was shown or requested ahead recently. */
export function knownPicture(opened: OpenAnswer, wish: Wish): Picture | undefined {
  return pictures.of(opened, JSON.stringify(questionFor(wish)))
}

/**
 * Requests a picture that is likely to be needed next: of the frame under the pointer. A newer
 * request supersedes it.
 */
export async function lookAhead(opened: OpenAnswer, wish: Wish): Promise<void> {
  const query = questionFor(wish)
  const key = JSON.stringify(query)
  if (pictures.of(opened, key)) return
  try {
    const answer = await engine().ask(query, { slot: 'flame-ahead' })
    pictures.keep(opened, key, { model: modelOf(answer), query })
  } catch {
    // Superseded or failed: the request for the picture itself reports it.
  }
}

/** Recent answers, by profile and question. */
class Recent<T> {
  private readonly byProfile = new WeakMap<OpenAnswer, Map<string, T>>()

  constructor(private readonly most: number) {}

  of(opened: OpenAnswer, question: string): T | undefined {
    return this.byProfile.get(opened)?.get(question)
  }

  keep(opened: OpenAnswer, question: string, answer: T): void {
    const answers = this.byProfile.get(opened) ?? new Map<string, T>()
    this.byProfile.set(opened, answers)
    answers.delete(question)
    answers.set(question, answer)
    const [oldest] = answers.keys()
    if (answers.size > this.most && oldest !== undefined) answers.delete(oldest)
  }
}

/** Zooming out again needs no request. */
const pictures = new Recent<Picture>(16)
const cards = new Recent<FrameAnswer>(500)
