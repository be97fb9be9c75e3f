import { describe, expect, test } from 'vitest'
import { profileFindings } from '../../../../src/engine/findings/findings.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import { type DrawnHeader, fromStacks } from '../../../fixtures/stacks.ts'

const found = (picture: string, header: DrawnHeader = {}): string[] =>
  profileFindings(fromStacks(picture, header)).map(({ id, sentence }) => `${id}: ${sentence}`)

describe('a CPU profile', () => {
  test('is said to be too short, and nothing else of it', () => {
    expect(
      found(`
        runtime.main  runtime.main
        main.main     main.main
        main.f        main.g
        -------------------------
        samples/count      3  1
        cpu/nanoseconds    30000000  10000000
      `),
    ).toEqual([
      'few-samples: The recording is too short for its percentages to be trusted: 4 samples, 40ms of CPU time.',
    ])
  })

  test('tells of garbage collection, of allocation without it, and who allocates', () => {
    expect(
      found(`
        runtime.gcBgMarkWorker  main.main            main.main             main.main
        runtime.gcDrain         main.parse@p.go:7    main.parse@p.go:7     main.sum@s.go:3
        .                       runtime.mallocgc     runtime.mallocgc      .
        .                       .                    runtime.gcAssistAlloc .
        ---------------------------------------------------------------------------------
        samples/count      250         300            50           400
        cpu/nanoseconds    2500000000  3000000000  500000000  4000000000
      `),
    ).toEqual([
      'own-function: 40 % of the CPU time (4s) is spent in main.sum and the library code that it calls, 100 % of that at one line (s.go:3).',
      'gc: Garbage collection takes 30 % of the CPU time (3s).',
      'allocation: Allocating memory takes 30 % of the CPU time (3s), most of it for main.parse (p.go:7).',
      'owners: The CPU time is spent 60 % in the runtime, 40 % in the program’s own code.',
    ])
  })

  test('of a program that waited is said to be that', () => {
    const picture = `
      main.main
      ---------
      samples/count      200
      cpu/nanoseconds    2000000000
    `
    const header = { durationNanos: 100_000_000_000n }
    expect(found(picture, header)[0]).toBe(
      'idle: The program mostly waited: 2s of CPU time in 100s, 2 % of one core.',
    )
  })

  test('of another language has no runtime of Go', () => {
    expect(
      found(`
        start     start
        parse     _malloc
        ------------------
        samples/count      300 200
        cpu/nanoseconds    3000000000 2000000000
      `),
    ).toEqual(['hot-function: parse takes 60 % of the CPU time by itself (3s).'])
  })
})

describe('a heap profile', () => {
  const heap = (inUse: string, allocated: string): string => `
    main.main        main.main
    main.keep@k.go:4 main.work@w.go:9
    ---------------------------------
    alloc_objects/count  ${allocated}
    alloc_space/bytes    ${allocated
      .split(' ')
      .map((n) => Number(n) * 2 ** 20)
      .join(' ')}
    inuse_objects/count  ${inUse}
    inuse_space/bytes    ${inUse
      .split(' ')
      .map((n) => Number(n) * 2 ** 20)
      .join(' ')}
  `

  test('names what is kept, and that nothing of it was freed, once others have freed', () => {
    expect(found(heap('400 20', '400 4000'))).toEqual([
      'retains-all: main.keep (k.go:4) retains 400MB, 95 % of the heap in use. Nothing that it allocated has been freed yet.',
      'allocates: main.work (w.go:9) allocates most: 3.91GB, 91 % of all that was ever allocated.',
    ])
  })

  test('says nothing of what was never freed before a collection', () => {
    expect(found(heap('400 20', '400 20'))[0]).toBe(
      'retains: main.keep (k.go:4) retains 400MB, 95 % of the heap in use.',
    )
  })

  test('of few samples is a guess', () => {
    expect(found(heap('3 1', '3 1'))).toEqual([
      'few-allocations: The heap in use, 4MB, is known from 3 sampled allocations: ±40 %.',
    ])
  })

  test('that is a difference has no level', () => {
    expect(found(heap('-400 20', '400 4000'))).toEqual([])
  })

  test('of an interval tells what was allocated in it', () => {
    expect(found(heap('400 20', '400 4000'), { durationNanos: 10_000_000_000n })).toEqual([
      'allocates: main.work (w.go:9) allocates most: 3.91GB, 91 % of all that was allocated in this interval.',
    ])
  })
})

