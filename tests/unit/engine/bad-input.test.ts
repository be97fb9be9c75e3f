import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { loadProfile } from '../../../src/engine/load.ts'
import { ProfileError } from '../../../src/engine/profile/error.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import { writeProto } from '../../property/proto-bytes.ts'
import { EMPTY, twoCalls } from '../../property/proto-model.ts'

vi.setConfig({ testTimeout: 30_000 })

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

const SOUND = writeProto(twoCalls(100))
const SQUEEZED: Uint8Array = gzipSync(SOUND)

async function refusal(input: Uint8Array, maxBytes?: number): Promise<ProfileError> {
  const limit = maxBytes === undefined ? {} : { maxBytes }
  const result = await loadProfile(input, limit).catch((error: unknown) => error)
  expect(result).toBeInstanceOf(ProfileError)
  const error = result as ProfileError
  // Whatever it is: a sentence that says what is wrong, and one that says what to do.
  expect(error.message).toMatch(/^[A-Z].+\.$/)
  expect(error.hint).toMatch(/^[A-Z].+\.$/)
  return error
}

async function opened(input: Uint8Array): Promise<Profile> {
  const { profile } = await loadProfile(input)
  expect(profile.samples.count).toBe(100)
  return profile
}

describe('a sound profile opens', () => {
  test('gzipped', async () => {
    expect((await opened(SQUEEZED)).warnings).toEqual([])
  })

  test('plain', async () => {
    expect((await opened(SOUND)).warnings).toEqual([])
  })

  test('in several gzip members', async () => {
    const half = SOUND.length >> 1
    const members = bytes(gzipSync(SOUND.subarray(0, half)), gzipSync(SOUND.subarray(half)))
    expect((await opened(members)).warnings).toEqual([])
  })

  test('from the middle of a buffer', async () => {
    const buffer = bytes([1, 2, 3], SQUEEZED, [4, 5, 6])
    expect((await opened(buffer.subarray(3, 3 + SQUEEZED.length))).warnings).toEqual([])
  })

  test.each([
    ['text', ascii('trailing garbage')],
    ['a newline', ascii('\n')],
    ['the newline of Windows', ascii('\r\n')],
    ['two newlines', ascii('\n\n')],
    ['half a header', bytes([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])],
  ])('with bytes behind the compressed data, which are told of: %s', async (_what, behind) => {
    const { warnings } = await opened(bytes(SQUEEZED, behind))
    expect(warnings).toEqual(['Bytes after the end of the compressed profile were ignored.'])
  })

  test('with the first byte of another member, which may be its beginning', async () => {
    const { warnings } = await opened(bytes(SQUEEZED, [0x1f]))
    expect(warnings).toEqual([
      'The compressed file ends too early: this is what could be unpacked of it.',
    ])
  })

  test('with zeros behind the compressed data, which are padding', async () => {
    expect((await opened(bytes(SQUEEZED, new Uint8Array(512)))).samples.count).toBe(100)
  })

  test('without the trailer of the compressed data, which is told of', async () => {
    const { warnings } = await opened(SQUEEZED.subarray(0, SQUEEZED.length - 5))
    expect(warnings).toEqual([
      'The compressed file ends too early: this is what could be unpacked of it.',
    ])
  })
})

describe('what is no profile is called by its name', () => {
  test.each([
    [
      'a JPEG',
      bytes([0xff, 0xd8, 0xff, 0xe0], ascii('JFIF')),
      'This is a JPEG picture, not a profile.',
    ],
    ['a PNG', bytes([0x89], ascii('PNG\r\n\x1a\n')), 'This is a PNG picture, not a profile.'],
    ['a GIF', ascii('GIF89a'), 'This is a GIF picture, not a profile.'],
    ['a PDF', ascii('%PDF-1.7'), 'This is a PDF document, not a profile.'],
    ['bzip2', ascii('BZh91AY'), 'This is a bzip2 archive, not a profile.'],
    ['xz', bytes([0xfd], ascii('7zXZ'), [0]), 'This is an xz archive, not a profile.'],
    ['ELF', bytes([0x7f], ascii('ELF\x02\x01')), 'This is a program (ELF), not a profile.'],
    [
      'a core dump',
      bytes([0x7f], ascii('ELF\x02\x01\x01'), ascii('\0'.repeat(9)), [4, 0]),
      'This is a core dump, not a profile.',
    ],
    [
      'a big-endian core dump',
      bytes([0x7f], ascii('ELF\x02\x02\x01'), ascii('\0'.repeat(9)), [0, 4]),
      'This is a core dump, not a profile.',
    ],
    ['Mach-O', bytes([0xcf, 0xfa, 0xed, 0xfe, 7]), 'This is a program (Mach-O), not a profile.'],
    ['PE', ascii('MZ\x90'), 'This is a Windows program, not a profile.'],
    ['perf', ascii('PERFILE2h'), 'This is a recording of Linux perf (perf.data), not a profile.'],
    ['a page', ascii('<!DOCTYPE html><p>404'), 'This is a web page (HTML), not a profile.'],
    ['a bare page', ascii('\n  <html><body>'), 'This is a web page (HTML), not a profile.'],
    ['an object', ascii('{"nodes": []}'), 'This is JSON, not a profile.'],
    ['a list', ascii('[\n  {"name": "a"}]'), 'This is JSON, not a profile.'],
    [
      'an old trace',
      ascii('go 1.21 trace\0\0\0'),
      'This is an execution trace of Go 1.21, whose format is not read.',
    ],
  ])('%s', async (_what, input, message) => {
    const error = await refusal(input)
    expect(error.kind).toBe('not-a-profile')
    expect(error.message).toBe(message)
    // The same inside gzip.
    expect((await refusal(gzipSync(input))).message).toBe(message)
  })

  test('with advice that fits', async () => {
    expect((await refusal(ascii('go 1.22 trace\0'))).hint).toContain('go tool trace')
    expect((await refusal(ascii('<html>'))).hint).toContain('login page')
    expect((await refusal(ascii('BZh91AY'))).hint).toContain('Unpack')
  })
})

