import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LiveOrigin } from '../../../src/sources/service.ts'
import { readService, type Take } from '../../../src/sources/service-address.ts'
import { setEngine } from '../../../src/store/engine.ts'
import { connect, disconnect, serviceStore, take, typeAddress } from '../../../src/store/service.ts'
import { startSnapshots, stopSnapshots } from '../../../src/store/service-snapshots.ts'
import { EMPTY_SESSION, sessionStore, shownProfile } from '../../../src/store/session.ts'
import { transientStore } from '../../../src/store/transient.ts'
import { EngineClient } from '../../../src/worker/client.ts'
import type { OpenAnswer } from '../../../src/worker/protocol.ts'
import { startService } from '../cli/companion/server.ts'
import { unknownProgram } from './opened.ts'

// What the page does with a service, against one that plays it and an engine that opens all but
// what begins with "bad".

const HEAP: Take = { profile: 'heap', seconds: 0, dump: false, gc: false }
/** In seconds; a person would not ask so often. */
const OFTEN = 0.02

function answerFor(profile: number, inflatedSize: number): OpenAnswer {
  return {
    profile,
    name: 'heap',
    size: 10,
    inflatedSize,
    sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }],
    defaultSampleType: 0,
    program: unknownProgram(),
    recorded: 0,
    dump: false,
    pprofReads: true,
    samples: 1,
    functions: 1,
    locations: 1,
    stacks: 1,
    timings: {},
    warnings: [],
  }
}

/** @param inflatedSize of every profile, in bytes */
function fakeEngine(inflatedSize = 20): void {
  let profiles = 0
  setEngine(
    new EngineClient((events) => ({
      post: async (message) => {
        if ('cancel' in message || message.query.type !== 'open') return
        const { id, query } = message
        const bad = (await (query.source as Blob).text()).startsWith('bad')
        const error = {
          kind: 'not-a-profile',
          message: 'This is a trace.',
          hint: 'Read it.',
        } as const
        if (bad) events.message({ id, type: 'error', error })
        else events.message({ id, type: 'ok', answer: answerFor(++profiles, inflatedSize) })
      },
      terminate: () => {},
    })),
  )
}

/** A service of profiles alone: it says nothing of its process. */
async function originAt(answer: RequestListener, taken = HEAP): Promise<LiveOrigin> {
  const service = readService(
    await startService((request, response) => {
      if (/debug=1|vars|pprof\/$/.test(request.url ?? '')) response.writeHead(404).end()
      else answer(request, response)
    }),
  )
  return { service, way: 'page', take: taken }
}

const session = () => sessionStore.getState()
const names = () => session().profiles.map(({ name }) => name)
const snapshots = () => serviceStore.getState().snapshots
const recordings = () => serviceStore.getState().recordings

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:1/' })
  sessionStore.setState(EMPTY_SESSION, true)
  transientStore.setState({ notices: [] })
  fakeEngine()
})

afterEach(() => {
  stopSnapshots()
  disconnect()
  vi.unstubAllGlobals()
})

describe('a profile of a service', () => {
  test('is opened as live, with where it came from', async () => {
    const origin = await originAt((_, response) => response.end('profile'))
    await take(origin)
    const shown = shownProfile(session())
    expect(shown?.name).toMatch(/^heap \d\d:\d\d:\d\d$/)
    expect(shown?.source).toMatchObject({
      kind: 'live',
      url: `${origin.service.index.href}heap`,
      host: origin.service.index.host,
    })
    expect(recordings()).toEqual([])
  })

  test('says how much of it has come', async () => {
    let finish = () => {}
    const origin = await originAt((_, response) => {
      response.write('x'.repeat(300_000))
      finish = () => response.end()
    })
    const taking = take(origin)
    expect(recordings()[0]?.bytes).toBe(0)
    await vi.waitFor(() => expect(recordings()[0]?.bytes).toBeGreaterThan(200_000))
    finish()
    await taking
    expect(names()).toHaveLength(1)
  })

  test('is nothing when it was cancelled', async () => {
    const origin = await originAt(() => {})
    const taking = take(origin)
    expect(recordings()).toMatchObject([{ host: origin.service.index.host, take: HEAP }])
    recordings()[0]?.cancel()
    await taking
    expect(session()).toMatchObject({ profiles: [], failures: [] })
    expect(recordings()).toEqual([])
  })

  test('that cannot be opened can be kept', async () => {
    const origin = await originAt((_, response) => response.end('bad'), {
      ...HEAP,
      profile: 'trace',
      seconds: 1,
    })
    await take(origin)
    const [failure] = session().failures
    expect(failure).toMatchObject({ message: 'This is a trace.' })
    expect(failure?.kept?.name).toMatch(/^trace-1s-.*\.out$/)
    expect(await failure?.kept?.content.text()).toBe('bad')
  })

  test('of what comes in a time is none, if it came at once', async () => {
    await take(await originAt((_, response) => response.end('all'), { ...HEAP, seconds: 30 }))
    expect(transientStore.getState().notices).toEqual([expect.stringContaining('older than 1.15')])
  })

  test('that is refused is told', async () => {
    await take(await originAt((_, response) => response.writeHead(404).end('Unknown profile')))
    expect(session().failures).toMatchObject([
      { message: expect.stringContaining('404: Unknown profile'), kept: null },
    ])
  })

  test('that is taken again puts away what was told of the last time, of it alone', async () => {
    let asked = 0
    const origin = await originAt((_, response) => {
      response.writeHead(++asked < 3 ? 503 : 200).end('profile')
    })
    const other = { ...origin, take: { ...HEAP, profile: 'allocs' } }
    await take(other)
    await take(origin)
    await take(origin)
    expect(session().failures.map(({ name }) => name)).toEqual([
      `allocs of ${origin.service.index.host}`,
    ])
    expect(names()).toHaveLength(1)
  })
})

