import { expect, test } from 'vitest'
import type { SeriesAnswer } from '../../../../src/engine/questions/series/answers.ts'
import { askSeries } from '../../../../src/engine/questions/series-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { SeriesSession } from '../../../../src/engine/session/series-session.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const members = ['10 -30', '20 -10'].map((values, i) => ({
  session: new EngineSession(
    fromStacks(`
      main  main
      grow  shrink
      ------------------------
      inuse_space/bytes ${values}
    `),
  ),
  name: `heap.${i}`,
  taken: 0,
}))

function functions(
  session: SeriesSession,
  options: Partial<Options> = {},
  of = members,
): Promise<SeriesAnswer> {
  return askSeries(session, 'series', of, {
    ...{ options: { ...DEFAULT_OPTIONS, ...options }, names: ['', ''], given: true },
    ...{ table: 'flat', column: 'name', reverse: false, onlyMatches: false, from: 0, to: 10 },
    search: { text: '', regexp: false, matchCase: false },
  })
}

const namesOf = ({ rows }: SeriesAnswer): string[] => rows.map(({ frame }) => frame.name)

test('the series that is kept is not taken for one with other options', async () => {
  const session = new SeriesSession()
  expect(namesOf(await functions(session))).toEqual(['grow', 'shrink'])
  expect(namesOf(await functions(session, { drop_negative: true }))).toEqual(['grow'])
  expect(namesOf(await functions(session, { hide: 'grow' }))).toContain('main')
})

test('nor for one of other profiles', async () => {
  const session = new SeriesSession()
  const { snapshots } = await functions(session)
  expect(snapshots.map(({ total }) => total)).toEqual([-20, 10])
  const again = await functions(session, {}, members.toReversed())
  expect(again.snapshots.map(({ total }) => total)).toEqual([10, -20])
})
