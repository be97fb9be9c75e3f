import { describe, expect, test, vi } from 'vitest'
import {
  AskError,
  EngineClient,
  isCancelled,
  type WorkerEvents,
} from '../../../src/worker/client.ts'
import type {
  CompareAnswer,
  FromWorker,
  OpenAnswer,
  Query,
  Request,
  ToWorker,
} from '../../../src/worker/protocol.ts'

const CLOSE: Query = { type: 'close', profile: 1 }

/** Workers that say only what the test makes them say. */
function fakeWorkers() {
  const workers: { sent: ToWorker[]; events: WorkerEvents; terminated: boolean }[] = []
  const client = new EngineClient((events) => {
    const worker = { sent: [] as ToWorker[], events, terminated: false }
    workers.push(worker)
    return {
      post: (message) => worker.sent.push(message),
      terminate: () => {
        worker.terminated = true
      },
    }
  })
  const say = (message: FromWorker, worker = workers.length - 1) =>
    workers[worker]!.events.message(message)
  return { client, workers, say }
}

const ok = (id: number): FromWorker => ({ id, type: 'ok', answer: null })

function requestsOf(sent: readonly ToWorker[]): Request[] {
  return sent.filter((message) => 'query' in message)
}

describe('asking', () => {
  test('starts the worker at the first question and keeps it', async () => {
    const { client, workers, say } = fakeWorkers()
    expect(workers).toHaveLength(0)
    const first = client.ask(CLOSE)
    const second = client.ask(CLOSE)
    expect(workers).toHaveLength(1)
    expect(workers[0]!.sent).toEqual([
      { id: 1, query: CLOSE },
      { id: 2, query: CLOSE },
    ])
    say(ok(2))
    say(ok(1))
    await expect(second).resolves.toBeNull()
    await expect(first).resolves.toBeNull()
  })

  test('tells progress of its own request only', async () => {
    const { client, say } = fakeWorkers()
    const heard = vi.fn()
    const answer = client.ask(CLOSE, { onProgress: heard })
    say({ id: 1, type: 'progress', phase: 'decode', done: 3, total: 9 })
    say({ id: 7, type: 'progress', phase: 'decode', done: 1, total: 1 })
    say(ok(1))
    say({ id: 1, type: 'progress', phase: 'decode', done: 9, total: 9 })
    await answer
    expect(heard).toHaveBeenCalledTimes(1)
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ done: 3, total: 9 }))
  })

  test('hands over the worker’s error as it is', async () => {
    const { client, say } = fakeWorkers()
    const answer = client.ask(CLOSE)
    const error = { kind: 'option', message: 'missing )', hint: '', option: 'focus' } as const
    say({ id: 1, type: 'error', error })
    await expect(answer).rejects.toMatchObject({ name: 'AskError', ...error })
  })

  test('reports what cannot be posted', async () => {
    const client = new EngineClient(() => ({
      post: () => {
        throw new DOMException('it cannot be cloned', 'DataCloneError')
      },
      terminate: () => {},
    }))
    await expect(client.ask(CLOSE)).rejects.toMatchObject({ kind: 'internal' })
  })
})

describe('superseding', () => {
  test('a newer request of the slot cancels the older one at once', async () => {
    const { client, workers, say } = fakeWorkers()
    const older = client.ask(CLOSE, { slot: 'top' })
    const newer = client.ask(CLOSE, { slot: 'top' })
    await expect(older).rejects.toSatisfy(isCancelled)
    expect(requestsOf(workers[0]!.sent).map(({ id, slot }) => [id, slot])).toEqual([
      [1, 'top'],
      [2, 'top'],
    ])
    // The worker answers both; the late word about the first changes nothing.
    say({ id: 1, type: 'error', error: { kind: 'cancelled', message: '', hint: '' } })
    say(ok(2))
    await expect(newer).resolves.toBeNull()
  })

  test('other slots, and requests without one, are left alone', async () => {
    const { client, say } = fakeWorkers()
    const all = [
      client.ask(CLOSE, { slot: 'top' }),
      client.ask(CLOSE, { slot: 'flame' }),
      client.ask(CLOSE),
      client.ask(CLOSE),
    ]
    for (const id of [1, 2, 3, 4]) say(ok(id))
    await expect(Promise.all(all)).resolves.toEqual([null, null, null, null])
  })

  test('an answered request is superseded by nothing', async () => {
    const { client, say } = fakeWorkers()
    const first = client.ask(CLOSE, { slot: 'top' })
    say(ok(1))
    const second = client.ask(CLOSE, { slot: 'top' })
    say(ok(2))
    await expect(first).resolves.toBeNull()
    await expect(second).resolves.toBeNull()
  })
})

