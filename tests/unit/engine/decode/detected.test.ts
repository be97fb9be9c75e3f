import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MAX_INFLATED } from '../../../../src/engine/decode/containers/gzip.ts'
import { detectAndDecode } from '../../../../src/engine/decode/detect.ts'
import { ProfileError } from '../../../../src/engine/profile/error.ts'
import { noCheckpoint } from '../../../../src/engine/progress.ts'
import { fixture, sums } from './formats.ts'

const PROFILES = resolve(import.meta.dirname, '../../../fixtures/profiles')
const names = readdirSync(resolve(import.meta.dirname, '../../../fixtures/wild/inputs'))

/** Name and sums of each profile. */
async function found(input: Uint8Array): Promise<[string, number[]][]> {
  const { profiles } = await detectAndDecode(input, MAX_INFLATED, noCheckpoint)
  return profiles.map(({ name, profile }) => [name, sums(profile)])
}

test.each(names)('%s is known by its content, also where it is compressed', async (name) => {
  const plain = await found(fixture(name))
  expect(plain.length).toBeGreaterThan(0)
  expect(await found(new Uint8Array(gzipSync(fixture(name))))).toEqual(plain)
})

test.each(names)('%s cut short opens, or is named for what it is', async (name) => {
  const whole = fixture(name)
  for (const share of [0.5, 0.75, 0.95]) {
    try {
      await found(whole.subarray(0, whole.length * share))
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError)
      expect((error as ProfileError).kind).not.toBe('unrecognized')
      expect((error as ProfileError).kind).not.toBe('not-a-profile')
    }
  }
})

test.each<[string, boolean, (whole: Uint8Array) => Uint8Array]>([
  ['a profile', true, (whole) => whole],
  ['one that is compressed', true, (whole) => gzipSync(whole)],
  ['one that is compressed twice', false, (whole) => gzipSync(gzipSync(whole))],
  ['one as base64', false, (whole) => Buffer.from(Buffer.from(whole).toString('base64'))],
  ['two of them', false, (whole) => Buffer.concat([whole, whole])],
  ['collapsed stacks', false, () => fixture('collapsed.folded.txt')],
  ['OpenTelemetry', false, () => fixture('otlp.pb')],
  ['a text of debug=1', true, () => Buffer.from('goroutine profile: total 1\n1 @ 0x11\n')],
])('whether pprof reads it: %s, %s', async (_, reads, change) => {
  const profile = readFileSync(resolve(PROFILES, 'cpu.pb.gz'))
  const decoded = await detectAndDecode(change(gunzipSync(profile)), MAX_INFLATED, noCheckpoint)
  expect(decoded.pprofReads).toBe(reads)
})
