import { describe, expect, test } from 'vitest'
import { viewedProfile } from '../../../src/store/compared.ts'
import {
  areComparable,
  comparisonOf,
  linkedAddresses,
  linkedComparison,
  olderFirst,
  withComparison,
} from '../../../src/store/comparison.ts'
import { parseLink, printLink } from '../../../src/store/link.ts'
import type { Comparison, OpenProfile } from '../../../src/store/open-profile.ts'
import {
  EMPTY_SESSION,
  reduceSession,
  type Session,
  type SessionEvent,
} from '../../../src/store/session.ts'
import { withView } from '../../../src/store/view.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import type { CompareAnswer } from '../../../src/worker/protocol.ts'
import '../views.ts'
import { unknownProgram } from './opened.ts'

interface Given {
  readonly key: number
  readonly name?: string
  readonly url?: string
  readonly recorded?: number
  readonly types?: readonly string[]
}

function profile({ key, name = `${key}.pb.gz`, url = '', recorded = 0, types = ['cpu'] }: Given) {
  const opened: OpenProfile = {
    key,
    id: key * 10,
    name,
    source: url === '' ? { kind: 'file', blob: new Blob() } : { kind: 'url', url, host: 'ci' },
    original: new Blob(),
    answer: {
      profile: key * 10,
      name,
      size: 1,
      inflatedSize: 1,
      sampleTypes: types.map((type) => ({ type, unit: 'count' })),
      defaultSampleType: 0,
      program: unknownProgram(),
      recorded,
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
  return opened
}

const one = (key: number, scale = 1) => ({ key, scale })

function sessionOf(events: readonly SessionEvent[], ...profiles: OpenProfile[]): Session {
  const opened = profiles.map(
    (each): SessionEvent => ({ type: 'opened', profile: each, show: true }),
  )
  return [...opened, ...events].reduce(reduceSession, EMPTY_SESSION)
}

describe('which is the base', () => {
  const names = (a: OpenProfile, b: OpenProfile) => olderFirst(a, b).map(({ name }) => name)

  test('the one that was recorded before', () => {
    const late = profile({ key: 1, name: 'a', recorded: 2000 })
    const early = profile({ key: 2, name: 'b', recorded: 1000 })
    expect(names(late, early)).toEqual(['b', 'a'])
  })

  test('by name, numbers as numbers, where a time is not known', () => {
    const ten = profile({ key: 1, name: 'heap.10', recorded: 1000 })
    const two = profile({ key: 2, name: 'heap.2' })
    expect(names(ten, two)).toEqual(['heap.2', 'heap.10'])
  })
})

test('profiles are comparable that have a sample type in common', () => {
  const [cpu, both, heap] = [['cpu'], ['samples', 'cpu'], ['inuse_space']].map(
    (types, key) => profile({ key, types }).answer,
  )
  expect(areComparable(cpu!, both!)).toBe(true)
  expect(areComparable(both!, heap!)).toBe(false)
})

describe('the link of a comparison', () => {
  const profiles = [
    profile({ key: 1, url: 'https://ci/old one.pb.gz' }),
    profile({ key: 2, url: 'https://ci/new.pb.gz' }),
    profile({ key: 3, url: 'https://ci/more.pb.gz' }),
  ]
  const printed = (comparison: Comparison) =>
    printLink(
      withComparison(withView(INITIAL_VIEW, { url: 'https://ci/new.pb.gz' }), comparison, profiles),
    )

  test('names both', () => {
    expect(decodeURIComponent(printed(comparisonOf([one(2)], [one(1)])))).toBe(
      '#/flamegraph?url=https://ci/new.pb.gz&base=https://ci/old%20one.pb.gz',
    )
  })

  test('gives back sets and their scales', () => {
    const link = printed(comparisonOf([one(2), one(3, 0.5)], [one(1, 2)]))
    const { view } = parseLink(link)
    expect(linkedAddresses(view)).toEqual([
      'https://ci/new.pb.gz',
      'https://ci/more.pb.gz',
      'https://ci/old%20one.pb.gz',
    ])
    expect(linkedComparison(view, profiles)).toMatchObject({
      sources: [one(2), one(3, 0.5)],
      bases: [one(1, 2)],
    })
  })

  test('asks for nothing while one of them is not open', () => {
    const { view } = parseLink(printed(comparisonOf([one(2)], [one(1)])))
    expect(linkedComparison(view, profiles.slice(1))).toBeNull()
  })

  test('that names a profile again and again is taken as far as that makes sense', () => {
    const again = Array.from({ length: 1010 }, () => 'https://ci/more.pb.gz').join(' ')
    const { view } = parseLink(
      `#/top?url=https://ci/new.pb.gz&base=${encodeURIComponent(again)}&more=${encodeURIComponent(again)}`,
    )
    const { sources, bases } = linkedComparison(view, profiles)!
    expect([sources.length, bases.length]).toEqual([1000, 1000])
  })

  test.each(['x', '-1', '0', '1e99', 'Infinity'])('takes a scale of %s for 1', (scale) => {
    const { view } = parseLink(
      `#/top?url=https://ci/new.pb.gz&base=https://ci/more.pb.gz&scale=${scale}`,
    )
    expect(linkedComparison(view, profiles)?.sources).toEqual([one(2)])
  })

  test('says nothing of what is not compared any more', () => {
    const before = parseLink(printed(comparisonOf([one(2), one(3, 2)], [one(1)]))).view
    expect(printLink(withComparison(before, null, profiles))).toBe(
      '#/flamegraph?url=https%3A%2F%2Fci%2Fnew.pb.gz',
    )
  })
})

describe('a session that compares', () => {
  const [old, latest] = [profile({ key: 1 }), profile({ key: 2 })]
  const comparison = comparisonOf([one(2)], [one(1)])
  const compared: SessionEvent = { type: 'shown', key: 2, comparison }
  const pair: CompareAnswer = {
    pair: 1,
    profiles: {
      recorded: { old: 100, new: 101, base: 102, diffBase: 103 },
      second: { old: 107, new: 108, base: 109, diffBase: 110 },
      total: { old: 111, new: 104, base: 105, diffBase: 106 },
    },
    sampleTypes: [{ type: 'cpu', unit: 'count' }],
    defaultSampleType: 0,
    facts: {
      leftOut: [],
      converted: [],
      duration: { old: '', new: '' },
      period: { old: '', new: '' },
      elapsedNanos: null,
      durationNanos: { old: 0, new: 0 },
      rates: { possible: true, advised: [] },
    },
  }
  const paired: SessionEvent = { type: 'paired', comparison: comparison.key, pair }

  test('shows its first source, and views wait for the worker', () => {
    const session = sessionOf([compared], old, latest)
    expect(session).toMatchObject({ shown: 2, comparison, pair: null })
    const looking = { mode: 'side', scaling: 'recorded' } as const
    const side = (side: 'old' | 'new' | null) => viewedProfile(session, { ...looking, side })
    expect(side(null)).toMatchObject({ key: comparison.key, id: null })
    expect(side('old')).toMatchObject({ id: null, name: old.name })
    expect(side('new')).toMatchObject({ id: null, name: latest.name })
    expect(side('old')).toBe(side('old'))
  })

  test('ends when one of its profiles is closed, when another is shown, and not by others', () => {
    const third = profile({ key: 3 })
    const session = sessionOf([compared, paired], old, latest, third)
    expect(reduceSession(session, { type: 'closed', key: 3 })).toMatchObject({ comparison, pair })
    expect(reduceSession(session, { type: 'closed', key: 1 })).toMatchObject({
      ...{ shown: 2, comparison: null, pair: null },
    })
    expect(reduceSession(session, { type: 'shown', key: 3 })).toMatchObject({
      ...{ shown: 3, comparison: null, pair: null },
    })
  })

  test.each([
    ['side', 'recorded', null, 101],
    ['side', 'recorded', 'old', 100],
    ['side', 'second', 'old', 107],
    ['side', 'total', 'new', 104],
    ['side', 'total', 'old', 111],
    ['base', 'recorded', null, 102],
    ['base', 'second', null, 109],
    ['base', 'total', null, 105],
    ['diff_base', 'recorded', null, 103],
    ['diff_base', 'total', null, 106],
  ] as const)(
    'in mode %s, amounts %s, side %s views show profile %i',
    (mode, scaling, side, id) => {
      const session = sessionOf([compared, paired], old, latest)
      const looking = { mode, scaling, side }
      const viewed = viewedProfile(session, looking)
      expect(viewed).toMatchObject({ key: comparison.key, id, answer: { profile: id } })
      expect(viewedProfile(session, { ...looking })).toBe(viewed)
    },
  )

  test('does not take a pair that was made for another', () => {
    const session = sessionOf([compared], old, latest)
    expect(reduceSession(session, { ...paired, comparison: -1 }).pair).toBeNull()
  })

  test('gives up an offer once it is taken, or one of its profiles is closed', () => {
    const offered: SessionEvent = { type: 'offered', offer: { base: 1, source: 2 } }
    const session = sessionOf([offered], old, latest)
    expect(session.offer).toEqual({ base: 1, source: 2 })
    expect(reduceSession(session, compared).offer).toBeNull()
    expect(reduceSession(session, { type: 'closed', key: 1 }).offer).toBeNull()
  })
})
