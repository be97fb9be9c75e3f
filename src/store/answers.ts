import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { AskError, type EngineClient, isCancelled, type Progress } from '../worker/client.ts'
import type { AnswerOf, PairId, ProfileId, Query } from '../worker/protocol.ts'
import { engine } from './engine.ts'
import { useSide } from './side.ts'

/** The state of one slot. */
export interface Answered<Q extends Query> {
  /** The last answer; it stays until the next one arrives. */
  readonly answer: AnswerOf<Q> | null
  /** The question that `answer` belongs to; it may be older than the current one. */
  readonly query: Q | null
  /** Whether a newer answer is pending. */
  readonly pending: boolean
  /** Why the current question has no answer. */
  readonly error: AskError | null
  /** Progress of the pending answer; null if the worker does not report it. */
  readonly progress: Progress | null
}

const NOTHING: Answered<never> = {
  ...{ answer: null, query: null, pending: false, error: null, progress: null },
}
/** The state of a slot without a pending request. */
const IDLE = { pending: false, error: null, progress: null }

/**
 * The questions by slot, with the last answer to each. Components that read the same slot with the
 * same question share one request.
 */
export class AnswerBoard {
  private readonly states = new Map<string, Answered<Query>>()
  /** The current question of each slot, as text. */
  private readonly asked = new Map<string, string>()
  private readonly asking = new Map<string, AbortController>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly client: () => EngineClient) {}

  state(slot: string): Answered<Query> {
    return this.states.get(slot) ?? NOTHING
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Sends a question, unless it is the current one; null sends nothing and keeps the answer. */
  want(slot: string, query: Query | null): void {
    const key = JSON.stringify(query)
    if (this.asked.get(slot) === key) return
    this.asked.set(slot, key)
    if (query === null) {
      this.set(slot, { ...this.state(slot), ...IDLE })
      return
    }
    const asking = new AbortController()
    this.asking.set(slot, asking)
    const isLatest = () => this.asking.get(slot) === asking && this.asked.get(slot) === key
    this.set(slot, { ...this.state(slot), pending: true, progress: null })
    this.client()
      .ask(query, {
        slot,
        signal: asking.signal,
        onProgress: (progress) => {
          if (isLatest()) this.set(slot, { ...this.state(slot), progress })
        },
      })
      .then(
        (answer) => {
          if (isLatest()) this.set(slot, { ...IDLE, answer, query })
        },
        (error: unknown) => {
          // A superseded request is not reported; one that the user cancelled is.
          if (!isLatest() || (isCancelled(error) && !asking.signal.aborted)) return
          this.set(slot, { ...this.state(slot), ...IDLE, error: asAskError(error) })
        },
      )
  }

  /** Cancels a pending request; the state gets an error of kind `cancelled`. */
  cancel(slot: string): void {
    if (this.state(slot).pending) this.asking.get(slot)?.abort()
  }

  /** Repeats the current question if it has no answer. */
  askAgain(slot: string): void {
    const key = this.asked.get(slot)
    if (key === undefined || this.state(slot).error === null) return
    this.asked.delete(slot)
    this.want(slot, JSON.parse(key) as Query | null)
  }

  /** Clears all answers: after a crash of the worker their profiles no longer exist. */
  forget(): void {
    this.asked.clear()
    this.asking.clear()
    this.states.clear()
  }

  private set(slot: string, state: Answered<Query>): void {
    this.states.set(slot, state)
    for (const listener of this.listeners) listener()
  }
}

/**
 * The state of a slot for a component that asks `query`: answers about other profiles are hidden,
 * however long the next one takes. For the same profile, comparison or series the last answer
 * stays.
 */
export function answeredFor(state: Answered<Query>, query: Query | null): Answered<Query> {
  if (query === null || state.query === null || areAboutSame(state.query, query)) return state
  const pending = state.pending || state.error === null
  return { ...state, answer: null, query: null, pending }
}

/**
 * Whether two questions are about the same profile or comparison, or about a series that has
 * grown.
 */
function areAboutSame(a: Query, b: Query): boolean {
  const one = subjectOf(a)
  const other = subjectOf(b)
  if (one.profiles && other.profiles) {
    return one.profiles.some((profile) => other.profiles?.includes(profile))
  }
  return one.profiles === other.profiles && one.pair === other.pair && one.profile === other.profile
}

interface Subject {
  readonly profile?: ProfileId
  readonly pair?: PairId
  readonly profiles?: readonly ProfileId[]
}

function subjectOf(query: Query): Subject {
  // The question for the picture of a series names a profile as well.
  if ('profiles' in query) return { profiles: query.profiles }
  return {
    ...('pair' in query && { pair: query.pair }),
    ...('profile' in query && { profile: query.profile }),
  }
}

function asAskError(error: unknown): AskError {
  if (error instanceof AskError) return error
  return new AskError({ kind: 'internal', message: String(error), hint: '' })
}

const board = new AnswerBoard(engine)
/** Clears all answers after a crash of the worker, which loses all profiles. */
export function forgetAnswers(): void {
  board.forget()
}

/** Cancels the requests of some slots; their state gets an error of kind `cancelled`. */
export function cancelAnswers(slots: readonly string[]): void {
  for (const slot of slots) board.cancel(slot)
}

/** Repeats requests that were cancelled or failed. */
export function askAgain(slots: readonly string[]): void {
  for (const slot of slots) board.askAgain(slot)
}

const subscribe = (listener: () => void) => board.subscribe(listener)

/**
 * The worker's answer to `query`; a new request is sent whenever the query changes (by value).
 * Components that use the same slot must ask the same question. `null` sends nothing. Answers
 * about other profiles are never returned.
 * @param name of the slot
 */
export function useAnswer<Q extends Query>(query: Q | null, name: string): Answered<Q> {
  const key = JSON.stringify(query)
  // The same view may be on screen twice, the second time for the base of a comparison.
  const slot = useSide() === 'old' ? `${name} of base` : name
  useEffect(() => {
    board.want(slot, JSON.parse(key) as Q | null)
  }, [slot, key])
  const state = useSyncExternalStore(subscribe, () => board.state(slot))
  return useMemo(
    () => answeredFor(state, JSON.parse(key) as Q | null) as unknown as Answered<Q>,
    [state, key],
  )
}
