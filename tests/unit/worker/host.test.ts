import { afterEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { pack, unpack } from '../../../src/worker/pack.ts'
import type { AnswerOf, OpenAnswer, Query, SeveralAnswer } from '../../../src/worker/protocol.ts'
import { header, Page, profileBytes } from './host-page.ts'

vi.setConfig({ testTimeout: 30_000 })

afterEach(() => {
  vi.restoreAllMocks()
})

/** Lets every step of loading look long, so that progress is told and cancelling is looked for. */
function slowClock(): void {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1000
    return now
  })
}

describe('opening', () => {
  test('tells what the profile holds', async () => {
    const answer = await new Page().open(7)
    expect(answer).toMatchObject({
      name: 'cpu',
      sampleTypes: [{ type: 'cpu', unit: 'milliseconds' }],
      defaultSampleType: 0,
      samples: 7,
      functions: 2,
      locations: 2,
      stacks: 2,
      warnings: [],
    })
    expect(answer.size).toBe(profileBytes(7).byteLength)
    expect(answer.inflatedSize).toBeGreaterThan(60)
  })

  test('of a file of several gives a list, then each that is asked for, until it is closed', async () => {
    const page = new Page()
    const source = new Blob([profileBytes(3), profileBytes(4)])
    const several = await page.reply(page.ask({ type: 'open', source, name: 'both' }))
    expect(several).toMatchObject({ parts: [{ samples: 3 }, { samples: 4 }], passedOver: [] })
    const { file } = several as SeveralAnswer
    const second = await page.reply(page.ask({ type: 'open-part', file, part: 2 }))
    expect(second).toMatchObject({ name: 'both', samples: 4 })
    expect(await page.reply(page.ask({ type: 'open-part', file, part: 3 }))).toMatchObject({
      message: 'There is no profile #3 in the file, which holds 2 profiles.',
    })
    expect(await page.reply(page.ask({ type: 'close-file', file }))).toBeNull()
    expect(await page.reply(page.ask({ type: 'open-part', file, part: 1 }))).toMatchObject({
      message: 'This file is closed.',
    })
    const { profile } = second as OpenAnswer
    expect(await page.reply(page.ask(header(profile)))).toMatchObject({
      totalText: expect.any(String),
    })
  })

  test('takes a Blob as well as bytes', async () => {
    const page = new Page()
    const source = new Blob([profileBytes(3)])
    const id = page.ask({ type: 'open', source, name: 'dropped' })
    expect(await page.reply(id)).toMatchObject({ name: 'dropped', samples: 3 })
  })

  test('gives each profile an id of its own, and answers are of the one that is named', async () => {
    const page = new Page()
    const [one, other] = [await page.open(1), await page.open(2)]
    expect(one.profile).not.toBe(other.profile)
    expect(await page.reply(page.ask(header(one.profile)))).toMatchObject({ totalText: '5ms' })
    expect(await page.reply(page.ask(header(other.profile)))).toMatchObject({ totalText: '10ms' })
  })

  test('tells how far it is, phase by phase', async () => {
    slowClock()
    const page = new Page()
    const answer = await page.open(20_000)
    expect([...new Set(page.progress(1))]).toEqual(['inflate', 'decode', 'stacks'])
    expect(Object.keys(answer.timings)).toEqual(['read', 'inflate', 'decode', 'stacks'])
  })

  test('ends when it is cancelled on the way', async () => {
    slowClock()
    const page = new Page()
    const id = page.ask({ type: 'open', source: profileBytes(20_000), name: 'cpu' })
    page.onMessage = (message) => {
      if (message.type === 'progress' && message.phase === 'decode') page.send({ cancel: id })
    }
    expect(await page.reply(id)).toMatchObject({ kind: 'cancelled' })
    expect(page.progress(id)).not.toContain('stacks')
  })

  test('lets other requests be answered meanwhile', async () => {
    const page = new Page()
    const { profile } = await page.open()
    slowClock()
    const slow = page.ask({ type: 'open', source: profileBytes(20_000), name: 'cpu' })
    const quick = page.ask(header(profile))
    await page.reply(slow)
    const order = page.messages.filter(({ type }) => type === 'ok').map(({ id }) => id)
    expect(order.indexOf(quick)).toBeLessThan(order.indexOf(slow))
  })
})

