import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readService } from '../../../src/sources/service-address.ts'
import { choose } from '../../../src/store/choosing.ts'
import { toggleCompare } from '../../../src/store/comparing.ts'
import { setEngine } from '../../../src/store/engine.ts'
import { cancelLoad } from '../../../src/store/load-queue.ts'
import { viewStore } from '../../../src/store/navigation.ts'
import {
  closeProfile,
  openFiles,
  openLinked,
  openTaken,
  openUrl,
  reopen,
  watchEngine,
} from '../../../src/store/opening.ts'
import { EMPTY_SESSION, sessionStore, shownProfile } from '../../../src/store/session.ts'
import { dismissNotices, transientStore } from '../../../src/store/transient.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import { EngineClient, type WorkerEvents } from '../../../src/worker/client.ts'
import type { OpenAnswer, OpenQuery, Query, Request } from '../../../src/worker/protocol.ts'
import '../views.ts'
import { unknownProgram } from './opened.ts'

/** Opens every file at once, but those called bad; holds those called slow until told. */
class FakeEngine {
  readonly opened: string[] = []
  /** When each was written or fetched, as far as the page knows. */
  readonly taken: (number | undefined)[] = []
  readonly cancelled: number[] = []
  /** Files of several that have been closed. */
  readonly closed: number[] = []
  private profiles = 0
  private events!: WorkerEvents

  constructor() {
    setEngine(
      new EngineClient((events) => {
        this.events = events
        return {
          post: (message) => {
            if ('cancel' in message) this.cancelled.push(message.cancel)
            else if (message.query.type === 'open') this.open(message.id, message.query)
            else this.several(message.id, message.query)
          },
          terminate: () => {},
        }
      }),
    )
    watchEngine()
  }

  crash(): void {
    this.events.crash('out of memory')
  }

  private open(id: number, { name, taken }: Request<OpenQuery>['query']): void {
    this.opened.push(name)
    this.taken.push(taken)
    if (name.startsWith('slow')) return
    const error = { kind: 'empty', message: 'The file is empty.', hint: 'Record it.' } as const
    if (name.startsWith('bad')) this.events.message({ id, type: 'error', error })
    else if (name.includes('.zip')) this.events.message({ id, type: 'ok', answer: ZIP })
    else if (name.startsWith('dumps')) this.events.message({ id, type: 'ok', answer: DUMPS })
    else this.events.message({ id, type: 'ok', answer: answerFor(++this.profiles, name) })
  }

  /** What the worker does with files of several. */
  private several(id: number, query: Query): void {
    if (query.type === 'close-file') {
      this.closed.push(query.file)
      this.events.message({ id, type: 'ok', answer: null })
    } else if (query.type === 'open-part') {
      const { name, dump } = (query.file === ZIP.file ? ZIP : DUMPS).parts[query.part - 1]!
      const answer = { ...answerFor(++this.profiles, name || 'goroutine'), dump }
      this.events.message({ id, type: 'ok', answer })
    }
  }
}

const part = (name: string, dump = false) => {
  return { name, sampleTypes: [], samples: 1, recorded: 0, dump }
}
const ZIP = {
  file: 1,
  parts: ['heap.1', 'cpu', 'heap.2', 'heap.3'].map((name) => part(name)),
  passedOver: ['No profile: notes.txt.'],
}
const DUMPS = { file: 2, parts: [part('', true), part('', true)], passedOver: [] }

function answerFor(profile: number, name: string): OpenAnswer {
  const heap = name.startsWith('heap')
  const goroutine = name.startsWith('goroutine')
  const sampleTypes = heap
    ? [{ type: 'inuse_space', unit: 'bytes' }]
    : goroutine
      ? [{ type: 'goroutine', unit: 'count' }]
      : [
          { type: 'samples', unit: 'count' },
          { type: 'cpu', unit: 'nanoseconds' },
        ]
  return {
    profile,
    name,
    size: 10,
    inflatedSize: 20,
    sampleTypes,
    program: unknownProgram(sampleTypes),
    defaultSampleType: heap || goroutine ? 0 : 1,
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

const files = (...names: string[]) => names.map((name) => new File(['x'], name))
const session = () => sessionStore.getState()
const names = () => session().profiles.map(({ name }) => name)
const idle = () => vi.waitFor(() => expect(session().load).toBeNull())

let engine: FakeEngine
beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://tools.example/' })
  sessionStore.setState(EMPTY_SESSION, true)
  viewStore.setState(INITIAL_VIEW, true)
  dismissNotices()
  engine = new FakeEngine()
})

