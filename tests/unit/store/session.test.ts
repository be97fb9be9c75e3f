import { describe, expect, test } from 'vitest'
import type { OpenProfile } from '../../../src/store/open-profile.ts'
import {
  EMPTY_SESSION,
  type Failure,
  reduceSession,
  type Session,
  type SessionEvent,
} from '../../../src/store/session.ts'
import { unknownProgram } from './opened.ts'

function profile(key: number, id: number | null = key): OpenProfile {
  return {
    key,
    id,
    name: `${key}.pb.gz`,
    source: { kind: 'file', blob: new Blob() },
    original: new Blob(),
    answer: {
      profile: key,
      name: `${key}.pb.gz`,
      size: 1,
      inflatedSize: 1,
      sampleTypes: [],
      defaultSampleType: 0,
      program: unknownProgram(),
      recorded: 0,
      dump: false,
      pprofReads: true,
      samples: 0,
      functions: 0,
      locations: 0,
      stacks: 0,
      timings: {},
      warnings: [],
    },
    warningsRead: false,
  }
}

function failure(id: number, reopen = false): Failure {
  const message = 'It is empty.'
  return { id, name: 'bad.pb.gz', message, hint: 'Record it again.', reopen, kept: null }
}

function reduce(events: readonly SessionEvent[], start: Session = EMPTY_SESSION): Session {
  return events.reduce(reduceSession, start)
}

const opened = (key: number, show = true): SessionEvent => {
  return { type: 'opened', profile: profile(key), show }
}
const keys = (session: Session) => session.profiles.map(({ key }) => key)

describe('loading', () => {
  const started: SessionEvent = { type: 'load-started', name: 'a', host: '', waiting: 2 }

  test('goes from phase to phase', () => {
    const session = reduce([started, { type: 'progress', phase: 'inflate', done: 5, total: 10 }])
    expect(session.load).toEqual({
      name: 'a',
      host: '',
      phase: 'inflate',
      done: 5,
      total: 10,
      waiting: 2,
    })
  })

  test('begins with the download where there is one', () => {
    const session = reduce([{ ...started, host: 'ci.example' }])
    expect(session.load?.phase).toBe('download')
  })

  test('a word that comes too late starts nothing', () => {
    const late: SessionEvent = { type: 'progress', phase: 'decode', done: 1, total: 2 }
    expect(reduce([started, { type: 'load-ended' }, late])).toEqual(EMPTY_SESSION)
  })
})

describe('opening', () => {
  test('the profile on screen changes only where asked', () => {
    const session = reduce([opened(1), opened(2, false)])
    expect(keys(session)).toEqual([1, 2])
    expect(session.shown).toBe(1)
    expect(reduce([opened(3)], session).shown).toBe(3)
  })

  test('a failure leaves open what is open', () => {
    const before = reduce([opened(1)])
    const session = reduce([{ type: 'failed', failure: failure(7) }], before)
    expect(session.profiles).toBe(before.profiles)
    expect(session.shown).toBe(1)
    expect(session.failures).toEqual([failure(7)])
  })

  test('failures are put away one by one', () => {
    const session = reduce([
      { type: 'failed', failure: failure(1) },
      { type: 'failed', failure: failure(2) },
      { type: 'dismissed', id: 1 },
    ])
    expect(session.failures.map(({ id }) => id)).toEqual([2])
  })

  test('failures are put away together, but what needs an answer', () => {
    const kept = { name: 'trace.out', content: new Blob() }
    const session = reduce([
      { type: 'failed', failure: failure(1) },
      { type: 'failed', failure: { ...failure(2), kept } },
      { type: 'failed', failure: failure(3, true) },
      { type: 'dismissed-all' },
    ])
    expect(session.failures.map(({ id }) => id)).toEqual([2, 3])
  })
})

describe('closing', () => {
  const three = reduce([opened(1), opened(2), opened(3)])

  test.each([
    [1, 1, 2],
    [3, 3, 2],
    [2, 1, 2],
  ])('with %i on screen, closing %i shows %i', (shown, closed, expected) => {
    const session = reduce(
      [
        { type: 'shown', key: shown },
        { type: 'closed', key: closed },
      ],
      three,
    )
    expect(session.shown).toBe(expected)
    expect(keys(session)).not.toContain(closed)
  })

  test('the last one leaves nothing on screen', () => {
    expect(reduce([opened(1), { type: 'closed', key: 1 }]).shown).toBeNull()
  })

  test('unknown profiles are neither shown nor closed', () => {
    expect(reduce([{ type: 'shown', key: 9 }], three)).toBe(three)
    expect(reduce([{ type: 'closed', key: 9 }], three)).toBe(three)
  })
})

describe('a crash', () => {
  const crash: SessionEvent = { type: 'crashed', failure: failure(5, true) }

  test('keeps the list and offers once to open again', () => {
    const session = reduce([opened(1), opened(2), crash, { ...crash, failure: failure(6, true) }])
    expect(session.profiles.map(({ key, id }) => [key, id])).toEqual([
      [1, null],
      [2, null],
    ])
    expect(session.shown).toBe(2)
    expect(session.failures.map(({ id }) => id)).toEqual([6])
  })

  test('a profile opened again stands where it stood', () => {
    const again: SessionEvent = { type: 'opened', profile: profile(1, 77), show: false }
    const session = reduce([opened(1), opened(2), crash, again])
    expect(session.profiles.map(({ key, id }) => [key, id])).toEqual([
      [1, 77],
      [2, null],
    ])
  })
})
