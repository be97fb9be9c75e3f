import { describe, expect, test } from 'vitest'
import { keyOf, Memo } from '../../../src/engine/memo.ts'

describe('Memo', () => {
  test('computes once per key', () => {
    const memo = new Memo<string>(2)
    let computed = 0
    const ask = (key: string): string => memo.get(key, () => `${key}${++computed}`)
    expect([ask('a'), ask('b'), ask('a'), ask('b')]).toEqual(['a1', 'b2', 'a1', 'b2'])
  })

  test('lets the least recently used go', () => {
    const memo = new Memo<string>(2)
    const computed: string[] = []
    const ask = (key: string): void => {
      memo.get(key, () => {
        computed.push(key)
        return key
      })
    }
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key)
    expect(computed).toEqual(['a', 'b', 'c', 'b'])
  })

  test('keeps nothing of a failure', () => {
    const memo = new Memo<number>(1)
    expect(() =>
      memo.get('a', () => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(memo.get('a', () => 7)).toBe(7)
  })
})

test('a key tells fields apart that would read the same in a row', () => {
  const key = (focus: string, ignore: string): string =>
    keyOf({ focus, ignore }, ['focus', 'ignore'])
  expect(key('a', 'b')).toBe(key('a', 'b'))
  expect(new Set([key('ab', ''), key('a', 'b'), key('', 'ab'), key('a","b', '')]).size).toBe(4)
})
