import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { generate, type Kind, type ProfileParameters } from '../../bench/generate.ts'
import { ProtoWriter } from '../../bench/writer.ts'

const SMALL: ProfileParameters = {
  seed: 7,
  recording: 0,
  samples: 2000,
  functions: 300,
  locations: 900,
  meanDepth: 12,
  kind: 'cpu',
  labels: 0.5,
}

interface Label {
  key: number
  str: number
  num: number
  numUnit: number
}

interface Decoded {
  sampleType: { type: number; unit: number }[]
  sample: { locationId: number[]; value: number[]; label: Label[] }[]
  mapping: { id: number; memoryStart: number; memoryLimit: number }[]
  location: { id: number; mappingId: number; address: number; line: { functionId: number }[] }[]
  function: { id: number; name: number; filename: number; startLine: number }[]
  stringTable: string[]
  timeNanos: number
  period: number
}

let message: protobuf.Type
beforeAll(async () => {
  const file = fileURLToPath(new URL('../../../proto/profile.proto', import.meta.url))
  message = (await protobuf.load(file)).lookupType('perftools.profiles.Profile')
})

function decode(parameters: ProfileParameters): Decoded {
  const options = { longs: Number, arrays: true, defaults: true }
  return message.toObject(message.decode(generate(parameters).bytes), options) as Decoded
}

describe('the generator', () => {
  test('gives the same bytes for the same seed, and others for another', () => {
    expect(generate(SMALL).bytes).toEqual(generate(SMALL).bytes)
    expect(generate({ ...SMALL, seed: 8 }).bytes).not.toEqual(generate(SMALL).bytes)
  })

  test('records the same program again', () => {
    const program = ({ location, function: functions }: Decoded) => ({
      addresses: location.map(({ address }) => address),
      lines: functions.map(({ startLine }) => startLine),
    })
    const [first, again] = [decode(SMALL), decode({ ...SMALL, recording: 9 })]
    expect(program(again)).toEqual(program(first))
    expect(again.sample).not.toEqual(first.sample)
  })

  test.each<[Kind, number]>([
    ['cpu', 2],
    ['heap', 4],
    ['goroutine', 1],
  ])('makes the counts asked for: %s', (kind, types) => {
    const profile = decode({ ...SMALL, kind })
    expect(profile.sample).toHaveLength(SMALL.samples)
    expect(profile.function).toHaveLength(SMALL.functions)
    expect(profile.location).toHaveLength(SMALL.locations)
    expect(profile.sampleType).toHaveLength(types)
    expect(profile.sample.every((sample) => sample.value.length === types)).toBe(true)
  })

  test('refers only to what is there', () => {
    const profile = decode(SMALL)
    const locations = new Set(profile.location.map((location) => location.id))
    const functions = new Set(profile.function.map((fn) => fn.id))
    const mappings = new Map(profile.mapping.map((mapping) => [mapping.id, mapping]))
    const strings = profile.stringTable.length
    const unknown = {
      locations: profile.sample.flatMap((s) => s.locationId).filter((id) => !locations.has(id)),
      functions: profile.location
        .flatMap((location) => location.line)
        .filter((line) => !functions.has(line.functionId)),
      strings: [
        ...profile.function.flatMap((fn) => [fn.name, fn.filename]),
        ...profile.sample.flatMap((s) => s.label.flatMap((l) => [l.key, l.str])),
      ].filter((index) => index >= strings),
      addresses: profile.location.filter((location) => {
        const mapping = mappings.get(location.mappingId)
        if (mapping === undefined) return true
        return location.address < mapping.memoryStart || location.address >= mapping.memoryLimit
      }),
    }
    expect(unknown).toEqual({ locations: [], functions: [], strings: [], addresses: [] })
    expect(locations.size).toBe(SMALL.locations)
    expect(functions.size).toBe(SMALL.functions)
    expect(profile.stringTable[0]).toBe('')
  })

  test('looks like a program: depth, inlining, names, shared prefixes', () => {
    const profile = decode(SMALL)
    const depths = profile.sample.map((sample) => sample.locationId.length)
    const mean = depths.reduce((sum, depth) => sum + depth, 0) / depths.length
    expect(mean).toBeGreaterThan(SMALL.meanDepth * 0.8)
    expect(mean).toBeLessThan(SMALL.meanDepth * 1.2)
    const inlined = profile.location.filter((location) => location.line.length > 1)
    expect(inlined.length / SMALL.locations).toBeCloseTo(0.2, 1)
    expect(Math.max(...inlined.map((location) => location.line.length))).toBe(4)
    const names = new Set(profile.function.map((fn) => profile.stringTable[fn.name]))
    expect(names.size).toBe(SMALL.functions)
    const { paths } = generate(SMALL)
    expect(paths).toBeLessThan((SMALL.samples * mean) / 2)
    // Outermost calls: the few functions that goroutines start in.
    expect(new Set(profile.sample.map((sample) => sample.locationId.at(-1))).size).toBeLessThan(100)
  })

  test('labels the share asked for; heap samples have their size as a number', () => {
    const cpu = decode(SMALL)
    const share = cpu.sample.filter((s) => s.label.length === 2).length / SMALL.samples
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.75)
    expect(decode({ ...SMALL, labels: 0 }).sample.every((s) => s.label.length === 0)).toBe(true)

    const heap = decode({ ...SMALL, kind: 'heap' })
    const text = (index: number) => heap.stringTable[index]
    for (const { label, value } of heap.sample) {
      const size = label.find((each) => text(each.key) === 'bytes')!
      expect(text(size.numUnit)).toBe('bytes')
      expect(value[1]).toBe(value[0]! * size.num)
    }
  })

  test('still gives rows where the program has too few different ones', () => {
    const tiny = { ...SMALL, functions: 20, locations: 40, meanDepth: 2, labels: 0 }
    expect(decode(tiny).sample).toHaveLength(SMALL.samples)
    expect(() => generate({ ...SMALL, locations: 400 })).toThrow(/2 locations/)
  })
})

describe('the writer', () => {
  test('writes 64-bit numbers, and fields across chunks', () => {
    const body = new ProtoWriter()
    body.packed(1, [0, 1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53])
    const out = new ProtoWriter(16)
    out.message(2, body)
    out.string(6, 'x'.repeat(100))
    out.number(9, 1_767_225_600_000_000_000)
    const profile = message.toObject(message.decode(out.finish()), { longs: String }) as {
      sample: { locationId: string[] }[]
      stringTable: string[]
      timeNanos: string
    }
    expect(profile.sample[0]!.locationId).toEqual(
      [0, 1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53].map(String),
    )
    expect(profile.stringTable).toEqual(['x'.repeat(100)])
    expect(profile.timeNanos).toBe('1767225600000000000')
  })
})
