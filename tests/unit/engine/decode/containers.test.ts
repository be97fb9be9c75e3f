import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { NamedProfile } from '../../../../src/engine/decode/format.ts'
import { readProfile, readProfiles } from '../../../../src/engine/load.ts'
import { ProfileError } from '../../../../src/engine/profile/error.ts'
import { tarOf, zipOf } from '../../../fixtures/archives.ts'

const PROFILES = new URL('../../../fixtures/profiles/', import.meta.url)
const read = (name: string): Uint8Array => readFileSync(new URL(name, PROFILES))
const inflated = (name: string): Uint8Array => gunzipSync(read(name))
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

const HEAP = inflated('heap.1.pb.gz')
const DUMP = new TextDecoder().decode(read('goroutine.late.debug2.txt'))

async function profilesIn(bytes: Uint8Array): Promise<readonly NamedProfile[]> {
  return (await readProfiles(bytes)).profiles
}

async function samplesIn(bytes: Uint8Array): Promise<number> {
  return (await readProfile(bytes)).profile.samples.count
}

async function refusal(bytes: Uint8Array, maxBytes?: number): Promise<ProfileError> {
  const options = maxBytes === undefined ? {} : { maxBytes }
  const error = await readProfiles(bytes, options).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProfileError)
  return error as ProfileError
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const utf16 = (content: string, mark = '\ufeff'): Buffer => Buffer.from(mark + content, 'utf16le')

describe('one profile is read through whatever it is packed in', () => {
  test.each<[string, Uint8Array]>([
    ['gzip in gzip', gzipSync(gzipSync(HEAP))],
    ['base64', text(base64(gzipSync(HEAP)))],
    ['base64 of plain bytes', text(base64(HEAP))],
    ['base64 in lines', text(base64(gzipSync(HEAP)).replaceAll(/.{76}/g, '$&\r\n'))],
    ['base64 for addresses', text(Buffer.from(gzipSync(HEAP)).toString('base64url'))],
    ['base64 in quotation marks', text(`"${base64(gzipSync(HEAP))}"\n`)],
    ['a data: address', text(`data:application/octet-stream;base64,${base64(HEAP)}`)],
    ['base64 that PowerShell wrote', utf16(base64(gzipSync(HEAP)))],
    ['tar', tarOf([{ name: 'heap.pb.gz', content: gzipSync(HEAP) }])],
    ['tar in gzip', gzipSync(tarOf([{ name: 'heap.pb.gz', content: gzipSync(HEAP) }]))],
    ['zip', zipOf([{ name: 'heap.pb', content: HEAP }])],
    ['zip that only stores', zipOf([{ name: 'heap.pb', content: HEAP }], { method: 'stored' })],
    ['zip in zip', zipOf([{ name: 'a.zip', content: zipOf([{ name: 'b', content: HEAP }]) }])],
  ])('%s', async (_, bytes) => {
    expect(await samplesIn(bytes)).toBe(await samplesIn(HEAP))
  })

  test.each<[string, Uint8Array]>([
    ['UTF-16, little end first', utf16(DUMP)],
    ['UTF-16, big end first', utf16(DUMP).swap16()],
    ['UTF-16 without its mark', utf16(DUMP, '')],
    ['UTF-16 in gzip', gzipSync(utf16(DUMP))],
    ['UTF-8 with a mark', text(`\ufeff${DUMP}`)],
  ])('text in %s', async (_, bytes) => {
    expect(await samplesIn(bytes)).toBe(await samplesIn(text(DUMP)))
  })

  test('but not through more than five', async () => {
    const times = (n: number): Uint8Array => (n === 0 ? HEAP : gzipSync(times(n - 1)))
    expect(await samplesIn(times(5))).toBeGreaterThan(0)
    expect((await refusal(times(6))).message).toBe('This is packed more than 5 times over.')
  })
})

