import { gzipSync } from 'node:zlib'
import { vi } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { EngineHost } from '../../../src/worker/host.ts'
import type {
  AnswerOf,
  FromWorker,
  OpenAnswer,
  Query,
  ToWorker,
  WorkerError,
} from '../../../src/worker/protocol.ts'
import { writeProto } from '../../property/proto-bytes.ts'
import { twoCalls } from '../../property/proto-model.ts'

/** A profile of `samples` samples of 5 ms in which main calls json. */
export function profileBytes(samples: number): ArrayBuffer {
  return Uint8Array.from(gzipSync(writeProto(twoCalls(samples)))).buffer
}

/** The page's side, without a worker between it and the host. */
export class Page {
  readonly messages: FromWorker[] = []
  private readonly host = new EngineHost((message) => {
    this.messages.push(message)
    this.onMessage?.(message)
  })
  onMessage: ((message: FromWorker) => void) | undefined
  private nextId = 1

  send(message: ToWorker): void {
    this.host.receive(message)
  }

  ask(query: Query, slot?: string): number {
    const id = this.nextId++
    this.send(slot === undefined ? { id, query } : { id, slot, query })
    return id
  }

  /** The answer to a request, or the error as data. */
  reply(id: number): Promise<AnswerOf<Query> | WorkerError> {
    return vi.waitFor(
      () => {
        const message = this.messages.find((m) => m.id === id && m.type !== 'progress')
        if (message?.type === 'ok') return message.answer
        if (message?.type === 'error') return message.error
        throw new Error(`no reply to ${id} yet`)
      },
      { timeout: 20_000, interval: 1 },
    )
  }

  async open(samples = 3): Promise<OpenAnswer> {
    const source = profileBytes(samples)
    return (await this.reply(this.ask({ type: 'open', source, name: 'cpu' }))) as OpenAnswer
  }

  progress(id: number): string[] {
    return this.messages.flatMap((m) => (m.id === id && m.type === 'progress' ? m.phase : []))
  }
}

export const header = (profile: number, focus = ''): Query => ({
  type: 'header',
  profile,
  options: { ...DEFAULT_OPTIONS, focus },
})