describe('a goroutine profile', () => {
  const goroutine = (id: number, state: string, ...calls: string[]): string =>
    [
      `goroutine ${id} [${state}]:`,
      ...calls.map((call) => `${call.replace('@', '()\n\t/srv/')} +0x1d`),
      '',
    ].join('\n')
  const dump = async (texts: string[]): Promise<string[]> => {
    const { profile } = await loadProfile(new TextEncoder().encode(texts.join('\n')))
    return profileFindings(profile).map(
      ({ id, sentence, evidence }) => `${id}: ${sentence} ${evidence}`,
    )
  }
  const many = (count: number, state: string, ...calls: string[]): string[] =>
    Array.from({ length: count }, (_, i) => goroutine(1000 + i, state, ...calls))

  test('tells of a lock that others wait for and of who may hold it', async () => {
    const lines = await dump([
      ...many(30, 'sync.Mutex.Lock', 'sync.(*Mutex).Lock@mutex.go:46', 'main.(*R).put@r.go:2'),
      goroutine(7, 'sleep', 'time.Sleep@time.go:1', 'main.(*R).put@r.go:3'),
    ])
    expect(lines[0]).toBe(
      'lock-queue: 30 goroutines wait for locks, all of them in main.(*R).put (r.go:2). 1 other goroutine is in main.(*R).put, in state “sleep”: it may hold the lock.',
    )
  })

  test('tells of nil channels, which nothing can end', async () => {
    const lines = await dump([
      ...many(2, 'chan receive (nil chan), 3 minutes', 'main.dead@d.go:1'),
      goroutine(1, 'running', 'main.main@m.go:1'),
    ])
    expect(lines[0]).toContain(
      'nil-channel: 2 goroutines wait for a nil channel and will wait forever, in main.dead (d.go:1).',
    )
  })

  test('tells of long waits for others, not of those for the network', async () => {
    const lines = await dump([
      ...many(6, 'chan send, 95 minutes', 'main.give@g.go:4'),
      ...Array.from({ length: 20 }, (_, i) =>
        goroutine(i + 1, 'IO wait, 2000 minutes', 'main.accept@a.go:4'),
      ),
    ])
    expect(lines.filter((line) => line.startsWith('long-wait'))).toEqual([
      expect.stringContaining(
        '6 goroutines in main.give (g.go:4) have waited in state “chan send” for up to 95 minutes, half of them for 95 minutes or more.',
      ),
    ])
  })

  test('of few goroutines says nothing', () => {
    expect(
      found(`
        main.main
        ---------
        goroutine/count 3
      `),
    ).toEqual([])
  })
})

describe('a profile of contention', () => {
  const contention = (leaf: string): string => `
    main.main         main.main
    main.put@p.go:5   main.other@o.go:6
    ${leaf}           ${leaf}
    -----------------------------
    contentions/count  90 10
    delay/nanoseconds  9000000000 1000000000
  `

  test('of locks blames who holds them', () => {
    expect(found(contention('sync.(*Mutex).Unlock'))).toEqual([
      'lock-holder: Others have waited 9s for locks that main.put (p.go:5) held: 90 % of all waiting for locks.',
    ])
  })

  test('of waits tells who waits in what', () => {
    expect(found(contention('sync.(*Mutex).Lock'))).toEqual([
      'waits: main.put (p.go:5) has waited 9s in sync.(*Mutex).Lock: 90 % of all blocking.',
    ])
  })
})

test('a profile without samples, names or a kind that is known says nothing', () => {
  expect(found('0x10!/bin/a 0x20!/bin/a\n------\ncpu/nanoseconds 5000000000 1')).toEqual([])
  expect(found('main.f\n------\nbananas/count 500')).toEqual([])
})
