import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadProfile } from '../../../../src/engine/load.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { isRestart } from '../../../../src/engine/series/process.ts'
import {
  bothPrograms,
  isSameProgram,
  programName,
  programOf,
} from '../../../../src/engine/series/program.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const HEAP = 'inuse_objects/count 1\ninuse_space/bytes 1024'

function heap(binary: string, file: string): Profile {
  return fromStacks(`
    main.grow@${file}:7+0x10${binary === '' ? '' : `!${binary}`}
    ---------
    ${HEAP}
  `)
}

test('binary and sources tell programs apart; what a profile does not say parts nothing', () => {
  const server = programOf(heap('/srv/a/server', '/src/server/main.go'), 'heap')
  const moved = programOf(heap('/opt/server', '/src/server/main.go'), 'heap')
  const worker = programOf(heap('/srv/a/worker', '/src/worker/main.go'), 'heap')
  const other = programOf(heap('', '/src/worker/main.go'), 'heap')
  const unknown = programOf(heap('', 'main.go'), 'heap')
  expect(isSameProgram(server, moved)).toBe(true)
  expect(isSameProgram(server, worker)).toBe(false)
  expect(isSameProgram(server, other)).toBe(false)
  expect(isSameProgram(server, unknown)).toBe(true)
  expect(isSameProgram(bothPrograms(unknown, worker), server)).toBe(false)
  expect(programName(server)).toBe('server')
  expect(programName(other)).toBe('worker')
})

test('labels that all samples share tell instances apart', () => {
  const of = (pod: string) =>
    programOf(
      fromStacks(`
        main.a main.b
        -------------
        samples/count 1 2
        @pod ${pod} ${pod}
      `),
      'cpu',
    )
  expect(of('web-1').instance).toBe('pod=web-1')
  expect(isSameProgram(of('web-1'), of('web-1'))).toBe(true)
  expect(isSameProgram(of('web-1'), of('web-2'))).toBe(false)
})

test('mutex and block profiles count the same, and are told apart', async () => {
  const kind = async (name: string, as = name): Promise<string> => {
    const bytes = readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url))
    return programOf((await loadProfile(bytes)).profile, as).kind
  }
  // By their innermost functions, whatever the files are called.
  expect(await kind('mutex.debug1.txt', 'a')).toBe('mutex')
  expect(await kind('block.debug1.txt', 'b')).toBe('block')
  const nameless = fromStacks(`
    0x10
    ----
    contentions/count 1
    delay/nanoseconds 5
  `)
  expect(programOf(nameless, 'mutex.pb.gz').kind).toBe('mutex')
  expect(programOf(nameless, 'block.pb.gz').kind).toBe('block')
})

test('a heap of an interval is no level', () => {
  const level = heap('/srv/server', '/src/main.go')
  const delta = { ...level, header: { ...level.header, durationNanos: 5_000_000_000n } }
  expect(isSameProgram(programOf(level, ''), programOf(delta, ''))).toBe(false)
})

test('a process is another one where its counters fall or it lies elsewhere', () => {
  const heaps = (taken: number): Profile =>
    fromStacks(`
      main.grow
      ---------
      alloc_objects/count ${taken}
      alloc_space/bytes ${taken * 100}
      inuse_objects/count 5
      inuse_space/bytes 500
    `)
  expect(isRestart(heaps(100), heaps(300))).toBe(false)
  expect(isRestart(heaps(300), heaps(100))).toBe(true)
  const at = (start: bigint): Profile => {
    const profile = heap('/srv/server', '/src/main.go')
    return { ...profile, mappings: { ...profile.mappings, start: BigUint64Array.of(start) } }
  }
  expect(isRestart(at(0x55000000n), at(0x55000000n))).toBe(false)
  expect(isRestart(at(0x55000000n), at(0x56000000n))).toBe(true)
  const collected = (collections: number): Profile => ({ ...heaps(100), memory: { collections } })
  expect(isRestart(collected(40), collected(41))).toBe(false)
  expect(isRestart(collected(40), collected(3))).toBe(true)
})
