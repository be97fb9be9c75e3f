import { expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import type { SeriesAnswer, SeriesTrendAnswer } from '../../src/engine/session/series.ts'
import type { SeriesQuery, SeriesTrendQuery } from '../../src/worker/protocol.ts'
import { Page } from './host-page.ts'

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
