import { describe, expect, test } from 'vitest'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import { copySizes } from '../../../../src/engine/series/copies.ts'
import type { Finding } from '../../../../src/engine/series/finding.ts'
import { judged } from '../../../verdicts/draw.ts'
import { Draws } from '../../../verdicts/draws.ts'
import { RATE, recordedShare } from '../../../verdicts/record.ts'

// One object that is replaced by ever larger ones. As many come as leave, so that what turns over
// says nothing: a string that is appended to for ever went unseen.

const MB = 2 ** 20

/** Objects of one function at a moment: sizes of those in use, and of those freed since the start. */
interface Moment {
  readonly held: readonly number[]
  readonly freed: readonly number[]
}

/** As Go writes them: a sample for each size. */
function heap({ held, freed }: Moment, seconds: number): Uint8Array {
  const space = { type: 'space', unit: 'bytes' }
  const types = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space']
  const builder = new ProfileBuilder(
    types.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' })),
    { periodType: space, period: BigInt(RATE), timeNanos: BigInt(1e15 + seconds * 1e9) },
  )
  const name = builder.addFunction({ name: 'main.note', file: '/srv/note.go' })
  const stack = [builder.addLocation({ lines: [{ function: name, line: 12 }] })]
  for (const [sizes, inUse] of [
    [held, 1],
    [freed, 0],
  ] as const) {
    for (const size of sizes) {
      const [count, bytes] = [1, size].map((n) => Math.floor(n / recordedShare(size)))
      builder.addSample(stack, [count!, bytes!, inUse * count!, inUse * bytes!])
    }
  }
  return new Uint8Array(Buffer.concat([...encodeProto(builder.build())]))
}

/** @param sizes of what is in use at each moment, one more having come and gone between two */
function found(sizes: readonly (readonly number[])[]): Promise<readonly Finding[]> {
  const freed: number[] = []
  const files = sizes.map((held, i) => {
    const bytes = heap({ held, freed: [...freed] }, i)
    freed.push(...held, held[0] ?? MB)
    return { name: `heap.${i}`, bytes, taken: 0 }
  })
  return judged(files)
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

describe('a string that is appended to for ever', () => {
  test('leaks, whatever the number of copies at a time', async () => {
    const copies = [1, 3, 2, 1, 2, 3]
    const [finding] = await found(copies.map((n, i) => range(n).map(() => (1 + 3 * i) * MB)))
    expect(finding).toMatchObject({
      ...{ kind: 'leaks', function: 'main.note', line: 12, sureness: { level: 'sure' } },
      evidence: expect.arrayContaining([expect.stringContaining('ever larger copies')]),
      sentence: expect.stringContaining('each copy of it is larger than the one before.'),
    })
  })

  test('is not accused with three snapshots', async () => {
    const [finding] = await found([2, 4, 6].map((size) => [size * MB]))
    expect(finding?.kind).toBe('grows')
  })

  test('has filled where it stops', async () => {
    const sizes = [2, 8, 14, 20, 20.1, 20.1, 20.1, 20.1, 20.1]
    expect((await found(sizes.map((size) => [size * MB])))[0]?.kind).toBe('filled')
  })
})

describe('what is no such string', () => {
  test('is a buffer that comes once and stays', async () => {
    const sizes = [[], [], [10 * MB], [10 * MB], [10 * MB]]
    expect((await found(sizes))[0]?.kind).toBe('nothing')
  })

  test('is a few large buffers of all sizes: hardly ever accused', async () => {
    let accused = 0
    const series = 250
    for (const seed of range(series)) {
      const draws = new Draws(seed)
      const sizes = range(draws.whole(3, 12)).map(() =>
        range(draws.whole(1, 4)).map(() => Math.round(draws.magnitude(1, 64) * MB)),
      )
      if ((await found(sizes)).some(({ kind }) => kind === 'leaks')) accused++
    }
    expect(accused / series).toBeLessThanOrEqual(0.01)
  })

  test('are small objects, many, and those that hardly grow', () => {
    expect(copySizes([MB / 4, MB / 2, MB], [1, 1, 1], RATE)).toBeNull()
    expect(copySizes([9 * MB, 40 * MB, 90 * MB], [9, 9, 9], RATE)).toBeNull()
    expect(copySizes([4 * MB, 5 * MB, 7 * MB], [1, 1, 1], RATE)).toBeNull()
    expect(copySizes([0, 0, 7 * MB], [0, 0, 1], RATE)).toBeNull()
    expect(copySizes([4 * MB, 10 * MB, 12 * MB], [2, 2, 1], RATE)).toEqual(
      Float64Array.of(2 * MB, 5 * MB, 12 * MB),
    )
  })
})
