import { useEffect, useMemo, useState } from 'react'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import type { AskError } from '../../worker/client.ts'
import type { FrameAnswer, FrameQuery, OpenAnswer } from '../../worker/protocol.ts'
import type { Picture } from './control.ts'
import { modelOf } from './model.ts'
import { type FlameQuestion, questionFor, sameButZoom, sameQuestion, type Wish } from './request.ts'

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
 * @param opened the profile as it was opened: after a crash of the worker another one may have its id
 * @param slot for the questions; each picture on screen needs its own
 */
export function useFlame(opened: OpenAnswer, wish: Wish | null, slot: string): Flame {
  const wanted = wish && questionFor(wish)
  const known = wanted ? pictures.of(opened, JSON.stringify(wanted)) : undefined
  const [asked, setAsked] = useState<FlameQuestion | null>(null)
  const { answer, query, pending, error } = useAnswer<FlameQuestion>(known ? null : asked, slot)
  // A wheel turns faster than answers come: each is let arrive before the next is asked for.
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

/**
 * What the engine says about a frame everywhere; undefined until it does, at once where it was
 * asked lately.
 */
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

/** The picture of a wish, if it was seen lately or looked ahead to. */
export function knownPicture(opened: OpenAnswer, wish: Wish): Picture | undefined {
  return pictures.of(opened, JSON.stringify(questionFor(wish)))
}

/**
 * Asks for a picture that is likely to be wished for next: of the frame that the pointer rests on.
 * A newer one supersedes it.
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

/** Answers of late, by profile and question. */
class Lately<T> {
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

/** The way back out of a zoom needs no question. */
const pictures = new Lately<Picture>(16)
const cards = new Lately<FrameAnswer>(500)
