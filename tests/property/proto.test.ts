import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { perftools } from '../../proto/generated/profile.js'
import { decodeProto } from '../../src/engine/decode/proto.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import { labelNumber } from '../../src/engine/profile/labels.ts'
import { MappingFlag, type Profile } from '../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../src/engine/progress.ts'
import { style, writeProto } from './proto-bytes.ts'
import { type ProtoModel, protoModel } from './proto-model.ts'

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/**
 * The engine decodes into columns; the decoder that protobufjs generates makes plain objects, slow
 * and obvious. Both must see the same profile in the same bytes.
 */

type Message = perftools.profiles.Profile
type Int64 = Message['timeNanos']

const unsigned = ({ low, high }: Int64): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
const signed = (value: Int64): bigint => BigInt.asIntN(64, unsigned(value))
const zero = { low: 0, high: 0 } as Int64

/** What the generated decoder sees, references put in words. */
function plainOfMessage(message: Message): unknown {
  const text = (index: Int64 | null | undefined): string =>
    message.stringTable[Number(signed(index ?? zero))] ?? ''
  const number = (value: Int64 | null | undefined): number => Number(signed(value ?? zero))
  const big = (value: Int64 | null | undefined): bigint => signed(value ?? zero)
  const id = (value: Int64 | null | undefined): bigint => unsigned(value ?? zero)
  const valueType = (type: Message['periodType']): unknown => ({
    type: text(type?.type),
    unit: text(type?.unit),
  })
  const mappingIds = new Set(message.mapping.map((mapping) => id(mapping.id)))
  return {
    sampleTypes: message.sampleType.map(valueType),
    samples: message.sample.map((sample) => ({
      locations: (sample.locationId ?? []).map(id),
      values: (sample.value ?? []).map(big),
      labels: (sample.label ?? [])
        .map((label) => ({
          key: text(label.key),
          str: text(label.str),
          num: text(label.str) === '' ? signed(label.num ?? zero) : 0n,
          unit: text(label.str) === '' ? text(label.numUnit) : '',
        }))
        // Without text, number and unit it is no label.
        .filter(({ str, num, unit }) => str !== '' || num !== 0n || unit !== ''),
    })),
    mappings: message.mapping.map((mapping) => ({
      id: id(mapping.id),
      start: id(mapping.memoryStart),
      limit: id(mapping.memoryLimit),
      offset: id(mapping.fileOffset),
      file: text(mapping.filename),
      buildId: text(mapping.buildId),
      flags: [
        mapping.hasFunctions,
        mapping.hasFilenames,
        mapping.hasLineNumbers,
        mapping.hasInlineFrames,
      ].map((flag) => flag ?? false),
    })),
    locations: message.location.map((location) => ({
      id: id(location.id),
      mapping: mappingIds.has(id(location.mappingId)) ? id(location.mappingId) : null,
      address: id(location.address),
      folded: location.isFolded ?? false,
      lines: (location.line ?? []).map((line) => ({
        function: id(line.functionId),
        line: number(line.line),
        column: number(line.column),
      })),
    })),
    functions: message.function.map((func) => ({
      id: id(func.id),
      name: text(func.name),
      systemName: text(func.systemName),
      file: text(func.filename),
      startLine: number(func.startLine),
    })),
    defaultSampleType: text(message.defaultSampleType),
    header: {
      dropFrames: text(message.dropFrames),
      keepFrames: text(message.keepFrames),
      timeNanos: big(message.timeNanos),
      durationNanos: big(message.durationNanos),
      periodType: valueType(message.periodType),
      period: big(message.period),
      comments: message.comment.map(text),
      docUrl: text(message.docUrl),
    },
  }
}

/** The same of the engine's tables. */
function plainOfTables(profile: Profile): unknown {
  const { functions, mappings, locations, lines, stacks, labels, samples, strings } = profile
  const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row)
  const range = (first: Uint32Array, row: number): number[] =>
    rows(first[row + 1]! - first[row]!).map((i) => first[row]! + i)
  const path = (stack: number): bigint[] =>
    stack === 0 ? [] : [locations.id[stacks.location[stack]!]!, ...path(stacks.parent[stack]!)]
  return {
    sampleTypes: profile.sampleTypes,
    samples: rows(samples.count).map((row) => ({
      locations: path(samples.stack[row]!),
      values: samples.values.map((column, type) => {
        const exact = samples.exactValues?.[type]?.[row]
        if (exact !== undefined) expect(column[row]).toBe(Number(exact))
        return exact ?? BigInt(column[row]!)
      }),
      labels: range(labels.first, samples.labelSet[row]!).map((i) => ({
        key: strings.get(labels.key[i]!),
        str: strings.get(labels.str[i]!),
        num: BigInt(labelNumber(labels, i)),
        unit: strings.get(labels.unit[i]!),
      })),
    })),
    mappings: rows(mappings.count).map((row) => ({
      id: mappings.id[row],
      start: mappings.start[row],
      limit: mappings.limit[row],
      offset: mappings.offset[row],
      file: strings.get(mappings.file[row]!),
      buildId: strings.get(mappings.buildId[row]!),
      flags: Object.values(MappingFlag).map((bit) => (mappings.flags[row]! & bit) !== 0),
    })),
    locations: rows(locations.count).map((row) => ({
      id: locations.id[row],
      mapping: mappings.id[locations.mapping[row]!] ?? null,
      address: locations.address[row],
      folded: locations.folded[row] === 1,
      lines: range(locations.firstLine, row).map((line) => ({
        function: functions.id[lines.function[line]!],
        line: lines.line[line],
        column: lines.column[line],
      })),
    })),
    functions: rows(functions.count).map((row) => ({
      id: functions.id[row],
      name: strings.get(functions.name[row]!),
      systemName: strings.get(functions.systemName[row]!),
      file: strings.get(functions.file[row]!),
      startLine: functions.startLine[row],
    })),
    defaultSampleType: profile.defaultSampleType,
    header: profile.header,
  }
}

