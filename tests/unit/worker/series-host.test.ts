import { afterEach, expect, test, vi } from 'vitest'
import type {
  SeriesAnswer,
  SeriesTrendAnswer,
} from '../../../src/engine/questions/series/answers.ts'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import type { OpenAnswer, SeriesQuery, SeriesTrendQuery } from '../../../src/worker/protocol.ts'
import { Page, profileBytes } from './host-page.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const query = (...profiles: number[]): SeriesQuery => ({
  type: 'series',
  profiles,
  names: profiles.map((profile) => `cpu.${profile}`),
  options: DEFAULT_OPTIONS,
  given: false,
  table: 'flat',
  column: 'growth',
  reverse: false,
  search: { text: '', regexp: false, matchCase: false },
  onlyMatches: false,
  from: 0,
  to: 10,
})

test('the host answers about several profiles at once', async () => {
  const page = new Page()
  const few = await page.open(2)
  const many = await page.open(6)
  const asked = query(few.profile, many.profile)
  const answer = (await page.reply(page.ask(asked))) as SeriesAnswer
  expect(answer.snapshots.map(({ totalText }) => totalText)).toEqual(['10ms', '30ms'])
  expect(answer.growthText).toBe('+20ms')
  const trend: SeriesTrendQuery = { ...asked, type: 'series-trend', member: 1, stacks: [2] }
  const { values } = (await page.reply(page.ask(trend))) as SeriesTrendAnswer
  expect(values).toEqual([[10, 30]])

  await page.reply(page.ask({ type: 'close', profile: few.profile }))
  expect(await page.reply(page.ask(asked))).toMatchObject({ message: 'This profile is closed.' })
})

test('snapshots that do not say when they were taken go by what the page says', async () => {
  const page = new Page()
  const at = Date.UTC(2026, 10, 21, 14)
  const open = async (samples: number, taken: number): Promise<number> => {
    const source = profileBytes(samples)
    const id = page.ask({ type: 'open', source, name: 'dump', taken })
    return ((await page.reply(id)) as OpenAnswer).profile
  }
  const last = await open(6, at + 60_000)
  const first = await open(2, at)
  const answer = (await page.reply(page.ask(query(last, first)))) as SeriesAnswer
  expect(answer).toMatchObject({ timed: true, byTaken: true })
  expect(answer.snapshots).toMatchObject([
    { index: 1, time: '', taken: at, place: 0 },
    { index: 0, time: '', taken: at + 60_000, place: 60 },
  ])
  expect(answer.rows[0]!.slopeText).toBe('+20ms/min')
})

test('making a series tells how far it is, and ends when it is cancelled', async () => {
  const page = new Page()
  const { profile: few } = await page.open(2)
  const { profile: many } = await page.open(20_000)
  const asked = query(few, many)
  let now = 0
  // Every step looks long.
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1000
    return now
  })
  const id = page.ask(asked)
  page.onMessage = (message) => {
    if (message.type === 'progress' && message.phase === 'stacks') page.send({ cancel: id })
  }
  // It waits for the first, which leaves it nothing.
  const next = page.ask(query(few, many))
  const other = page.ask({ type: 'header', profile: few, options: DEFAULT_OPTIONS })
  expect(await page.reply(id)).toMatchObject({ kind: 'cancelled' })
  expect(page.progress(id)).toContain('aggregate')
  expect(await page.reply(next)).toMatchObject({ growthText: '+99.99s' })
  await page.reply(other)
  const order = page.messages.filter(({ type }) => type === 'ok').map(({ id }) => id)
  expect(order.indexOf(other)).toBeLessThan(order.indexOf(next))
})

test('a comparison makes room: of a series that was looked at nothing is kept', async () => {
  const page = new Page()
  const { profile: few } = await page.open(2)
  const { profile: many } = await page.open(6)
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1000
    return now
  })
  const made = async (): Promise<boolean> => {
    const id = page.ask(query(few, many))
    await page.reply(id)
    return page.progress(id).includes('stacks')
  }
  expect([await made(), await made()]).toEqual([true, false])
  const [source, base] = [many, few].map((profile) => ({ profile, scale: 1 }))
  await page.reply(page.ask({ type: 'compare', sources: [source!], bases: [base!] }))
  expect(await made()).toBe(true)
})
