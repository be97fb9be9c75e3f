import { describe, expect, test } from 'vitest'
import { readMessage } from '../../../src/sources/message.ts'

const bytes = new Uint8Array([9, 1, 2, 3])
const open = (fields: object) => readMessage({ type: 'flamedrop-open', name: 'a', ...fields })

describe('the bytes', () => {
  test.each([
    ['an ArrayBuffer', bytes.buffer, [9, 1, 2, 3]],
    ['a part of one', bytes.subarray(1), [1, 2, 3]],
    ['a Blob', new Blob([bytes]), [9, 1, 2, 3]],
  ])('may be %s', async (_, profile, expected) => {
    const { blob } = open({ profile })!
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual(expected)
  })

  test.each([['text'], [{ size: 3 }], [[1, 2]], [undefined]])('may not be %j', (profile) => {
    expect(() => open({ profile })).toThrow('neither an ArrayBuffer nor a Blob')
  })

  test('must be some, and not too many', () => {
    expect(() => open({ profile: new ArrayBuffer(0) })).toThrow('The profile is empty.')
    const large = { type: 'flamedrop-open', name: 'a', profile: bytes }
    expect(() => readMessage(large, 3)).toThrow('larger than')
  })
})

test('a base is checked as the profile is', () => {
  expect(open({ profile: bytes })!.base).toBeNull()
  const { base } = open({ profile: bytes, base: { name: 'b\n', profile: bytes } })!
  expect([base!.name, base!.blob.size]).toEqual(['b', 4])
  for (const wrong of [null, 'text', {}, { name: 'b' }]) {
    expect(() => open({ profile: bytes, base: wrong })).toThrow('neither an ArrayBuffer')
  }
})

test.each([
  ['cpu.pb.gz', 'cpu.pb.gz'],
  ['  a\n\u202Eb\u0000c ', 'a b c'],
  ['x'.repeat(500), 'x'.repeat(200)],
  ['', 'profile'],
  [{ toString: (): string => 'x' }, 'profile'],
])('the name %j is shown as %j', (name, shown) => {
  expect(open({ name, profile: bytes })!.name).toBe(shown)
})

test.each([[null], ['flamedrop-open'], [{}], [{ type: 'flamedrop-ready' }], [[]]])(
  '%j is not for us',
  (data) => {
    expect(readMessage(data)).toBeNull()
  },
)