describe('decodeProto', () => {
  test('sees what the generated decoder sees, however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, async (model, how) => {
        const bytes = writeProto(model, how)
        const profile = await decodeProto(bytes, noCheckpoint)
        expect(plainOfTables(profile)).toEqual(
          plainOfMessage(perftools.profiles.Profile.decode(bytes)),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('sees the same in what the generated encoder makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, async (model, how) => {
        const { Profile: Message } = perftools.profiles
        const message = Message.decode(writeProto(model, how))
        const profile = await decodeProto(Message.encode(message).finish(), noCheckpoint)
        expect(plainOfTables(profile)).toEqual(plainOfMessage(message))
      }),
      { numRuns: 100 },
    )
  })

  test('keeps exact values exactly where a double cannot', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, async (model, how) => {
        const { samples, warnings } = await decodeProto(writeProto(model, how), noCheckpoint)
        const values = model.samples.flatMap((sample) => sample.values)
        const large = values.some((value) => value >= 2n ** 53n || value < -(2n ** 53n))
        expect(samples.exactValues !== undefined).toBe(large)
        expect(warnings).toHaveLength(large ? 1 : 0)
      }),
      { numRuns: 100 },
    )
  })

  test('gives equal texts, paths and sets of labels one index each', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, async (model, how) => {
        const { functions, stacks, samples, labels, strings } = await decodeProto(
          writeProto(model, how),
          noCheckpoint,
        )
        const texts = Array.from(functions.name, (index) => strings.get(index))
        expect(new Set(functions.name).size).toBe(new Set(texts).size)
        const nodes = Array.from(stacks.parent, (parent, i) => `${parent} ${stacks.location[i]}`)
        expect(new Set(nodes).size).toBe(stacks.count)
        const paths = model.samples.map(({ locations }) => locations.join())
        expect(new Set(samples.stack).size).toBe(new Set(paths).size)
        const used = new Set([0, ...samples.labelSet])
        expect(labels.count).toBe(used.size)
      }),
      { numRuns: 100 },
    )
  })

  test('refuses what does not hold together, as pprof does', async () => {
    const broken: Record<string, (model: ProtoModel) => void> = {
      'a first string that is not empty': (model) => model.strings.unshift('x'),
      'a text that is not there': (model) => {
        model.docUrl = model.strings.length + 5
      },
      'a location that is not there': (model) => {
        model.samples.push({ locations: [123_456_789n], values: [1n], labels: [] })
      },
      'a function that is not there': (model) => {
        const lines = [{ function: 987_654_321n, line: 1n, column: 0n }]
        model.locations.push({ id: 2n ** 63n, mapping: 0n, address: 0n, lines, folded: false })
      },
      'too few values': (model) => model.samples.push({ locations: [], values: [], labels: [] }),
      'too many values': (model) =>
        model.samples.push({ locations: [], values: [1n, 2n], labels: [] }),
      'the id 0': (model) => {
        model.functions.push({ id: 0n, name: 0, systemName: 0, file: 0, startLine: 0n })
      },
      'an id twice': (model) => {
        for (let i = 0; i < 2; i++) {
          model.functions.push({
            id: 2n ** 64n - 9n,
            name: 0,
            systemName: 0,
            file: 0,
            startLine: 0n,
          })
        }
      },
    }
    const oneType = protoModel.map((model) => ({
      ...model,
      sampleTypes: [{ type: 0, unit: 0 }],
      samples: [],
    }))
    for (const [what, damage] of Object.entries(broken)) {
      await fc.assert(
        fc.asyncProperty(oneType, style, async (sound, how) => {
          const model = structuredClone(sound)
          damage(model)
          const result = await decodeProto(writeProto(model, how), noCheckpoint).catch((e) => e)
          expect(result, what).toBeInstanceOf(ProfileError)
          expect(result).toMatchObject({ kind: 'malformed' })
        }),
        { numRuns: 15 },
      )
    }
  })
})
