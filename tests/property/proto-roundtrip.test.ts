import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perftools } from '../../proto/generated/profile.js'
import { Room } from '../../src/engine/decode/containers/container.ts'
import { gunzip } from '../../src/engine/decode/containers/gzip.ts'
import { decodeProto } from '../../src/engine/decode/proto.ts'
import { gzip } from '../../src/engine/encode/gzip.ts'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { labelNumber } from '../../src/engine/profile/labels.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../src/engine/progress.ts'
import { style, USUAL, writeProto } from './proto-bytes.ts'
import { protoModel, twoCalls } from './proto-model.ts'

/** What a profile says, without how its tables number texts, paths and sets of labels. */
function inWords(profile: Profile): unknown {
  const { functions, mappings, locations, lines, stacks, labels, samples, strings } = profile
  const texts = (column: Uint32Array): string[] => Array.from(column, (index) => strings.get(index))
  const path = (stack: number): number[] =>
    stack === 0 ? [] : [stacks.location[stack]!, ...path(stacks.parent[stack]!)]
  const labelsOf = (set: number): unknown[] => {
    const range = labels.key.subarray(labels.first[set], labels.first[set + 1])
    return Array.from(range, (key, i) => {
      const at = labels.first[set]! + i
      const [str, unit] = [labels.str[at]!, labels.unit[at]!].map((text) => strings.get(text))
      return [strings.get(key), str, labelNumber(labels, at), unit]
    })
  }
  return {
    header: profile.header,
    sampleTypes: profile.sampleTypes,
    defaultSampleType: profile.defaultSampleType,
    functions: {
      ...functions,
      name: texts(functions.name),
      systemName: texts(functions.systemName),
      file: texts(functions.file),
    },
    mappings: { ...mappings, file: texts(mappings.file), buildId: texts(mappings.buildId) },
    locations,
    lines,
    stacks: Array.from(samples.stack, path),
    labels: Array.from(samples.labelSet, labelsOf),
    values: samples.values,
    exactValues: samples.exactValues,
  }
}

function encoded(profile: Profile): Uint8Array {
  return Buffer.concat([...encodeProto(profile)])
}

describe('encodeProto', () => {
  test('writes what the decoder reads as the same profile', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, async (model, how) => {
        const profile = await decodeProto(writeProto(model, how), noCheckpoint)
        const again = await decodeProto(encoded(profile), noCheckpoint)
        expect(inWords(again)).toEqual(inWords(profile))
      }),
      { numRuns: 120 },
    )
  })

  test('writes every text once, and those only that are used', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, async (model) => {
        const profile = await decodeProto(writeProto(model, USUAL), noCheckpoint)
        const { stringTable } = perftools.profiles.Profile.decode(encoded(profile))
        expect(stringTable[0]).toBe('')
        expect(new Set(stringTable).size).toBe(stringTable.length)
        const known = new Set(['', ...model.strings])
        for (const text of stringTable) expect(known).toContain(text)
      }),
      { numRuns: 100 },
    )
  })

  test('hands over large profiles in pieces that are one file', async () => {
    const profile = await decodeProto(writeProto(twoCalls(20_000), USUAL), noCheckpoint)
    const pieces = [...encodeProto(profile)]
    expect(pieces.length).toBeGreaterThan(1)
    const { bytes, damage } = await gunzip(gzip(pieces), new Room(1 << 30), noCheckpoint)
    expect(damage).toBe('')
    expect(Buffer.compare(bytes, Buffer.concat(pieces))).toBe(0)
    const { samples } = await decodeProto(bytes, noCheckpoint)
    expect(samples).toEqual(profile.samples)
  })
})