describe('errors come as data', () => {
  test('what is no profile, with a hint; what was open stays open', async () => {
    const page = new Page()
    const { profile } = await page.open()
    const source = new TextEncoder().encode('<html>404</html>').buffer
    expect(await page.reply(page.ask({ type: 'open', source, name: 'x' }))).toMatchObject({
      kind: 'not-a-profile',
      message: 'This is a web page (HTML), not a profile.',
      hint: expect.stringContaining('save the profile itself'),
    })
    expect(await page.reply(page.ask(header(profile)))).toMatchObject({ totalText: '15ms' })
  })

  test('a profile that is larger than allowed', async () => {
    const page = new Page()
    const query = { type: 'open', source: profileBytes(500), name: 'cpu', maxBytes: 1024 } as const
    expect(await page.reply(page.ask(query))).toMatchObject({ kind: 'too-large' })
  })

  test('a pattern that does not parse, with the option that has it', async () => {
    const page = new Page()
    const { profile } = await page.open()
    expect(await page.reply(page.ask(header(profile, '(')))).toMatchObject({
      kind: 'option',
      option: 'focus',
      message: expect.stringMatching(/^parsing focus regexp: /),
    })
  })

  test('a file that cannot be read', async () => {
    const page = new Page()
    const source = new Blob(['x'])
    vi.spyOn(source, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'))
    expect(await page.reply(page.ask({ type: 'open', source, name: 'x' }))).toMatchObject({
      kind: 'unreadable',
      message: 'The file cannot be read.',
    })
  })

  test('a profile that is closed', async () => {
    const page = new Page()
    const { profile } = await page.open()
    expect(await page.reply(page.ask({ type: 'close', profile }))).toBeNull()
    expect(await page.reply(page.ask(header(profile)))).toMatchObject({
      kind: 'unreadable',
      message: 'This profile is closed.',
    })
  })

  test.each([
    [new RangeError('Array buffer allocation failed'), 'too-large', /not enough memory/],
    [new Error('oops'), 'internal', /oops/],
  ])('a fault of ours: %s', async (fault, kind, message) => {
    const page = new Page()
    const source = new Blob(['x'])
    const query: Query = { type: 'open', source, name: 'x' }
    Object.defineProperty(query, 'source', {
      get: () => {
        throw fault
      },
    })
    expect(await page.reply(page.ask(query))).toMatchObject({
      kind,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\.$/),
    })
  })
})

describe('a newer request', () => {
  test('in the same slot makes the older ones stale', async () => {
    const page = new Page()
    const { profile } = await page.open()
    const ids = ['j', 'js', 'json'].map((focus) => page.ask(header(profile, focus), 'header'))
    const replies = await Promise.all(ids.map((id) => page.reply(id)))
    expect(replies).toMatchObject([
      { kind: 'cancelled' },
      { kind: 'cancelled' },
      { totalText: '15ms' },
    ])
  })

  test('in another slot or in none makes nothing stale', async () => {
    const page = new Page()
    const { profile } = await page.open()
    const ids = [
      page.ask(header(profile), 'a'),
      page.ask(header(profile), 'b'),
      page.ask(header(profile)),
      page.ask(header(profile)),
    ]
    const replies = await Promise.all(ids.map((id) => page.reply(id)))
    expect(replies).toMatchObject(ids.map(() => ({ totalText: '15ms' })))
  })

  test('ends an older one that runs', async () => {
    slowClock()
    const page = new Page()
    const open = (): number =>
      page.ask({ type: 'open', source: profileBytes(20_000), name: 'cpu' }, 'open')
    const older = open()
    page.onMessage = (message) => {
      if (message.type !== 'progress') return
      page.onMessage = undefined
      open()
    }
    expect(await page.reply(older)).toMatchObject({ kind: 'cancelled' })
    expect(await page.reply(older + 1)).toMatchObject({ samples: 20_000 })
  })
})

test('a request that waits can be cancelled', async () => {
  const page = new Page()
  const { profile } = await page.open()
  const [first, second] = [page.ask(header(profile)), page.ask(header(profile))]
  page.send({ cancel: second })
  expect(await page.reply(first)).toMatchObject({ totalText: '15ms' })
  expect(await page.reply(second)).toEqual({ kind: 'cancelled', message: 'Cancelled.', hint: '' })
})

test('each request gets one reply', async () => {
  const page = new Page()
  const { profile } = await page.open()
  const ids = Array.from({ length: 5 }, () => page.ask(header(profile), 'header'))
  await Promise.all(ids.map((id) => page.reply(id)))
  const replied = page.messages.filter(({ type }) => type !== 'progress').map(({ id }) => id)
  expect(replied).toEqual([1, ...ids])
})

test('a flame graph is still the same on the other side of the wire', async () => {
  const page = new Page()
  const { profile } = await page.open()
  const id = page.ask({
    type: 'flame',
    profile,
    options: DEFAULT_OPTIONS,
    root: [],
    from: 0,
    to: 1,
    width: 800,
    minWidth: 1,
    search: { text: '', regexp: false, matchCase: false },
  })
  const answer = (await page.reply(id)) as AnswerOf<Extract<Query, { type: 'flame' }>>
  expect(answer.node).toHaveLength(3)
  const message = { id, type: 'ok', answer } as const
  expect(unpack(structuredClone(pack(message)))).toEqual(message)
  expect(await page.reply(page.ask(header(profile)))).toMatchObject({ totalText: '15ms' })
})
