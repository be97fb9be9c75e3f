import { beforeEach, describe, expect, test, vi } from 'vitest'
import { acceptOffer, offerStore, refuseOffer, startHanding } from '../../../src/store/handing.ts'

const opened = vi.hoisted(() => ({ files: [] as File[], compared: [] as string[] }))
vi.mock('../../../src/store/opening.ts', () => ({
  openFiles: (files: File[]) => opened.files.push(...files),
  openAsComparison: (source: File, base: File) =>
    opened.compared.push(`${source.name} ${base.name}`),
}))

const OWN = 'https://flamedrop.example'
const OTHER = 'https://ci.example'

class Sender {
  readonly heard: [unknown, string][] = []
  postMessage(message: unknown, targetOrigin: string): void {
    this.heard.push([message, targetOrigin])
  }
}

/** A window that `opener` opened. */
function started(opener: Sender | null, embedder: Sender | null = null) {
  let listener: ((event: MessageEvent<unknown>) => void) | undefined
  const window = {
    location: { origin: OWN },
    opener,
    parent: null as unknown,
    addEventListener: (_: 'message', added: typeof listener) => {
      listener = added
    },
  }
  window.parent = embedder ?? window
  startHanding(window)
  return (data: unknown, origin = OTHER, source: unknown = opener ?? embedder) =>
    listener?.({ data, origin, source } as MessageEvent<unknown>)
}

const message = (name = 'cpu.pb.gz') => ({
  type: 'flamedrop-open',
  name,
  profile: new Uint8Array([1, 2, 3]).buffer,
})
const offers = () => offerStore.getState()

let sender: Sender
beforeEach(() => {
  opened.files.length = 0
  opened.compared.length = 0
  offerStore.setState([], true)
  sender = new Sender()
})

test('who opened the page and who embeds it are told that it listens', () => {
  const embedder = new Sender()
  started(sender, embedder)
  for (const { heard } of [sender, embedder]) {
    expect(heard).toEqual([[{ type: 'flamedrop-ready', version: 1 }, '*']])
  }
})

describe('a profile from another origin', () => {
  test('waits for the user, who sees who sent it', async () => {
    started(sender)(message())
    expect(opened.files).toEqual([])
    expect(offers()[0]).toMatchObject({ origin: OTHER, name: 'cpu.pb.gz' })
    acceptOffer(offers()[0]!)
    expect(opened.files.map(({ name, size }) => [name, size])).toEqual([['cpu.pb.gz', 3]])
    expect(sender.heard.at(-1)).toEqual([{ type: 'flamedrop-accepted', name: 'cpu.pb.gz' }, OTHER])
    expect(offers()).toEqual([])
  })

  test('may be refused', () => {
    started(sender)(message())
    refuseOffer(offers()[0]!)
    expect([opened.files, offers()]).toEqual([[], []])
    expect(sender.heard.at(-1)![0]).toMatchObject({ type: 'flamedrop-refused', name: 'cpu.pb.gz' })
  })

  test('without an origin is answered all the same', () => {
    started(sender)(message(), 'null')
    acceptOffer(offers()[0]!)
    expect(sender.heard.at(-1)![1]).toBe('*')
  })

  test('again and again fills no screen', () => {
    const post = started(sender)
    for (let i = 0; i < 9; i++) post(message(`${i}`))
    expect(offers().map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4'])
    expect(sender.heard.at(-1)![0]).toMatchObject({ type: 'flamedrop-refused' })
  })
})

test('a profile from our own origin is opened at once', () => {
  started(sender)(message(), OWN)
  expect(offers()).toEqual([])
  expect(opened.files).toHaveLength(1)
})

test('a profile with a base is compared with it, once the user has agreed', () => {
  const base = { name: 'before.pb.gz', profile: new Uint8Array([4]).buffer }
  started(sender)({ ...message('after.pb.gz'), base })
  expect(offers()[0]!.base!.name).toBe('before.pb.gz')
  expect(opened.compared).toEqual([])
  acceptOffer(offers()[0]!)
  expect(opened).toEqual({ files: [], compared: ['after.pb.gz before.pb.gz'] })
})

test('nobody else is heard, and nothing but profiles', () => {
  const post = started(sender)
  post(message(), OTHER, new Sender())
  post({ type: 'flamedrop-close' })
  post('flamedrop-open')
  post(null)
  expect(sender.heard).toHaveLength(1)
  post({ type: 'flamedrop-open', name: 'x', profile: '<svg>' })
  expect(sender.heard.at(-1)![0]).toMatchObject({
    type: 'flamedrop-refused',
    reason: '`profile` is neither an ArrayBuffer nor a Blob.',
  })
  expect([offers(), opened.files]).toEqual([[], []])
})
