import type { Answer, Arguments, Call, FromHistory, ToHistory } from './protocol.ts'

/** The history's worker as the client uses it; tests pass a fake. */
export interface HistoryWorker {
  post(message: ToHistory): void
}

export interface HistoryEvents {
  message(message: FromHistory): void
  /** Reports that the worker has ended: nothing more is answered. */
  ended(reason: string): void
}

export type StartHistory = (events: HistoryEvents) => HistoryWorker

/** Why the history has no answer. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'

  /** @param cause the name of the browser's error: QuotaExceededError */
  constructor(
    override readonly cause: string,
    message: string,
  ) {
    super(message)
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: HistoryError) => void
}

/** Asks the history's worker, which it starts with the first call. */
export class HistoryClient {
  private worker: HistoryWorker | null = null
  private lastId = 0
  private readonly waiting = new Map<number, Waiting>()
  /** Called when another tab has changed something. */
  onChange = () => {}

  constructor(private readonly start: StartHistory = startHistoryWorker) {}

  /** @throws HistoryError */
  call<Name extends Call>(call: Name, ...given: Arguments<Name>): Promise<Answer<Name>> {
    const id = ++this.lastId
    return new Promise<Answer<Name>>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      try {
        this.running().post({ id, call, given })
      } catch (error) {
        // What cannot be cloned, or a worker that cannot be started.
        this.settle(id)?.reject(new HistoryError('', String(error)))
      }
    })
  }

  private running(): HistoryWorker {
    this.worker ??= this.start({
      message: (message) => this.receive(message),
      ended: (reason) => {
        this.worker = null
        for (const id of [...this.waiting.keys()]) {
          this.settle(id)?.reject(new HistoryError('', reason))
        }
      },
    })
    return this.worker
  }

  private receive(message: FromHistory): void {
    switch (message.type) {
      case 'answer':
        this.settle(message.id)?.resolve(message.answer as never)
        return
      case 'error':
        this.settle(message.id)?.reject(new HistoryError(message.name, message.message))
        return
      case 'changed':
        this.onChange()
        return
      default:
        message satisfies never
    }
  }

  private settle(id: number): Waiting | undefined {
    const request = this.waiting.get(id)
    this.waiting.delete(id)
    return request
  }
}

function startHistoryWorker(events: HistoryEvents): HistoryWorker {
  const worker = new Worker(new URL('./history.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = (event: MessageEvent<FromHistory>) => events.message(event.data)
  worker.onerror = (event) => {
    event.preventDefault()
    worker.terminate()
    events.ended(event.message || 'its code could not be loaded')
  }
  return { post: (message) => worker.postMessage(message) }
}
