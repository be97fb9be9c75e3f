import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import type { FlameShape } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const SEARCH = { text: '', regexp: false, matchCase: false }

/** Name, share of the width, value and own value of each frame. */
function frames(stacks: string, shape: Partial<FlameShape> = {}) {
  const answer = ask(new EngineSession(fromStacks(stacks)), 'flame', {
    options: DEFAULT_OPTIONS,
    search: SEARCH,
    shape: { direction: 'down', frame: '', collapse: false, order: 'size', ...shape },
    root: [],
    from: 0,
    to: 1,
    width: 1000,
    minWidth: 1,
  })
  return {
    signed: answer.signed,
    rows: [...answer.node].map((_, i) => [
      answer.frames[answer.frame[i]!]!.name,
      answer.w[i],
      answer.total[i],
      answer.self[i],
    ]),
  }
}

/** What grew and what shrank: together nearly nothing. */
const DIFFERENCE = `
  main  main    main
  grow  shrink  shrink
  .     .       more
  ---
  space/bytes  60  -30  -10
`

describe('a profile with negative values', () => {
  test('has frames as wide as their values are large, whatever their sign', () => {
    expect(frames(DIFFERENCE)).toEqual({
      signed: true,
      rows: [
        ['root', 1, 20, 0],
        ['main', 1, 20, 0],
        ['grow', 0.6, 60, 60],
        ['shrink', 0.4, -40, -30],
        ['more', 0.1, -10, -10],
      ],
    })
  })

  test('so that nothing is hidden by what it cancels out', () => {
    const { rows } = frames(`
  main  main
  a     b
  ---
  space/bytes  5  -5
`)
    expect(rows).toEqual([
      ['root', 1, 0, 0],
      ['main', 1, 0, 0],
      ['a', 0.5, 5, 5],
      ['b', 0.5, -5, -5],
    ])
  })

  test('the same from the innermost frames up', () => {
    const { rows } = frames(DIFFERENCE, { direction: 'up' })
    expect(rows.slice(0, 4)).toEqual([
      ['root', 1, 20, 0],
      ['grow', 0.6, 60, 0],
      ['shrink', 0.3, -30, 0],
      ['more', 0.1, -10, 0],
    ])
  })
})

test('one without is drawn as it is', () => {
  const { signed, rows } = frames(`
  main  main
  a     b
  ---
  space/bytes  3  1
`)
  expect(signed).toBeUndefined()
  expect(rows.at(-1)).toEqual(['b', 0.25, 1, 1])
})
