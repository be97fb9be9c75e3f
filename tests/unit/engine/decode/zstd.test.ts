import { expect, test } from 'vitest'
import { readProfile } from '../../../../src/engine/load.ts'
import { ProfileError } from '../../../../src/engine/profile/error.ts'

const HEAP = 'heap profile: 1: 2 [3: 4] @ heap/1048576\n1: 2 [3: 4] @ 0x1 0x2\n'
const CONTENT = Buffer.from(HEAP)

/** What `zstd` makes of HEAP: of a file, with its size and a check sum … */
const OF_FILE = Buffer.from(
  'KLUv/SQ/zQEAFANoZWFwIHByb2ZpbGU6IDE6IDIgWzM6IDRdIEAgaGVhcC8xMDQ4NTc2CjB4MSAweDIKAQBxeZYBusF6vg==',
  'base64',
)
/** … and of a stream, without both. */
const OF_STREAM = Buffer.from(
  'KLUv/QBYzQEAFANoZWFwIHByb2ZpbGU6IDE6IDIgWzM6IDRdIEAgaGVhcC8xMDQ4NTc2CjB4MSAweDIKAQBxeZYB',
  'base64',
)

/** A frame of blocks that are not compressed. @param window its descriptor: 0 for 1 kB, 0x40 for 256 kB, 0xa0 for 1 GB */
function frameOf(blocks: readonly Uint8Array[], window = 0): Uint8Array {
  const parts = blocks.map((content, i) => {
    const isLast = i === blocks.length - 1 ? 1 : 0
    const header = Buffer.alloc(3)
    header.writeUIntLE((content.length << 3) | isLast, 0, 3)
    return Buffer.concat([header, content])
  })
  return Buffer.concat([Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, window), ...parts])
}

const SKIPPABLE = Buffer.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3)
const pieces = [CONTENT.subarray(0, 10), CONTENT.subarray(10)]

test.each<[string, Uint8Array]>([
  ['of a file', OF_FILE],
  ['of a stream', OF_STREAM],
  ['in several blocks', frameOf(pieces)],
  ['in several frames', Buffer.concat(pieces.map((piece) => frameOf([piece])))],
  ['behind a frame to skip', Buffer.concat([SKIPPABLE, OF_STREAM, SKIPPABLE])],
  [
    'among ten thousand empty frames',
    Buffer.concat([OF_FILE, ...Array.from({ length: 10_000 }, () => frameOf([Buffer.of()]))]),
  ],
])('zstd %s is read', async (_, bytes) => {
  const { profile } = await readProfile(bytes)
  expect(profile.samples.count).toBe(1)
  expect(profile.warnings).toEqual([])
})

test.each([1, 2, 3])('zstd that is cut behind block %i of a text is read that far', async (n) => {
  const piece = (i: number): Buffer => Buffer.from(`main;f${i} ${i}\n`)
  const frame = frameOf([1, 2, 3, 4].map(piece))
  const size = frameOf([1, 2, 3, 4].slice(0, n).map(piece)).length
  for (const rest of [0, 2, 4]) {
    const { profile } = await readProfile(frame.subarray(0, size + rest))
    expect(profile.samples.count).toBe(n)
    expect(profile.warnings).toEqual([
      'The compressed file ends too early: this is what could be unpacked of it.',
    ])
  }
})

test('zstd that is cut in its second frame has the first, and says what it had', async () => {
  const text = Buffer.from('heap profile: 1: 2 [3: 4] @ heap/1048576\n1: 2 [3: 4')
  const whole = Buffer.concat([frameOf([text]), frameOf([Buffer.from('] @ 0x1 0x2\n')])])
  const error = await refusal(whole.subarray(0, -1))
  expect(error.message).toBe(
    'The compressed file ends too early (51 bytes could be inflated), and what is left is no whole profile.',
  )
})

test('zstd that is cut and has a long window is not moved about for its rest', async () => {
  const start = performance.now()
  const blocks = Array.from({ length: 10_000 }, () => Buffer.of(1))
  const error = await refusal(frameOf(blocks, 0x78).subarray(0, -2))
  expect(error.message).toMatch(/^The compressed file ends too early \(0 bytes could be inflated\)/)
  expect(performance.now() - start).toBeLessThan(5000)
})

test('zstd with something behind it is read, which is told', async () => {
  const { profile } = await readProfile(Buffer.concat([OF_FILE, Buffer.from('more')]))
  expect(profile.warnings).toEqual(['Bytes after the end of the compressed profile were ignored.'])
})

async function refusal(bytes: Uint8Array, maxBytes = 1 << 20): Promise<ProfileError> {
  const error = await readProfile(bytes, { maxBytes }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProfileError)
  return error as ProfileError
}

test.each<[string, Uint8Array, ProfileError['kind']]>([
  ['is cut short', OF_FILE.subarray(0, 40), 'truncated'],
  ['is damaged', Buffer.concat([OF_FILE.subarray(0, 12), Buffer.alloc(200, 0xff)]), 'truncated'],
  // A block of one byte that stands for 100 kB, again and again.
  [
    'holds more than there is room for',
    Buffer.concat([
      frameOf([], 0x40),
      ...Array.from({ length: 100 }, () => {
        const header = Buffer.alloc(4)
        header.writeUIntLE((100_000 << 3) | (1 << 1), 0, 3)
        return header
      }),
      Buffer.of(1, 0, 0),
    ]),
    'too-large',
  ],
  ['has a window of 1 GB', frameOf(pieces, 0xa0), 'too-large'],
  [
    'moves a long window at each of many blocks',
    frameOf(
      Array.from({ length: 10_000 }, () => Buffer.of(1)),
      0x78,
    ),
    'too-large',
  ],
])('zstd that %s is refused', async (_, bytes, kind) => {
  const start = performance.now()
  expect((await refusal(bytes)).kind).toBe(kind)
  expect(performance.now() - start).toBeLessThan(5000)
})
