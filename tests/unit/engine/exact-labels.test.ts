import { describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../src/engine/combine/base.ts'
import { mergeProfiles } from '../../../src/engine/combine/merge.ts'
import { decodeProto } from '../../../src/engine/decode/proto.ts'
import { encodeProto } from '../../../src/engine/encode/proto.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../../src/engine/progress.ts'
import { USUAL, writeProto } from '../../property/proto-bytes.ts'
import { EMPTY, type ProtoModel } from '../../property/proto-model.ts'
import { printed } from '../drawn.ts'

const STRINGS = ['', 'cpu', 'ns', 'end_timestamp_ns', 'nanoseconds', 'main']

/** One sample a number, each with the label `end_timestamp_ns`. */
function stamped(...stamps: bigint[]): Promise<Profile> {
  const model: ProtoModel = {
    ...EMPTY,
    strings: STRINGS,
    sampleTypes: [{ type: 1, unit: 2 }],
    functions: [{ id: 1n, name: 5, systemName: 5, file: 0, startLine: 0n }],
    locations: [
      {
        id: 1n,
        mapping: 0n,
        address: 0n,
        lines: [{ function: 1n, line: 3n, column: 0n }],
        folded: false,
      },
    ],
    samples: stamps.map((num, i) => ({
      locations: [1n],
      values: [BigInt(i + 1)],
      labels: [{ key: 3, str: 0, num, unit: 4 }],
    })),
  }
  return decodeProto(writeProto(model, USUAL), noCheckpoint)
}

const stamps = (profile: Profile, options = {}): string[] =>
  printed(profile, 'raw', options).flatMap(
    (line) => /end_timestamp_ns:\[(-?\d+) nanoseconds\]/.exec(line)?.slice(1) ?? [],
  )

describe('numbers of labels beyond 2^53', () => {
  const EDGES = [1700000000123456789n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n, 5n]

  test('are printed to the last digit by raw', async () => {
    expect(stamps(await stamped(...EDGES))).toEqual(EDGES.map(String))
  })

  test('are written to the last digit by proto', async () => {
    const bytes = Buffer.concat([...encodeProto(await stamped(...EDGES))])
    expect(stamps(await decodeProto(bytes, noCheckpoint))).toEqual(EDGES.map(String))
  })

  test('stay exact, and apart, where profiles are merged or compared', async () => {
    const [a, b] = [1700000000123456789n, 1700000000123456790n]
    expect(Number(a)).toBe(Number(b))
    const [one, other] = [await stamped(a), await stamped(b)]
    expect(stamps(mergeProfiles([one, other]))).toEqual([String(a), String(b)])
    expect(stamps(compareWithBase(one, other, { diff: true, normalize: false }))).toEqual([
      String(a),
      String(b),
    ])
  })

  test('stay exact where filters leave some of the labels', async () => {
    expect(stamps(await stamped(EDGES[0]!), { tagshow: 'end' })).toEqual([String(EDGES[0])])
  })
})