describe('snapshots', () => {
  test('come one after the other until they are stopped; the first stays on screen', async () => {
    const origin = await originAt((_, response) => response.end('profile'))
    const done = startSnapshots(origin, OFTEN)
    await vi.waitFor(() => expect(names().length).toBeGreaterThan(2))
    expect(session().shown).toBe(session().profiles[0]?.key)
    stopSnapshots()
    await done
    const taken = names().length
    await new Promise((later) => setTimeout(later, 5 * OFTEN * 1000))
    expect(names().length).toBe(taken)
    expect(snapshots()).toBeNull()
  })

  test('go on when one is missed, and end when the service stays away', async () => {
    let asked = 0
    const origin = await originAt((_, response) => {
      asked++
      // The second is missed, and all from the fourth on.
      if (asked === 2 || asked > 3) response.writeHead(503).end('restarting')
      else response.end('profile')
    })
    const missed: string[] = []
    serviceStore.subscribe(({ snapshots: now }) => now && missed.push(now.missed))
    await startSnapshots(origin, OFTEN)
    expect(names().length).toBe(2)
    expect(asked).toBe(6)
    expect(missed).toContainEqual(expect.stringContaining('503: restarting'))
    expect(session().failures).toMatchObject([
      { hint: expect.stringMatching(/^It was so 3 times in a row: .* with 2 taken\. /) },
    ])
  })

  test('end when they are as many as the page takes, and it is told', async () => {
    fakeEngine(2 ** 29)
    const origin = await originAt((_, response) => response.end('profile'))
    await startSnapshots(origin, OFTEN)
    expect(names().length).toBe(2)
    expect(transientStore.getState().notices).toEqual([expect.stringContaining('2 snapshots')])
    expect(snapshots()).toBeNull()
  })

  test('end with what is no profile', async () => {
    await startSnapshots(await originAt((_, response) => response.end('bad')), OFTEN)
    expect(session().failures).toHaveLength(1)
    expect(snapshots()).toBeNull()
  })
})

describe('connecting', () => {
  test('to what is no address says so, until another is typed', async () => {
    typeAddress('ftp://x')
    await connect()
    expect(serviceStore.getState().trouble?.message).toContain('is not the address')
    typeAddress('x')
    expect(serviceStore.getState()).toMatchObject({ trouble: null, connection: null })
  })

  test('to what the browser cannot read leaves the terminal, with what is usual', async () => {
    typeAddress('127.0.0.1:1')
    await connect()
    const { connection, trouble } = serviceStore.getState()
    expect(trouble).toBeNull()
    expect(connection?.way).toBe('terminal')
    expect(connection?.trouble?.message).toContain('(CORS)')
    expect(connection?.trouble?.hint).toMatch(/^Open the link that `flamedrop` has printed/)
    vi.stubGlobal('document', { baseURI: 'http://flamedrop.example/' })
    await connect()
    expect(serviceStore.getState().connection?.trouble?.hint).toMatch(/^Start `flamedrop`/)
    expect(connection?.offers.map(({ name }) => name)).toContain('goroutine')
  })

  test('can be given up', async () => {
    typeAddress(await startService(() => {}))
    const connecting = connect()
    expect(serviceStore.getState().connecting).toBe(true)
    disconnect()
    await connecting
    expect(serviceStore.getState()).toMatchObject({
      connecting: false,
      connection: null,
      trouble: null,
    })
  })
})
