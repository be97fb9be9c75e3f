import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readService } from '../../../src/sources/service-address.ts'
import { setEngine } from '../../../src/store/engine.ts'
import { hunt, huntedTakes } from '../../../src/store/hunt.ts'
import { viewStore } from '../../../src/store/navigation.ts'
import { type Connection, serviceStore } from '../../../src/store/service.ts'
import { startSnapshots, stopSnapshots } from '../../../src/store/service-snapshots.ts'
import { EMPTY_SESSION, sessionStore, shownProfile } from '../../../src/store/session.ts'
import { transientStore } from '../../../src/store/transient.ts'
import { INITIAL_VIEW, startViews } from '../../../src/store/view-list.ts'
import { VIEWS } from '../../../src/views/index.ts'
import { EngineClient } from '../../../src/worker/client.ts'
import { EngineHost } from '../../../src/worker/host.ts'
import { writeProto } from '../../property/proto-bytes.ts'
import { twoCalls } from '../../property/proto-model.ts'
import { startService } from '../cli/companion/server.ts'

// A hunt against a service that plays one, judged by the engine itself.

/** In seconds; a person would not ask so often. */
const OFTEN = 0.02

const dump = (stuck: number) =>
  ['goroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1']
    .concat(
      Array.from(
        { length: stuck },
        (_, i) => `goroutine ${i + 10} [chan send]:\nmain.leak()\n\t/src/leak.go:51 +0x1`,
      ),
    )
    .join('\n\n')

const MEMSTATS = '# runtime.MemStats\n# HeapAlloc = 1000\n# HeapSys = 3000\n# MaxRSS = 5000\n'

interface Playing {
  /** Stuck goroutines of the n-th dump, from 1; null: the service is gone. */
  readonly stuck: (n: number) => number | null
  readonly heapText?: string | null
  readonly variables?: string
}

/** A service that has goroutines, and what it was asked. */
async function play({ stuck, heapText = MEMSTATS, variables = '' }: Playing) {
  const asked: string[] = []
  let dumps = 0
  const host = await startService(({ url = '' }, response) => {
    asked.push(url.replace('/debug/', ''))
    if (url.includes('goroutine')) {
      const count = stuck(++dumps)
      if (count === null) response.writeHead(503).end('gone')
      else response.end(dump(count))
    } else if (url.endsWith('heap?debug=1') && heapText !== null) response.end(heapText)
    else if (url.endsWith('vars') && variables !== '') response.end(variables)
    else response.writeHead(404).end()
  })
  const connection: Connection = {
    service: readService(host),
    way: 'page',
    offers: [{ name: 'goroutine', count: 30 }],
    trouble: null,
  }
  return { connection, asked }
}

const profiles = () => sessionStore.getState().profiles
const rounds = () => serviceStore.getState().snapshots?.rounds ?? 0
const processOf = (at: number) => {
  const source = profiles()[at]?.source
  return source?.kind === 'live' ? source.process : undefined
}

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:1/' })
  startViews(VIEWS)
  viewStore.setState(INITIAL_VIEW, true)
  sessionStore.setState(EMPTY_SESSION, true)
  transientStore.setState({ notices: [] })
  setEngine(
    new EngineClient((events) => {
      const host = new EngineHost((message) => events.message(message))
      return { post: (message) => host.receive(message), terminate: () => {} }
    }),
  )
})

afterEach(() => {
  stopSnapshots()
  vi.unstubAllGlobals()
})

test('a hunt takes goroutines and a heap that is collected, of what there is', () => {
  const offers = (...names: string[]) => ({ offers: names.map((name) => ({ name, count: 5 })) })
  expect(huntedTakes(offers('heap', 'goroutine', 'mutex'))).toEqual([
    { profile: 'goroutine', seconds: 0, dump: true, gc: false },
    { profile: 'heap', seconds: 0, dump: false, gc: true },
  ])
  expect(huntedTakes(offers('profile'))).toEqual([])
  // The text of so many would stop the program for long.
  const many = { offers: [{ name: 'goroutine', count: 100_000 }] }
  expect(huntedTakes(many)).toMatchObject([{ dump: false }])
})

