import { describe, expect, test, vi } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { pack, unpack } from '../../../src/worker/pack.ts'
import type { CompareAnswer, CompareFlameAnswer, ProfileId } from '../../../src/worker/protocol.ts'
import { header, Page } from './host-page.ts'

vi.setConfig({ testTimeout: 30_000 })

const one = (profile: ProfileId, scale = 1) => [{ profile, scale }]

/** Two profiles of 15 and 25 ms, and their comparison. */
async function compared(page: Page): Promise<CompareAnswer> {
  const [old, now] = [await page.open(3), await page.open(5)]
  const query = { type: 'compare', sources: one(now.profile), bases: one(old.profile) } as const
  return (await page.reply(page.ask(query))) as CompareAnswer
}

const summary = (pair: number) =>
  ({
    type: 'compare-summary',
    pair,
    options: DEFAULT_OPTIONS,
    mode: { diff: false, normalize: false },
  }) as const

describe('a comparison', () => {
  test('has profiles that answer as any other does', async () => {
    const page = new Page()
    const { profiles, ...rest } = await compared(page)
    const { recorded, total } = profiles
    expect(rest).toMatchObject({
      sampleTypes: [{ type: 'cpu', unit: 'milliseconds' }],
      defaultSampleType: 0,
      facts: { leftOut: [], converted: [] },
    })
    const shown = async (profile: ProfileId) => {
      const answer = await page.reply(page.ask(header(profile)))
      return [
        (answer as { shownText: string }).shownText,
        (answer as { totalText: string }).totalText,
      ]
    }
    expect(await shown(recorded.old)).toEqual(['15ms', '15ms'])
    expect(await shown(recorded.new)).toEqual(['25ms', '25ms'])
    expect(await shown(recorded.base)).toEqual(['10ms', '10ms'])
    expect(await shown(recorded.diffBase)).toEqual(['10ms', '15ms'])
    expect(await shown(total.new)).toEqual(['15ms', '15ms'])
    // Nothing in all, but of two stacks one has more and the other less.
    expect(await shown(total.base)).toEqual(['0', '12ms'])
    expect(await shown(total.diffBase)).toEqual(['0', '15ms'])
  })

  test('answers questions about both', async () => {
    const page = new Page()
    const { pair } = await compared(page)
    expect(await page.reply(page.ask(summary(pair)))).toMatchObject({
      sentence: '+10ms (+67%) cpu: 10ms of it in json',
    })
  })

  test('answers what is drawn before what is said beside it', async () => {
    const page = new Page()
    const { pair, profiles } = await compared(page)
    const [said, drawn] = [page.ask(summary(pair)), page.ask(header(profiles.recorded.old))]
    await Promise.all([page.reply(said), page.reply(drawn)])
    const answered = page.messages.filter(({ type }) => type === 'ok').map(({ id }) => id)
    expect(answered.slice(-2)).toEqual([drawn, said])
  })

  test('is drawn the same on the other side of the wire', async () => {
    const page = new Page()
    const { pair } = await compared(page)
    const id = page.ask({
      type: 'compare-flame',
      pair,
      options: DEFAULT_OPTIONS,
      mode: { diff: false, normalize: false },
      by: 'sum',
      root: [],
      from: 0,
      to: 1,
      width: 800,
      minWidth: 1,
      search: { text: '', regexp: false, matchCase: false },
    })
    const answer = (await page.reply(id)) as CompareFlameAnswer
    expect([answer.old[0], answer.new[0]]).toEqual([15, 25])
    const message = { id, type: 'ok', answer } as const
    expect(unpack(structuredClone(pack(message)))).toEqual(message)
  })

  test('adds up sets of profiles, each times its factor', async () => {
    const page = new Page()
    const [a, b] = [await page.open(3), await page.open(5)]
    const query = {
      type: 'compare',
      sources: [...one(a.profile), ...one(b.profile, 2)],
      bases: one(a.profile),
    } as const
    const { pair } = (await page.reply(page.ask(query))) as CompareAnswer
    expect(await page.reply(page.ask(summary(pair)))).toMatchObject({
      total: { oldText: '15ms', newText: '65ms' },
    })
  })

  test('holds what it needs when its profiles are closed', async () => {
    const page = new Page()
    const { pair, profiles } = await compared(page)
    for (const profile of [1, 2]) await page.reply(page.ask({ type: 'close', profile }))
    expect(await page.reply(page.ask(header(profiles.recorded.base)))).toMatchObject({
      totalText: '10ms',
    })
    expect(await page.reply(page.ask(summary(pair)))).toMatchObject({ type: 'cpu' })
  })

  test('is closed with all its profiles', async () => {
    const page = new Page()
    const { pair, profiles } = await compared(page)
    expect(await page.reply(page.ask({ type: 'close-pair', pair }))).toBeNull()
    expect(await page.reply(page.ask(summary(pair)))).toMatchObject({
      kind: 'unreadable',
      message: 'This comparison is closed.',
    })
    const ids = Object.values(profiles).flatMap((sides) => Object.values<ProfileId>({ ...sides }))
    expect(new Set([pair, ...ids]).size).toBe(13)
    for (const id of ids) {
      expect(await page.reply(page.ask(header(id)))).toMatchObject({
        message: 'This profile is closed.',
      })
    }
  })

  test('of a profile that is closed is told so', async () => {
    const page = new Page()
    const { profile } = await page.open(3)
    const query = { type: 'compare', sources: one(profile), bases: one(99) } as const
    expect(await page.reply(page.ask(query))).toMatchObject({ message: 'This profile is closed.' })
  })

  test('tells how far it is, and ends when it is cancelled', async () => {
    const page = new Page()
    const [old, now] = [await page.open(3), await page.open(5)]
    let time = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 1000))
    const query = { type: 'compare', sources: one(now.profile), bases: one(old.profile) } as const
    const whole = page.ask(query)
    await page.reply(whole)
    expect(page.progress(whole)).toContain('stacks')
    const id = page.ask(query)
    page.onMessage = (message) => {
      if (message.id === id && message.type === 'progress') page.send({ cancel: id })
    }
    expect(await page.reply(id)).toMatchObject({ kind: 'cancelled' })
    vi.restoreAllMocks()
  })
})

test('a pair is no profile', async () => {
  const page = new Page()
  const { pair } = await compared(page)
  expect(await page.reply(page.ask(header(pair)))).toMatchObject({
    message: 'This profile is closed.',
  })
})
