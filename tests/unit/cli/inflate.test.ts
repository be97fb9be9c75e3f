import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inflate } from '../../../src/cli/inflate.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const packed = gzipSync('a profile')

test('a gzip file of one or several members is inflated', async () => {
  expect(text(await inflate(packed))).toBe('a profile')
  expect(text(await inflate(Buffer.concat([packed, packed])))).toBe('a profilea profile')
  const large = 'x'.repeat(3_000_000)
  expect(text(await inflate(Buffer.concat([gzipSync(large), packed])))).toBe(`${large}a profile`)
})

test.each<[string, Uint8Array]>([
  ['not compressed', Buffer.from('goroutine profile: total 1')],
  ['followed by something else', Buffer.concat([packed, Buffer.from('\nmore')])],
  ['cut short', packed.subarray(0, -6)],
  ['damaged', packed.map((byte, i) => (i === packed.length - 7 ? byte ^ 1 : byte))],
  ['compressed twice', gzipSync(packed)],
  ['empty', new Uint8Array()],
])('a file that is %s is left to the engine', async (_, file) => {
  expect(await inflate(file)).toBe(file)
})
