import { describe, expect, test } from 'vitest'
import { isSeconds, wishedTake, wishFor } from '../../../src/app/connect/connect-wish.ts'

describe('what a person wishes of a service', () => {
  test('is at first what the profile is mostly taken for', () => {
    expect(wishedTake(wishFor('profile'))).toEqual({
      profile: 'profile',
      seconds: 30,
      dump: false,
      gc: false,
    })
    expect(wishedTake(wishFor('heap'))).toMatchObject({ seconds: 0, dump: false })
    expect(wishedTake(wishFor('goroutine'))).toMatchObject({ seconds: 0, dump: true })
    expect(wishedTake(wishFor('example.com/pool'))).toMatchObject({ seconds: 0, dump: false })
  })

  test('over a time is never a text, nor after a collection', () => {
    const over = { since: 'from-now', seconds: '5' } as const
    expect(wishedTake({ ...wishFor('goroutine'), ...over })).toMatchObject({
      seconds: 5,
      dump: false,
    })
    expect(wishedTake({ ...wishFor('heap'), ...over, gc: true })).toMatchObject({ gc: false })
  })

  test('is none while its seconds are none', () => {
    expect(wishedTake({ ...wishFor('profile'), seconds: '' })).toBeNull()
    expect(wishedTake({ ...wishFor('heap'), seconds: 'x' })).not.toBeNull()
  })

  test.each([
    ['1', true],
    [' 3600 ', true],
    ['0', false],
    ['3601', false],
    ['1.5', false],
    ['-1', false],
    ['', false],
  ])('%j seconds: %s', (text, good) => {
    expect(isSeconds(text)).toBe(good)
  })
})
