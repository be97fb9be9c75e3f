import { expect, test } from 'vitest'
import { confusion, sumOf } from '../verdicts/confusion.ts'
import { type Drawn, draw, SHAPE_NAMES } from '../verdicts/draw.ts'

/**
 * The bounds of `npm run bench -- --only verdict`, on a draw that is small enough for every test
 * run: two series of each shape. One accusation in so few is chance; two are not.
 */
const SEEDS = { from: 2_000_000, count: 2 * SHAPE_NAMES.length }

test('of programs whose truth is known, leaks are named and nothing else is accused', async () => {
  const drawn: Drawn[] = []
  for (let seed = SEEDS.from; seed < SEEDS.from + SEEDS.count; seed++) drawn.push(await draw(seed))
  const all = sumOf(confusion(drawn), 'all')
  expect(SHAPE_NAMES.length).toBeGreaterThanOrEqual(24)
  expect(all.accused).toBeLessThanOrEqual(1)
  expect(all.visible).toBeGreaterThan(20)
  expect(all.named / all.visible).toBeGreaterThanOrEqual(0.95)
  expect(all.leaks / all.visible).toBeGreaterThan(0.5)
  expect(all.missed).toBe(0)
}, 120_000)

test('a seed gives the same series again', async () => {
  const [one, other] = [await draw(2_000_005), await draw(2_000_005)]
  expect(other.findings).toEqual(one.findings)
})
