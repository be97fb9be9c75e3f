import { afterEach, describe, expect, test } from 'vitest'
import { linkedAddresses } from '../../../src/store/comparison.ts'
import { parseLink, printLink } from '../../../src/store/link.ts'
import { viewStore } from '../../../src/store/navigation.ts'
import type { OpenProfile } from '../../../src/store/open-profile.ts'
import { alikeTo, byKind, membersInOrder, seriesChoices } from '../../../src/store/series.ts'
import {
  linkedOrder,
  linkedSnapshots,
  orderOf,
  orderSeries,
  orderStore,
  withoutSnapshot,
} from '../../../src/store/series-order.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'
import { unknownProgram } from './opened.ts'

const HEAP = [
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
]

function opened(key: number, sampleTypes = HEAP, program = {}): OpenProfile {
  const name = `heap.${key}`
  return {
    ...{ key, id: key, name, warningsRead: false },
    source: { kind: 'file', blob: new Blob() },
    original: new Blob(),
    answer: {
      ...{ profile: key, name, size: 0, inflatedSize: 0, sampleTypes, defaultSampleType: 0 },
      program: { ...unknownProgram(sampleTypes), ...program },
      ...{
        dump: false,
        pprofReads: true,
        samples: 0,
        functions: 0,
        locations: 0,
        stacks: 0,
        timings: {},
        warnings: [],
      },
      recorded: 0,
    },
  }
}

test('profiles are of one kind if they count the same in the same units', () => {
  const kilobytes = [HEAP[0]!, { type: 'inuse_space', unit: 'kilobytes' }]
  const others = [opened(2), opened(3, HEAP.slice(0, 1)), opened(4, kilobytes)]
  expect(byKind([opened(1), ...others]).map((members) => members.map(({ key }) => key))).toEqual([
    [1, 2],
    [3],
    [4],
  ])
})

test('profiles of several programs are several series, to be chosen from', () => {
  const of = (key: number, file: string) => opened(key, HEAP, { file })
  const profiles = [of(1, 'server'), of(2, 'worker'), of(3, 'server'), of(4, 'worker'), of(5, '')]
  // What does not say which it is goes with the first.
  expect(byKind(profiles).map((members) => members.map(({ key }) => key))).toEqual([
    [1, 3, 5],
    [2, 4],
  ])
  expect(seriesChoices(profiles, profiles[0]!)).toEqual([
    { key: 1, text: 'server: inuse_objects, 3 snapshots' },
    { key: 4, text: 'worker: inuse_objects, 2 snapshots' },
  ])
  expect(seriesChoices(profiles.slice(0, 1), profiles[0]!)).toEqual([])
  expect(alikeTo(profiles[1]!, profiles).alike.map(({ key }) => key)).toEqual([2, 4])
  expect(alikeTo(profiles[4]!, profiles).alike.map(({ key }) => key)).toEqual([1, 3, 5])
})

test('a series is made of what was opened last, as far as tables and people can bear it', () => {
  const profiles = Array.from({ length: 250 }, (_, i) => opened(i + 1))
  const { alike, leftOut } = alikeTo(profiles[0]!, profiles)
  expect(alike.map(({ key }) => key)).toEqual(profiles.slice(50).map(({ key }) => key))
  expect(leftOut).toBe(50)
})

test('an order that a person gives has what was opened since at its end', () => {
  const members = [1, 2, 3, 4].map((key) => opened(key))
  const keys = (order: readonly number[] | null): number[] =>
    membersInOrder(members, order).map(({ key }) => key)
  expect(keys(null)).toEqual([1, 2, 3, 4])
  expect(keys([3, 1, 9])).toEqual([3, 1, 2, 4])
})

describe('the order that a person gives', () => {
  /** From an address if it has one, which a space in it must not break. */
  const at = (key: number, url = `https://ci/heap ${key}.pb.gz`): OpenProfile => ({
    ...opened(key),
    source: { kind: 'url', url, host: 'ci' },
  })

  afterEach(() => {
    viewStore.setState(INITIAL_VIEW, true)
    orderStore.setState({ order: null })
  })

  test('is in the link where all snapshots have addresses', () => {
    const members = [at(2), at(1), at(3)]
    orderSeries(members)
    const { view } = parseLink(printLink(viewStore.getState()))
    expect(orderStore.getState().order).toBeNull()
    expect(linkedOrder(linkedSnapshots(view), [at(1), at(2), at(3), at(4)])).toEqual([2, 1, 3])
    expect(linkedAddresses(view)).toEqual(
      members.map(({ key }) => `https://ci/heap%20${key}.pb.gz`),
    )
    expect(linkedSnapshots(withoutSnapshot(view, at(1)))).toHaveLength(2)
  })

  test('is kept by the page where one was dropped', () => {
    orderSeries([at(2), opened(1)])
    expect(orderStore.getState().order).toEqual([2, 1])
    expect(linkedSnapshots(viewStore.getState())).toEqual([])
  })

  test('is forgotten when they are to be in their own', () => {
    for (const members of [
      [at(2), at(1)],
      [at(2), opened(1)],
    ]) {
      orderSeries(members)
      orderSeries(null)
      expect(orderStore.getState().order).toBeNull()
      expect(linkedSnapshots(viewStore.getState())).toEqual([])
    }
  })

  test('of profiles that are not open is none', () => {
    expect(linkedOrder(['https://ci/a.pb.gz'], [at(1)])).toBeNull()
  })

  test('is not that of snapshots of another kind, nor of those opened when all are closed', () => {
    orderSeries([opened(2), opened(1)])
    const { order } = orderStore.getState()
    expect(orderOf(order, [], [opened(1), opened(2), opened(3)])).toEqual([2, 1])
    expect(orderOf(order, [], [opened(4), opened(5)])).toBeNull()
    expect(orderOf(order, ['https://ci/b', 'https://ci/a'], [at(4, 'https://ci/a')])).toEqual([4])
  })

  test('is found at once among very many, however many addresses a link names', () => {
    const members = Array.from({ length: 2000 }, (_, i) => at(i))
    const addresses = Array.from(
      { length: 20_000 },
      (_, i) => `https://ci/heap%20${i % 3000}.pb.gz`,
    )
    const order = linkedOrder(addresses.toReversed(), members)
    const inOrder = membersInOrder(members, order)
    expect(inOrder.slice(0, 2).map(({ key }) => key)).toEqual([1999, 1998])
  })
})
