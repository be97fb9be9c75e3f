import type { Phase } from '../engine/progress.ts'
import type { Options } from '../engine/select/options.ts'
import { unpack, type Wire } from './pack.ts'
import type {
  AnswerOf,
  CloseFileQuery,
  ClosePairQuery,
  CloseQuery,
  FromWorker,
  Query,
  ToWorker,
  WorkerError,
} from './protocol.ts'

/** The engine's worker as the client uses it; tests pass a fake. */
export interface EngineWorker {
  post(message: ToWorker): void
  terminate(): void
}

export interface WorkerEvents {
  message(message: FromWorker): void
  /** Reports that the worker has ended, or that its messages can no longer be read. */
  crash(reason: string): void
}

export type StartWorker = (events: WorkerEvents) => EngineWorker

export interface Progress {
  readonly phase: Phase
  readonly done: number
  readonly total: number
}

export interface AskOptions {
  /** A newer request of the same slot supersedes this one. */
  readonly slot?: string
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** Why a request has no answer; the fields are those of the worker's error. */
export class AskError extends Error {
  override readonly name = 'AskError'
  readonly kind: WorkerError['kind']
  readonly hint: string
  readonly option: keyof Options | undefined
  readonly links: readonly string[]

  constructor(error: WorkerError) {
    super(error.message)
    this.kind = error.kind
    this.hint = error.hint
    this.links = error.links ?? []
    this.option = error.option
  }
}

/** Whether a request was superseded or cancelled, so that its failure need not be reported. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AskError && error.kind === 'cancelled'
}

interface Waiting {
  readonly slot: string | undefined
  readonly onProgress: ((progress: Progress) => void) | undefined
  readonly resolve: (answer: never) => void
  readonly reject: (error: AskError) => void
}

const CANCELLED: WorkerError = { kind: 'cancelled', message: 'cancelled', hint: '' }

/**
 * Sends requests to the engine's worker, which it starts with the first request and again after a
 * crash. A new worker has no profiles: `onCrash` notifies whoever keeps track of them.
 */
export class EngineClient {
  private worker: EngineWorker | null = null
  private lastId = 0
  private readonly waiting = new Map<number, Waiting>()
  private readonly slots = new Map<string, number>()
  private readonly crashListeners = new Set<(error: AskError) => void>()

  constructor(private readonly start: StartWorker = startEngineWorker) {}

  /**
   * Sends a request.
   * @throws AskError; of kind `cancelled` if a newer request of the slot was sent or the signal
   *   was aborted
   */
  ask<Q extends Query>(query: Q, options: AskOptions = {}): Promise<AnswerOf<Q>> {
    const { slot, onProgress, signal } = options
    if (signal?.aborted) return Promise.reject(new AskError(CANCELLED))
    const id = ++this.lastId
    return new Promise<AnswerOf<Q>>((resolve, reject) => {
      const stop = () => this.cancel(id)
      signal?.addEventListener('abort', stop, { once: true })
      const settled = () => signal?.removeEventListener('abort', stop)
      if (slot !== undefined) {
        const older = this.slots.get(slot)
        this.slots.set(slot, id)
        if (older !== undefined) this.settle(older)?.reject(new AskError(CANCELLED))
      }
      this.waiting.set(id, {
        slot,
        onProgress,
        resolve: (answer) => {
          settled()
          resolve(answer)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      })
      try {
        this.running().post(slot === undefined ? { id, query } : { id, slot, query })
      } catch (error) {
        // A file that cannot be cloned, or a worker that cannot be started.
        this.settle(id)?.reject(new AskError(internal(String(error))))
      }
    })
  }

  /**
   * Calls the listener with the reason when the worker, and every profile in it, has been lost.
   * @returns a function that removes the listener
   */
  onCrash(listener: (error: AskError) => void): () => void {
    this.crashListeners.add(listener)
    return () => this.crashListeners.delete(listener)
  }

  dispose(): void {
    this.worker?.terminate()
    this.worker = null
    this.rejectAll(new AskError(CANCELLED))
  }

  private cancel(id: number): void {
    const request = this.settle(id)
    if (!request) return
    this.worker?.post({ cancel: id })
    request.reject(new AskError(CANCELLED))
  }

  private running(): EngineWorker {
    if (this.worker) return this.worker
    // Messages of a terminated worker may still arrive: only the current one counts.
    const worker: EngineWorker = this.start({
      message: (message) => this.worker === worker && this.receive(message),
      crash: (reason) => this.worker === worker && this.crashed(reason),
    })
    this.worker = worker
    return worker
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case 'progress':
        this.waiting.get(message.id)?.onProgress?.(message)
        return
      case 'ok': {
        const request = this.settle(message.id)
        if (request) request.resolve(message.answer as never)
        else this.discard(message.answer)
        return
      }
      case 'error':
        this.settle(message.id)?.reject(new AskError(message.error))
        return
      default:
        message satisfies never
    }
  }

  /** Closes what an answer has opened after its request was cancelled. */
  private discard(answer: AnswerOf<Query>): void {
    const closing = closingOf(answer)
    // The response does not matter.
    if (closing) this.ask(closing).catch(() => {})
  }

  private crashed(reason: string): void {
    this.worker?.terminate()
    this.worker = null
    const error = new AskError(internal(reason))
    this.rejectAll(error)
    for (const listener of this.crashListeners) listener(error)
  }

  private rejectAll(error: AskError): void {
    const requests = [...this.waiting.keys()].map((id) => this.settle(id))
    for (const request of requests) request?.reject(error)
  }

  /** Removes a pending request; undefined if it was settled already. */
  private settle(id: number): Waiting | undefined {
    const request = this.waiting.get(id)
    if (!request) return undefined
    this.waiting.delete(id)
    if (request.slot !== undefined && this.slots.get(request.slot) === id) {
      this.slots.delete(request.slot)
    }
    return request
  }
}

function closingOf(answer: AnswerOf<Query>): CloseQuery | CloseFileQuery | ClosePairQuery | null {
  if (typeof answer !== 'object' || answer === null) return null
  if ('pair' in answer) return { type: 'close-pair', pair: answer.pair }
  if ('passedOver' in answer) return { type: 'close-file', file: answer.file }
  if ('profile' in answer) return { type: 'close', profile: answer.profile }
  return null
}

function internal(reason: string): WorkerError {
  return {
    kind: 'internal',
    message: `The engine stopped: ${reason}`,
    hint: 'Open the profile again. If it stops again, the profile may need more memory than this browser gives a page.',
  }
}

/** Starts the real worker. */
export function startEngineWorker(events: WorkerEvents): EngineWorker {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = (event: MessageEvent<Wire>) => events.message(unpack(event.data))
  worker.onerror = (event) => {
    event.preventDefault()
    events.crash(event.message || 'its code could not be loaded')
  }
  worker.onmessageerror = () => events.crash('an answer could not be read')
  return {
    post: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  }
}