test('it ends by itself when it is sure, and shows the series with the newest snapshot', async () => {
  const { connection } = await play({ stuck: (n) => n * 20 })
  const said: string[] = []
  const unsubscribe = serviceStore.subscribe(({ snapshots }) => {
    if (snapshots?.verdict) said.push(snapshots.verdict.sentence)
  })
  await hunt(connection, OFTEN)
  unsubscribe()
  expect(serviceStore.getState().snapshots).toBeNull()
  expect(profiles().length).toBeGreaterThanOrEqual(5)
  expect(profiles().length).toBeLessThan(12)
  expect(said.at(-1)).toContain('main.leak (leak.go:51, chan send)')
  expect(said.at(-1)).toContain('leak')
  expect(viewStore.getState().path).toBe('series')
  expect(shownProfile(sessionStore.getState())?.key).toBe(profiles().at(-1)?.key)
})

test('it ends when nothing has grown for long enough', async () => {
  const { connection } = await play({ stuck: () => 20 })
  await hunt(connection, OFTEN)
  expect(profiles()).toHaveLength(6)
  expect(viewStore.getState().path).toBe('series')
})

test('it ends with what there is when it is stopped, or the service stays away', async () => {
  const { connection } = await play({ stuck: (n) => n * 20 })
  const done = hunt(connection, OFTEN)
  await vi.waitFor(() => expect(rounds()).toBeGreaterThan(1), { interval: 1 })
  stopSnapshots()
  await done
  expect(viewStore.getState().path).toBe('series')

  const leaving = await play({ stuck: (n) => (n > 3 ? null : n * 20) })
  sessionStore.setState(EMPTY_SESSION, true)
  await hunt(leaving.connection, OFTEN)
  expect(profiles()).toHaveLength(3)
  expect(sessionStore.getState().failures).toMatchObject([
    { hint: expect.stringContaining('with 3 taken') },
  ])
})

test('other snapshots that take its place are not covered by its verdict', async () => {
  const { connection } = await play({ stuck: (n) => n * 20 })
  const done = hunt(connection, OFTEN)
  await vi.waitFor(() => expect(rounds()).toBeGreaterThan(1), { interval: 1 })
  const { service, way } = connection
  const [take] = huntedTakes(connection)
  void startSnapshots({ service, way, take: take! }, OFTEN)
  await done
  expect(serviceStore.getState().snapshots?.hunts).toBe(false)
  expect(viewStore.getState().path).not.toBe('series')
})

test('what the process uses is kept with each snapshot', async () => {
  const { connection } = await play({ stuck: () => 3 })
  await hunt(connection, OFTEN)
  expect(processOf(0)).toEqual({
    memory: { heapAlloc: 1000, heapSys: 3000, maxResident: 5000 },
    goroutines: null,
  })
})

test('or from expvar; what a service does not have is not asked for again and again', async () => {
  const variables = JSON.stringify({ memstats: { HeapAlloc: 7, NumGC: 2, PauseNs: [1] } })
  const { connection, asked } = await play({ stuck: () => 3, heapText: null, variables })
  await hunt(connection, OFTEN)
  expect(processOf(0)?.memory).toEqual({ heapAlloc: 7, collections: 2 })
  expect(asked.filter((url) => url === 'pprof/heap?debug=1')).toHaveLength(2)
})

test('a service that says nothing of itself is followed all the same', async () => {
  const { connection } = await play({ stuck: () => 3, heapText: gzipped() })
  await hunt(connection, OFTEN)
  expect(processOf(0)).toBeUndefined()
  expect(profiles()).toHaveLength(6)
})

function gzipped(): string {
  return gzipSync(writeProto(twoCalls(1))).toString('latin1')
}