describe('cancelling', () => {
  test('the signal cancels in the worker and rejects here', async () => {
    const { client, workers } = fakeWorkers()
    const controller = new AbortController()
    const answer = client.ask(CLOSE, { signal: controller.signal })
    controller.abort()
    await expect(answer).rejects.toSatisfy(isCancelled)
    expect(workers[0]!.sent.at(-1)).toEqual({ cancel: 1 })
  })

  test('a signal that fires after the answer does nothing', async () => {
    const { client, workers, say } = fakeWorkers()
    const controller = new AbortController()
    const answer = client.ask(CLOSE, { signal: controller.signal })
    say(ok(1))
    await answer
    controller.abort()
    expect(workers[0]!.sent).toHaveLength(1)
  })

  test('what a given-up answer keeps open is closed', async () => {
    const { client, workers, say } = fakeWorkers()
    const stop = new AbortController()
    const opening = client.ask(
      { type: 'open', source: new ArrayBuffer(0), name: 'a' },
      { signal: stop.signal },
    )
    const compare = { type: 'compare', sources: [], bases: [] } as const
    const comparing = client.ask(compare, { slot: 'compare' })
    const newer = client.ask(compare, { slot: 'compare' })
    stop.abort()
    say({ id: 1, type: 'ok', answer: { profile: 7 } as OpenAnswer })
    say({ id: 2, type: 'ok', answer: { pair: 8 } as CompareAnswer })
    say({ id: 3, type: 'ok', answer: { pair: 9 } as CompareAnswer })
    await expect(opening).rejects.toThrow('cancelled')
    await expect(comparing).rejects.toThrow('cancelled')
    await expect(newer).resolves.toEqual({ pair: 9 })
    expect(requestsOf(workers[0]!.sent).map(({ query }) => query)).toEqual([
      expect.objectContaining({ type: 'open' }),
      compare,
      compare,
      { type: 'close', profile: 7 },
      { type: 'close-pair', pair: 8 },
    ])
  })

  test('a signal that has fired already asks nothing', async () => {
    const { client, workers } = fakeWorkers()
    const answer = client.ask(CLOSE, { signal: AbortSignal.abort() })
    await expect(answer).rejects.toSatisfy(isCancelled)
    expect(workers).toHaveLength(0)
  })
})

describe('a crash', () => {
  test('rejects all that waits, in words, and tells who listens', async () => {
    const { client, workers } = fakeWorkers()
    const lost = vi.fn()
    client.onCrash(lost)
    const waiting = [client.ask(CLOSE), client.ask(CLOSE, { slot: 'top' })]
    workers[0]!.events.crash('out of memory')
    for (const answer of waiting) {
      await expect(answer).rejects.toMatchObject({
        kind: 'internal',
        message: 'The engine stopped: out of memory',
      })
    }
    expect(lost).toHaveBeenCalledTimes(1)
    expect(lost.mock.calls[0]![0]).toBeInstanceOf(AskError)
    expect(workers[0]!.terminated).toBe(true)
  })

  test('the next question starts a new worker, and the old one is not heard any more', async () => {
    const { client, workers, say } = fakeWorkers()
    const first = client.ask(CLOSE)
    workers[0]!.events.crash('gone')
    await expect(first).rejects.toThrow('The engine stopped')
    const second = client.ask(CLOSE)
    expect(workers).toHaveLength(2)
    workers[0]!.events.crash('again')
    say({ id: 2, type: 'error', error: { kind: 'internal', message: 'late', hint: '' } }, 0)
    say(ok(2), 1)
    await expect(second).resolves.toBeNull()
  })
})