describe('opening files', () => {
  test('one after the other, the first of different kinds on screen', async () => {
    openFiles(files('a', 'heap', 'goroutine'))
    await idle()
    expect(names()).toEqual(['a', 'heap', 'goroutine'])
    expect(shownProfile(session())?.name).toBe('a')
    expect(viewStore.getState().path).toBe('flamegraph')
  })

  test('three of one kind are a series, the newest of them on screen', async () => {
    openFiles(files('goroutine', 'heap.10', 'heap.9', 'heap.1'))
    await idle()
    expect(shownProfile(session())?.name).toBe('heap.10')
    expect(viewStore.getState().path).toBe('series')
  })

  test('two that cannot be compared say why, and the first is shown', async () => {
    openFiles(files('heap.1', 'a'))
    await idle()
    expect(shownProfile(session())?.name).toBe('heap.1')
    expect(transientStore.getState().notices).toEqual([
      expect.stringMatching(/heap\.1 and a cannot be compared.*inuse_space; samples, cpu/),
    ])
  })

  test('tells the engine when each was saved or fetched, also when it is opened again', async () => {
    openFiles([new File(['x'], 'a', { lastModified: 1_700_000_000_000 })])
    await idle()
    const service = readService('localhost:6060')
    const take = { profile: 'goroutine', seconds: 0, dump: true, gc: false }
    const from = { service, way: 'page', take } as const
    const at = { url: 'http://localhost:6060/x', host: 'x', sourceTextServer: '' }
    const source = { kind: 'live', ...at, from } as const
    const before = Date.now()
    await openTaken({ name: 'dump', source: { ...source, blob: new Blob(['x']) } }, true)
    const [saved, fetched] = engine.taken
    expect(saved).toBe(1_700_000_000_000)
    expect(fetched).toBeGreaterThanOrEqual(before)
    engine.crash()
    reopen()
    await idle()
    expect(engine.taken.slice(2).toSorted()).toEqual([saved, fetched])
  })

  test('the failures of the attempt before are put away, those of one are kept together', async () => {
    openFiles(files('bad.1', 'bad.2', 'bad.3'))
    await idle()
    expect(session().failures.map(({ name }) => name)).toEqual(['bad.1', 'bad.2', 'bad.3'])
    openFiles(files('a'))
    expect(session().failures).toEqual([])
    await idle()
  })

  test('beside what is open; a newer one that opens is shown', async () => {
    openFiles(files('a'))
    await idle()
    openFiles(files('b'))
    await idle()
    expect(names()).toEqual(['a', 'b'])
    expect(shownProfile(session())?.name).toBe('b')
  })

  test('a bad one is reported; what was on screen stays, the others open', async () => {
    openFiles(files('a'))
    await idle()
    openFiles(files('bad'))
    await idle()
    expect(shownProfile(session())?.name).toBe('a')
    expect(session().failures).toMatchObject([{ name: 'bad', message: 'The file is empty.' }])
    openFiles(files('bad', 'b'))
    await idle()
    expect(names()).toEqual(['a', 'b'])
    expect(shownProfile(session())?.name).toBe('b')
  })

  test('marks the moment of the drop', () => {
    performance.clearMarks('drop')
    openFiles(files('a'))
    expect(performance.getEntriesByName('drop')).toHaveLength(1)
  })

  test('cancelling stops the present one and those behind it, without a failure', async () => {
    openFiles(files('slow', 'b'))
    await vi.waitFor(() => expect(engine.opened).toEqual(['slow']))
    expect(session().load).toMatchObject({ name: 'slow', waiting: 1 })
    cancelLoad()
    await idle()
    expect(engine.cancelled).toHaveLength(1)
    expect(engine.opened).toEqual(['slow'])
    expect(session()).toEqual(EMPTY_SESSION)
  })
})