describe('what is broken is refused', () => {
  test('an empty file', async () => {
    const error = await refusal(new Uint8Array(0))
    expect([error.kind, error.message]).toEqual(['empty', 'The file is empty.'])
  })

  test('an empty file, gzipped', async () => {
    expect((await refusal(gzipSync(new Uint8Array(0)))).kind).toBe('empty')
  })

  test.each([2, 10, 18, SQUEEZED.length >> 1, SQUEEZED.length - 20])(
    'a gzip file of which %d bytes are left',
    async (length) => {
      const error = await refusal(SQUEEZED.subarray(0, length))
      expect(error.kind).toBe('truncated')
      expect(error.message).toMatch(
        /^The compressed file ends too early \(\d+ bytes could be inflated\)/,
      )
    },
  )

  test('a gzip file with damage in its middle', async () => {
    const damaged = SQUEEZED.slice()
    damaged.fill(0xff, 200, 240)
    const error = await refusal(damaged)
    expect(error.kind).toBe('truncated')
    expect(error.message).toMatch(/^The compressed file is damaged/)
  })

  test('a gzip file whose check sum does not fit', async () => {
    const damaged = SQUEEZED.slice()
    damaged[damaged.length - 8]! ^= 1
    expect((await refusal(damaged)).message).toMatch(/^The compressed file is damaged/)
  })

  test('a profile of which the end is missing', async () => {
    const error = await refusal(SOUND.subarray(0, SOUND.length - 7))
    expect(error.kind).toBe('malformed')
  })

  test('a profile in which a byte is wrong', async () => {
    // The length of the first sample.
    const damaged = SOUND.slice()
    damaged[damaged.indexOf(0x12) + 1] = 0xff
    expect((await refusal(damaged)).kind).toBe('malformed')
  })

  test('two profiles, one behind the other', async () => {
    const timed = writeProto({ ...EMPTY, timeNanos: 5n })
    const error = await refusal(bytes(timed, timed))
    expect(error.message).toContain('several profiles')
  })

  // The letters h and p are also how fields of a profile begin.
  test.each(['hello, world\n', 'profiles: none\n', 'grüße'])('text: %s', async (text) => {
    const error = await refusal(ascii(text))
    expect(error.kind).toBe('not-a-profile')
    expect(error.message).toBe(`This is a short text, not a profile: “${text.trim()}”.`)
  })

  test('noise', async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 31 + 0xe7) & 0xff)
    expect(['unrecognized', 'malformed']).toContain((await refusal(noise)).kind)
  })
})

describe('a gzip bomb', () => {
  const MB = 2 ** 20

  test('is let go as soon as it is larger than allowed', async () => {
    const bomb = gzipSync(new Uint8Array(64 * MB), { level: 1 })
    expect(bomb.length).toBeLessThan(MB)
    const error = await refusal(bomb, 8 * MB)
    expect(error.kind).toBe('too-large')
    expect(error.message).toBe('The file inflates to more than 8 MB, the most that is opened.')
  })

  test('is one too in many small members, whose trailers tell of little', async () => {
    const member = gzipSync(new Uint8Array(MB))
    const error = await refusal(bytes(...Array<Uint8Array>(9).fill(member)), 8 * MB)
    expect(error.kind).toBe('too-large')
  })

  test('is one too if its end is missing', async () => {
    const bomb = gzipSync(new Uint8Array(16 * MB), { level: 1 })
    expect((await refusal(bomb.subarray(0, bomb.length - 9), 8 * MB)).kind).toBe('too-large')
  })

  test('is none if it is just as large as allowed', async () => {
    const error = await refusal(gzipSync(new Uint8Array(8 * MB)), 8 * MB)
    expect(error.kind).not.toBe('too-large')
  })
})
