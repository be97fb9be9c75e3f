import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { FetchedProfiles } from '../../../../src/cli/companion/fetched.ts'
import type { Served } from '../../../../src/cli/serve.ts'
import { gzip } from '../../../../src/engine/encode/gzip.ts'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { ask, folderForTest, startCompanion, startService } from './server.ts'

// The source of profiles that were fetched for the page: what each of them names, and nothing else.

/** A recorded profile of a function in `file`. */
const profileIn = (file: string) => Buffer.from(gzip(encodeProto(fromStacks(`f@${file}:1`))))

let folder: string
let served: Served
let service: string

/** Serves two profiles of a program whose source lies in src, and a third as a dump in text. */
beforeEach(async () => {
  folder = folderForTest()
  mkdirSync(join(folder, 'src/app'), { recursive: true })
  for (const name of ['heap.go', 'cpu.go', 'dump.go', 'other.go']) {
    writeFileSync(join(folder, 'src/app', name), `this is ${name}`)
  }
  writeFileSync(join(folder, 'secret.go'), 'secret')
  const dump = 'goroutine 7 [select]:\nmain.f()\n\t/build/app/dump.go:3 +0x25\n'
  service = await startService(({ url }, response) => {
    if (url?.endsWith('heap')) response.end(profileIn('/build/app/heap.go'))
    else if (url?.endsWith('profile')) response.end(profileIn('app/cpu.go'))
    else if (url?.endsWith('up')) response.end(profileIn('../secret.go'))
    else if (url?.endsWith('bad')) response.writeHead(500).end(profileIn('/build/app/other.go'))
    else response.end(dump)
  })
})

async function start(offered: readonly string[] = [], host?: string): Promise<void> {
  served = await startCompanion({
    host,
    profiles: offered.map((file) => ({ name: file, bytes: profileIn(file) })),
    sourcePath: join(folder, 'src'),
    trimPath: '/build',
  })
}

/** Takes a profile of the service. @returns its number */
async function take(profile: string): Promise<number> {
  const url = encodeURIComponent(`${service}/debug/pprof/${profile}`)
  const { headers } = await ask(served, `/live?url=${url}`)
  return Number(headers['x-flamedrop-profile'] ?? 0)
}

async function sourceOf(number: number, file: string): Promise<string | number> {
  const path = `/source/${number}?file=${encodeURIComponent(file)}`
  const { status, text } = await ask(served, path)
  return status === 200 ? text : status
}

describe('the source of a profile that was taken live', () => {
  test('is found without a profile on the command line, in the search path', async () => {
    await start()
    const heap = await take('heap')
    const cpu = await take('profile')
    const dump = await take('goroutine?debug=2')
    expect([heap, cpu, dump]).toEqual([1, 2, 3])
    expect(await sourceOf(heap, '/build/app/heap.go')).toBe('this is heap.go')
    expect(await sourceOf(cpu, 'app/cpu.go')).toBe('this is cpu.go')
    expect(await sourceOf(dump, '/build/app/dump.go')).toBe('this is dump.go')
  })

  test('is that which it names itself, whatever others name', async () => {
    await start(['app/other.go'])
    const heap = await take('heap')
    expect(heap).toBe(2)
    expect(await sourceOf(1, 'app/other.go')).toBe('this is other.go')
    expect(await sourceOf(heap, 'app/other.go')).toBe(404)
    expect(await sourceOf(1, '/build/app/heap.go')).toBe(404)
    expect(await sourceOf(heap, 'app/heap.go')).toBe(404)
    expect(await sourceOf(heap + 1, '/build/app/heap.go')).toBe(404)
  })

  test('never leads out of the search path, nor comes of what was refused', async () => {
    await start()
    expect(await sourceOf(await take('up'), '../secret.go')).toBe(404)
    expect(await take('bad')).toBe(0)
    expect(await sourceOf(2, '/build/app/other.go')).toBe(404)
  })

  test('is given to this machine alone: a profile made for it could name any file', async () => {
    await start(['app/other.go'], '0.0.0.0')
    expect(await take('heap')).toBe(0)
    expect(await sourceOf(2, '/build/app/heap.go')).toBe(404)
    expect(await sourceOf(1, 'app/other.go')).toBe('this is other.go')
  })
})

describe('what was fetched', () => {
  const file = () => join(folder, 'src/app/heap.go')
  const keep = (fetched: FetchedProfiles, ...parts: Uint8Array[]) => {
    const receipt = fetched.receive()
    for (const part of parts) receipt.add(part)
    receipt.keep()
    return receipt.number
  }

  test('is known once all of it has come', async () => {
    const fetched = new FetchedProfiles(0, {})
    const bytes = profileIn(file())
    const { number, add, keep } = fetched.receive()
    add(bytes.subarray(0, 20))
    add(bytes.subarray(20))
    expect(fetched.sources(number)).toBeUndefined()
    keep()
    expect(await fetched.sources(number)?.locate(file())).toBe(file())
  })

  test('is forgotten when there is much of it: the oldest first, and what is too large', async () => {
    const fetched = new FetchedProfiles(0, {})
    const large = keep(fetched, Buffer.alloc(2 ** 27), Buffer.alloc(1))
    expect(fetched.sources(large)).toBeUndefined()
    const numbers = Array.from({ length: 5 }, () => keep(fetched, Buffer.alloc(2 ** 25)))
    expect(numbers.map((number) => fetched.sources(number) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ])
    for (let i = 0; i < 200; i++) keep(fetched, Buffer.alloc(1))
    expect(fetched.sources(numbers.at(-1)!)).toBeUndefined()
    expect(fetched.sources(numbers.at(-1)! + 1)).toBeDefined()
  })
})