describe('an archive of several', () => {
  const files = ['heap.1.pb.gz', 'cpu.pb.gz', 'goroutine.1.pb.gz'].map((name) => ({
    name: `run/${name}`,
    content: read(name),
  }))

  test.each([
    ['tar', tarOf(files)],
    ['zip', zipOf(files)],
  ])('has them by their names: %s', async (_, bytes) => {
    const profiles = await profilesIn(bytes)
    expect(profiles.map(({ name }) => name)).toEqual(files.map(({ name }) => name))
    const counts = await Promise.all(files.map(({ content }) => samplesIn(content)))
    expect(profiles.map(({ profile }) => profile.samples.count)).toEqual(counts)
  })

  test('one that is asked for one profile says which there are', async () => {
    const error = await readProfile(tarOf(files)).catch((error: unknown) => error)
    expect(error).toMatchObject({
      kind: 'several',
      message:
        'The file holds 3 profiles: #1 run/heap.1.pb.gz, #2 run/cpu.pb.gz, #3 run/goroutine.1.pb.gz.',
    })
  })

  test('tells of what is none', async () => {
    const notes = { name: 'notes.txt', content: text('see the ticket') }
    const litter = { name: '__MACOSX/._heap', content: text('x') }
    const { profiles, passedOver } = await readProfiles(zipOf([notes, litter, files[0]!]))
    expect(profiles).toHaveLength(1)
    expect(passedOver).toEqual(['No profile: notes.txt.'])
  })

  test('without any says what the first is', async () => {
    const error = await refusal(
      zipOf([
        { name: 'a.png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
        { name: 'b', content: new Uint8Array() },
      ]),
    )
    expect(error.message).toBe('None of the 2 files in this archive is a profile.')
    expect(error.hint).toMatch(/^The first is a.png: This is a PNG picture, not a profile\. /)
  })

  test('has long names, by pax and by GNU', async () => {
    const name = `${'deep/'.repeat(30)}heap.pb`
    const record = `path=${name}\n`
    const pax = text(`${record.length + 4} ${record}`)
    const plain = tarOf([{ name: 'cut', content: HEAP }])
    for (const [type, content] of [
      ['x', pax],
      ['L', text(`${name}\0`)],
    ] as const) {
      const long = tarOf([{ name: 'header', content }], type).subarray(0, -1024)
      expect((await profilesIn(Buffer.concat([long, plain])))[0]!.name).toBe(name)
    }
  })

  test.each<[string, Uint8Array, string]>([
    [
      'encrypted',
      zipOf([{ name: 'a.pb', content: HEAP }], { isEncrypted: true }),
      'In the archive, a.pb: It is encrypted.',
    ],
    [
      'packed by another method',
      zipOf([{ name: 'a.pb', content: HEAP }], { method: 12 }),
      'In the archive, a.pb: It is packed by method 12 of zip, which Flamedrop does not support.',
    ],
    [
      'cut short',
      zipOf([{ name: 'a.pb', content: HEAP }]).subarray(0, 200),
      'The zip archive is not whole: its list of contents, which belongs at the end, is missing.',
    ],
    ['empty', zipOf([]), 'This is an archive without a file in it.'],
  ])('that is %s is told of', async (_, bytes, message) => {
    expect((await refusal(bytes)).message).toBe(message)
  })

  test('takes no more room than there is, all files together', async () => {
    const zeros = { name: 'zeros', content: new Uint8Array(3 << 20) }
    const bomb = zipOf([zeros, zeros, zeros])
    expect((await refusal(bomb, 8 << 20)).kind).toBe('too-large')
    expect((await refusal(gzipSync(gzipSync(new Uint8Array(9 << 20))), 8 << 20)).kind).toBe(
      'too-large',
    )
  })

  test('beyond 200 profiles has the first 200', async () => {
    const many = Array.from({ length: 203 }, (_, i) => ({ name: `${i}`, content: HEAP }))
    const { profiles, passedOver } = await readProfiles(tarOf(many))
    expect(profiles).toHaveLength(200)
    expect(passedOver).toEqual(['Only the first 200 of its 203 files were looked into.'])
  })
})

describe('profiles one behind the other are several', () => {
  const names = readdirSync(PROFILES).filter((name) => name.endsWith('.pb.gz'))

  test.each(names)('%s and each other', async (name) => {
    const first = (await readProfile(read(name))).profile
    for (const other of names) {
      const profiles = await profilesIn(Buffer.concat([inflated(name), inflated(other)]))
      expect(profiles).toHaveLength(2)
      expect(profiles[0]!.profile.header).toEqual(first.header)
      expect(profiles[0]!.profile.samples).toEqual(first.samples)
      expect(profiles[1]!.profile.samples).toEqual((await readProfile(read(other))).profile.samples)
    }
  })

  test('as members of one gzip file', async () => {
    const profiles = await profilesIn(Buffer.concat(names.map(read)))
    expect(profiles).toHaveLength(names.length)
  })

  const counts = text('goroutine profile: total 3\n3 @ 0x11 0x21\n#\t0x10\tmain.f+0x1\t/a.go:1\n')
  const heap = text(
    'heap profile: 1: 64 [2: 128] @ heap/524288\n1: 64 [2: 128] @ 0x11\n\n# x = 1\n',
  )
  const mutex = text('--- mutex:\ncycles/second=1000\nsampling period=1\n2000 2 @ 0x11\n')
  const dump = text('goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n\n')
  const log = text('GET /debug/pprof/goroutine?debug=1\n')
  test.each<[string, readonly Uint8Array[], readonly string[]]>([
    ['two texts', [counts, counts], ['goroutine 3', 'goroutine 3']],
    [
      'texts of all kinds',
      [heap, counts, mutex, counts],
      ['inuse_space 262176', 'goroutine 3', 'delay 2000000000', 'goroutine 3'],
    ],
    ['a text behind binary data', [HEAP, counts], ['inuse_space', 'goroutine 3']],
    ['binary data behind a text', [counts, HEAP], ['goroutine 3', 'inuse_space']],
    ['a dump before a text', [dump, counts], ['goroutine 1', 'goroutine 3']],
    ['a dump behind a text', [counts, dump], ['goroutine 3', 'goroutine 1']],
    [
      'dumps and texts in turn',
      [counts, text('SIGQUIT: quit\n'), dump, heap, dump, counts],
      ['goroutine 3', 'goroutine 1', 'inuse_space 262176', 'goroutine 1', 'goroutine 3'],
    ],
    [
      'two dumps behind a text',
      [counts, dump, dump],
      ['goroutine 3', 'goroutine 1', 'goroutine 1'],
    ],
    ['a log around texts', [log, counts, log, counts, log], ['goroutine 3', 'goroutine 3']],
  ])('%s', async (_, parts, expected) => {
    for (const bytes of [
      Buffer.concat(parts),
      Buffer.concat(parts.map((part) => gzipSync(part))),
    ]) {
      const read = (await profilesIn(bytes)).map(({ profile: { sampleTypes, samples } }) => {
        const total = samples.values.at(-1)!.reduce((sum, value) => sum + value, 0)
        return `${sampleTypes.at(-1)!.type} ${total}`
      })
      expect(read).toHaveLength(expected.length)
      for (const [i, what] of expected.entries()) expect(read[i]).toContain(what)
    }
  })

  test('at most 200', async () => {
    const { profiles, passedOver } = await readProfiles(
      Buffer.concat(Array.from({ length: 250 }, () => inflated('threadcreate.pb.gz'))),
    )
    expect(profiles).toHaveLength(200)
    expect(passedOver).toEqual(['It holds more profiles than the 200 that are opened.'])
  })
})
