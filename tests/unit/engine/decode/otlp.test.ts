import { describe, expect, test, vi } from 'vitest'
import { otlpJson, otlpProto } from '../../../../src/engine/decode/otlp/index.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import {
  bytes,
  decodeAll,
  decodeOne,
  expectHoldsTogether,
  expectTotal,
  failure,
  fixture,
  sums,
  wildFile,
} from './formats.ts'
import { labels, mappings, samples, types } from './legacy/decoded.ts'

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const text = (name: string) => new TextDecoder().decode(fixture(name))

/** What all forms and releases of the made message must give. */
function expectMade(profiles: ReadonlyMap<string, Profile>): void {
  expect([...profiles.keys()]).toEqual([
    'checkout: cpu, samples',
    'checkout: off_cpu',
    'payment: cpu',
  ])
  const [cpu, off, payment] = [...profiles.values()]
  // The second profile has the same samples in another order, one of them counted by timestamps.
  expect(types(cpu!)).toEqual(['cpu/nanoseconds', 'samples/count'])
  expect(samples(cpu!).map((line) => line.replace(/ \[.*/, ''))).toEqual([
    '30000000 3: parse parse.c:22, serve serve.c:12, main main.c:5',
    '20000000 2: 0x7f0000000abc, parse parse.c:22, serve serve.c:12, main main.c:5',
    '5 1: void shop.Cart.total(int) Cart.java:7, main main.c:5',
  ])
  const common = ['service.name=checkout', 'host.cpus=8', 'deployment=canary']
  expect(labels(cpu!, 0)).toEqual(['thread.name=worker-1', 'allocation.size=512', ...common])
  expect(labels(cpu!, 1)).toEqual([
    'thread.name=worker-1',
    'thread.id=9007199254740992',
    'ratio=0.5 1',
    'sampled=true',
    'tags=a',
    'tags=b',
    'trace_id=30313233343536373839616263646566',
    'span_id=3132333435363738',
    ...common,
  ])
  // Beyond 2^53, and with its unit.
  expect(Array.from(cpu!.labels.exact ?? [])).toContain(9007199254740993n)
  expect(Array.from(cpu!.labels.unit, (unit) => cpu!.strings.get(unit))).toContain('By')
  expect(mappings(cpu!)).toEqual([
    '0x400000-0x800000 +0x0 /usr/bin/checkout abcd1234',
    '0x7f0000000000-0x7f0000100000 +0x1000 /usr/lib/libc.so.6',
    '0x0-0x0 +0x0 [jvm]',
  ])
  expect(cpu!.header).toMatchObject({
    timeNanos: 1780000000000000000n,
    durationNanos: 2000000000n,
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period: 10000000n,
    comments: ['made by hand'],
  })
  expect(samples(off!)).toEqual([
    '3: void shop.Cart.total(int) Cart.java:7, main main.c:5 [thread.name=worker-1,service.name=checkout,host.cpus=8]',
  ])
  expect(sums(payment!)).toEqual([77])
  for (const profile of profiles.values()) expectHoldsTogether(profile)
}

describe('a message in protobuf', () => {
  test.each(['otlp.pb', 'otlp.1.9.pb', 'otlp.1.8.pb'])('%s', async (name) => {
    expectMade(await decodeAll(otlpProto, fixture(name)))
  })

  test('records with their lengths: equal profiles are added up', async () => {
    const profile = await decodeOne(otlpProto, fixture('otlp.records'))
    expect(sums(profile)).toEqual([154])
    expect(profile.header.durationNanos).toBe(2000000000n)
    const cut = fixture('otlp.records')
    const torn = await decodeOne(otlpProto, cut.subarray(0, cut.length - 9))
    expect(sums(torn)).toEqual([77])
    expect(torn.warnings).toEqual([
      'The file is truncated within an export; only the exports before it are shown.',
    ])
  })

  test('a pprof within is taken as it is', async () => {
    const profile = await decodeOne(otlpProto, fixture('otlp.payload.pb'))
    expect(types(profile)).toEqual(['threadcreate/count'])
  })

  test('one that is cut short is recognised and told', async () => {
    for (const share of [0.2, 0.5, 0.95]) {
      const whole = fixture('otlp.pb')
      const error = await failure(otlpProto, whole.subarray(0, whole.length * share))
      expect(error.kind).toBe('malformed')
    }
  })

  test('indices beyond their tables are told', async () => {
    const pb = fixture('otlp.pb').slice()
    // The stack of the first sample: field 1 of the first sample with attributes 4, 5.
    const at = pb.findIndex((_, i) => [8, 1, 18, 2, 4, 5].every((byte, j) => pb[i + j] === byte))
    pb[at + 1] = 99
    expect((await failure(otlpProto, pb)).message).toContain('stack 99 of 4')
  })
})

describe('a message in JSON', () => {
  test('the collector’s', async () => expectMade(await decodeAll(otlpJson, fixture('otlp.json'))))

  test('names as the schema has them', async () => {
    const snake = text('otlp.json').replace(/"([a-z]+[A-Z]\w*)":/g, (key) =>
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    expect(snake).toContain('"resource_profiles"')
    expectMade(await decodeAll(otlpJson, snake))
  })

  test('lines: the profiles of all are added up', async () => {
    const twice = await decodeAll(otlpJson, fixture('otlp.jsonl'))
    const once = await decodeAll(otlpJson, fixture('otlp.json'))
    expect([...twice.keys()]).toEqual([...once.keys()])
    for (const [name, profile] of twice) {
      expect(sums(profile)).toEqual(sums(once.get(name)!).map((sum) => 2 * sum))
    }
    const torn = await decodeAll(otlpJson, text('otlp.jsonl').slice(0, -100))
    expect([...torn.values()][0]!.warnings).toHaveLength(1)
  })

  test('one that is cut short is told', async () => {
    const error = await failure(otlpJson, text('otlp.json').slice(0, -50))
    expect(error.message).toMatch(/^This OpenTelemetry profile cannot be read: /)
  })
})

test('a message of the protocol before 1.8 is told', async () => {
  const old = text('otlp.json').replaceAll('"samples":[', '"locationIndices":[1],"sample":[')
  expect((await failure(otlpJson, old)).message).toContain('before 1.8')
  // A profile with a packed list as field 3.
  const profile = [0x0a, 2, 8, 1, 0x1a, 1, 1]
  const scope = [0x12, profile.length, ...profile]
  const resource = [0x12, scope.length, ...scope]
  const pb = Uint8Array.from([0x0a, resource.length, ...resource])
  expect((await failure(otlpProto, pb)).message).toContain('before 1.8')
})

test('other files are not recognised', () => {
  for (const other of ['', '{}', '{"nodes":[]}', 'a;b 3', '\x0a\x04\x08\x01\x10\x02']) {
    expect(otlpProto.recognizes(bytes(other))).toBe(false)
    expect(otlpJson.recognizes(bytes(other))).toBe(false)
  }
})

test('small files do not become large profiles', async () => {
  // A stack of many frames that each of many profiles refers to.
  const head = JSON.parse(text('otlp.json'))
  head.dictionary.stackTable[1].locationIndices = Array(200_000).fill(1)
  const sample = head.resourceProfiles[1].scopeProfiles[0].profiles[0]
  head.resourceProfiles[1].scopeProfiles[0].profiles = Array(2000).fill(sample)
  const error = await failure(otlpJson, JSON.stringify(head))
  expect(error.kind).toBe('too-large')
})

test('any change of a message gives null, profiles or a ProfileError', async () => {
  const names = ['otlp.pb', 'otlp.1.8.pb', 'otlp.records', 'otlp.payload.pb']
  await expectTotal(otlpProto, names.map(fixture), 500)
  await expectTotal(otlpJson, ['otlp.json', 'otlp.jsonl'].map(fixture), 300)
})

describe('real files', () => {
  const profileOtlp = wildFile('profile.otlp')
  const k8s = wildFile('k8s.otlp')

  test.skipIf(!profileOtlp)('profile.otlp', async () => {
    const profiles = [...(await decodeAll(otlpProto, profileOtlp!)).values()]
    for (const profile of profiles) expectHoldsTogether(profile)
    // Timestamps per profile, counted by a walk over the wire format.
    expect(profiles.map((profile) => sums(profile)[0])).toEqual([168, 11, 5, 5])
  })

  test.skipIf(!k8s)('k8s.otlp', async () => {
    const profiles = await decodeAll(otlpProto, k8s!)
    for (const profile of profiles.values()) expectHoldsTogether(profile)
    // The second of its two records adds 23, 11, 20, 40, 6, 1 and a profile of its own.
    expect([...profiles].map(([name, profile]) => [name, sums(profile)[0]])).toEqual([
      ['a538e0b90ee5: samples', 20 + 23],
      ['fe5305dcbe2f: samples', 9 + 11],
      ['cfc69e849710: samples', 9 + 20],
      ['no resource: samples', 16 + 40],
      ['9611d3d7f341: samples', 3 + 6],
      ['a21f2e80e402: samples', 1 + 1],
      ['77753d742a2c: samples', 6],
    ])
  })
})