describe('the view that a profile opens in', () => {
  const path = () => viewStore.getState().path

  test('suits it, as long as nobody has chosen one', async () => {
    openFiles(files('goroutine'))
    await idle()
    expect(path()).toBe('goroutines')
    closeProfile(session().profiles[0]!)
    openFiles(files('heap'))
    await idle()
    expect(path()).toBe('flamegraph')
    openFiles(files('goroutine'))
    await idle()
    expect(path()).toBe('goroutines')
  })

  test('is the one of the link, or of the person', async () => {
    viewStore.setState({ ...INITIAL_VIEW, search: 'main' }, true)
    openFiles(files('goroutine'))
    await idle()
    expect(path()).toBe('flamegraph')
    viewStore.setState({ ...INITIAL_VIEW, path: 'top' }, true)
    openFiles(files('goroutine.2'))
    await idle()
    expect(path()).toBe('top')
  })
})

describe('comparing by a key', () => {
  test('says why there is nothing to compare with', async () => {
    toggleCompare()
    openFiles(files('heap'))
    await idle()
    toggleCompare()
    openFiles(files('a'))
    await idle()
    toggleCompare()
    expect(transientStore.getState().notices).toEqual([
      expect.stringContaining('open two profiles of one kind'),
      expect.stringContaining('nothing to compare heap with'),
      expect.stringContaining('compared with a: none has a sample type in common'),
    ])
  })
})

describe('showing', () => {
  test('a sample type that the other profile has not falls back to its default', async () => {
    openFiles(files('a'))
    await idle()
    viewStore.setState((view) => ({
      ...view,
      options: { ...view.options, sample_index: 'samples', focus: 'json' },
    }))
    openFiles(files('heap'))
    await idle()
    expect(viewStore.getState().options).toMatchObject({ sample_index: '', focus: 'json' })
  })

  test('closing shows the neighbour', async () => {
    openFiles(files('a', 'b'))
    await idle()
    closeProfile(session().profiles[0]!)
    expect(names()).toEqual(['b'])
    expect(shownProfile(session())?.name).toBe('b')
  })
})

describe('opening an address', () => {
  test('downloads it, and the link has it', async () => {
    vi.stubGlobal('fetch', async () => new Response('bytes'))
    openUrl('examples/cpu.pb.gz')
    expect(session().load).toMatchObject({ name: 'cpu.pb.gz', host: 'tools.example' })
    await idle()
    expect(names()).toEqual(['cpu.pb.gz'])
    expect(viewStore.getState().url).toBe('examples/cpu.pb.gz')
  })

  test('the link forgets it when it is closed', async () => {
    vi.stubGlobal('fetch', async () => new Response('bytes'))
    openUrl('examples/cpu.pb.gz')
    await idle()
    closeProfile(session().profiles[0]!)
    expect(viewStore.getState().url).toBe('')
  })

  test('that is not there is a failure with its name', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
    openUrl('https://ci.example/gone.pb.gz')
    await idle()
    expect(session().failures).toMatchObject([
      { name: 'gone.pb.gz', message: expect.stringContaining('answered 404') },
    ])
  })

  test('of a link that names very many, the first, and says so', async () => {
    const fetched: string[] = []
    vi.stubGlobal('fetch', async (url: URL) => {
      fetched.push(`${url}`)
      return new Response('bytes')
    })
    const addresses = Array.from({ length: 1200 }, (_, i) => `https://ci.example/${i}.pb.gz`)
    openLinked(addresses, viewStore.getState())
    expect(session().load).toMatchObject({ waiting: 999 })
    expect(transientStore.getState().notices).toEqual([
      expect.stringContaining('names 1,200 profiles'),
    ])
    cancelLoad()
    await idle()
    expect(fetched.length).toBeLessThan(3)
  })

  test('that is none asks nobody', () => {
    openUrl('javascript:alert(1)')
    expect(session().load).toBeNull()
    expect(session().failures).toHaveLength(1)
  })
})

