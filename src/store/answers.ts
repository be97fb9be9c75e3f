import { useEffect, useSyncExternalStore } from 'react'
import { AskError, type EngineClient, isCancelled } from '../worker/client.ts'
import type { AnswerOf, Query } from '../worker/protocol.ts'
import { engine } from './engine.ts'
import { useSide } from './side.ts'

/** The state of one slot. */
export interface Answered<Q extends Query> {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: AnswerOf<Q> | null
  /** The question that `answer` answers: it may be older than the one asked. */
  readonly query: Q | null
  /** A newer answer is under way. */
  readonly pending: boolean
  /** Why the question asked last has no answer. */
  readonly error: AskError | null
}

const NOTHING: Answered<never> = { answer: null, query: null, pending: false, error: null }

/**
 * Questions by slot, and what the worker last said to each. Whoever reads the same slot with the
 * same question shares one request.
 */
export class AnswerBoard {
  private readonly states = new Map<string, Answered<Query>>()
  /** The question last asked in a slot, as text. */
  private readonly asked = new Map<string, string>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly client: () => EngineClient) {}

  state(slot: string): Answered<Query> {
    return this.states.get(slot) ?? NOTHING
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Asks, unless this was asked last; null asks nothing and keeps the answer. */
  want(slot: string, query: Query | null): void {
    const key = JSON.stringify(query)
    if (this.asked.get(slot) === key) return
    this.asked.set(slot, key)
    if (query === null) {
      this.set(slot, { ...this.state(slot), pending: false, error: null })
      return
    }
    this.set(slot, { ...this.state(slot), pending: true })
    this.client()
      .ask(query, { slot })
      .then(
        (answer) => {
          if (this.asked.get(slot) !== key) return
          this.set(slot, { answer, query, pending: false, error: null })
        },
        (error: unknown) => {
          if (isCancelled(error) || this.asked.get(slot) !== key) return
          this.set(slot, { ...this.state(slot), pending: false, error: asAskError(error) })
        },
      )
  }

  /** Forgets all answers: the profiles that they are about are gone with a crashed worker. */
  forget(): void {
    this.asked.clear()
    this.states.clear()
  }

  private set(slot: string, state: Answered<Query>): void {
    this.states.set(slot, state)
    for (const listener of this.listeners) listener()
  }
}

function asAskError(error: unknown): AskError {
  if (error instanceof AskError) return error
  return new AskError({ kind: 'internal', message: String(error), hint: '' })
}

const board = new AnswerBoard(engine)
/** After a crash of the worker, which takes all profiles with it. */
export function forgetAnswers(): void {
  board.forget()
}

const subscribe = (listener: () => void) => board.subscribe(listener)

/**
 * The worker's answer to `query`, asked again whenever it changes (by value). Components that use
 * the same slot, by its name, must ask the same question. `null` asks nothing.
 */
export function useAnswer<Q extends Query>(query: Q | null, name: string): Answered<Q> {
  const key = JSON.stringify(query)
  // The same view may stand beside itself, about the base of a comparison.
  const slot = useSide() === 'old' ? `${name} of base` : name
  useEffect(() => {
    board.want(slot, JSON.parse(key) as Q | null)
  }, [slot, key])
  const state = useSyncExternalStore(subscribe, () => board.state(slot))
  return state as unknown as Answered<Q>
}