describe('a crash of the worker', () => {
  test('is said once, keeps the list, and opening again puts it right', async () => {
    openFiles(files('a', 'b'))
    await idle()
    engine.crash()
    expect(session().profiles.map(({ id }) => id)).toEqual([null, null])
    expect(session().failures).toMatchObject([{ reopen: true }])
    reopen()
    await idle()
    expect(session().failures).toEqual([])
    expect(session().profiles.map(({ name, id }) => [name, id !== null])).toEqual([
      ['a', true],
      ['b', true],
    ])
    expect(shownProfile(session())?.name).toBe('b')
  })

  test('while opening names the file that was being opened, once', async () => {
    openFiles(files('a'))
    await idle()
    openFiles(files('slow'))
    await vi.waitFor(() => expect(engine.opened).toContain('slow'))
    engine.crash()
    await idle()
    expect(session().failures).toMatchObject([{ name: 'slow', reopen: true }])
  })
})

describe('a file of several profiles', () => {
  const asked = () => vi.waitFor(() => expect(session().choice).not.toBeNull())
  const urls = () => session().profiles.map(({ source }) => source.kind === 'url' && source.url)

  test('asks which, and opens that', async () => {
    openFiles(files('a.zip'))
    await asked()
    expect(session().choice).toEqual({ ...ZIP, name: 'a.zip', file: undefined })
    expect(session().profiles).toEqual([])
    choose([2])
    await vi.waitFor(() => expect(shownProfile(session())?.name).toBe('cpu'))
    await idle()
    expect(session().choice).toBeNull()
    expect(engine.closed).toEqual([1])
  })

  test('opens none where none is wanted: what is open stays', async () => {
    openFiles(files('a'))
    await idle()
    openFiles(files('a.zip'))
    await asked()
    choose([])
    await vi.waitFor(() => expect(engine.closed).toEqual([1]))
    await idle()
    expect(shownProfile(session())?.name).toBe('a')
    expect(session().failures).toEqual([])
  })

  test('opens all: three of one kind are a series', async () => {
    openFiles(files('a.zip'))
    await asked()
    choose([1, 2, 3, 4])
    await vi.waitFor(() => expect(viewStore.getState().path).toBe('series'))
    expect(names()).toEqual(['heap.1', 'cpu', 'heap.2', 'heap.3'])
    expect(shownProfile(session())?.name).toBe('heap.3')
  })

  test('of goroutines is a series, unasked', async () => {
    openFiles(files('dumps.log'))
    await vi.waitFor(() => expect(viewStore.getState().path).toBe('series'))
    expect(names()).toEqual(['dumps.log#1', 'dumps.log#2'])
  })

  test('at an address has a number in it, so that a link keeps which', async () => {
    vi.stubGlobal('fetch', async () => new Response('x'))
    openUrl('p/a.zip')
    await asked()
    choose([1, 3])
    await vi.waitFor(() => expect(session().profiles).toHaveLength(2))
    expect(urls()).toEqual(['p/a.zip#1', 'p/a.zip#3'])
  })

  test('is read once for all that a link wants of it, unasked', async () => {
    vi.stubGlobal('fetch', async () => new Response('x'))
    openLinked(['p/a.zip#3', 'p/a.zip#1'], INITIAL_VIEW)
    await vi.waitFor(() => expect(names()).toEqual(['heap.2', 'heap.1']))
    expect(urls()).toEqual(['p/a.zip#3', 'p/a.zip#1'])
    expect(engine.opened).toEqual(['a.zip'])
  })

  test('is read once to open again what a crash has lost of it', async () => {
    openFiles(files('a.zip'))
    await asked()
    choose([1, 2])
    await vi.waitFor(() => expect(session().profiles).toHaveLength(2))
    const keys = session().profiles.map(({ key }) => key)
    engine.crash()
    reopen()
    await vi.waitFor(() => expect(session().profiles.every(({ id }) => id !== null)).toBe(true))
    expect(session().profiles.map(({ key }) => key)).toEqual(keys)
    expect(names()).toEqual(['heap.1', 'cpu'])
    expect(engine.opened).toHaveLength(2)
  })
})
