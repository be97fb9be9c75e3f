import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProfileError } from '../../../../src/engine/profile/error.ts'
import { EventKind } from '../../../../src/engine/trace/events.ts'
import type { Trace } from '../../../../src/engine/trace/read.ts'
import { open, RECORDED, recorded } from './recorded.ts'

describe('the events of a trace', () => {
  test.each(RECORDED)('%s: each is later than the one before it', async (name) => {
    const { events, duration } = await open(recorded(`${name}.trace`))
    const early = events.time.findIndex((time, row) => row > 0 && time <= events.time[row - 1]!)
    expect(early).toBe(-1)
    expect(events.time[0]).toBe(0)
    expect(events.time[events.count - 1]).toBe(duration)
  })

  test('tell what tasks, regions and logs of the program were', async () => {
    const trace = await open(recorded('tasks.trace'))
    expect(told(trace, EventKind.taskBegin)).toEqual(alternating('task 0', 'task 1'))
    expect(told(trace, EventKind.taskEnd)).toEqual(alternating('task 0', 'task 1'))
    expect(new Set(told(trace, EventKind.regionBegin))).toEqual(
      new Set(['outer', 'inner', 'child']),
    )
    expect(new Set(told(trace, EventKind.log))).toEqual(new Set(['key']))
  })

  test('tell what the collector did', async () => {
    const trace = await open(recorded('garbage.trace'))
    const begun = new Set(told(trace, EventKind.rangeBegin))
    expect(begun).toContain('GC concurrent mark phase')
    expect([...begun].some((name) => name.startsWith('stop-the-world ('))).toBe(true)
    expect(told(trace, EventKind.metric)).toContain('/gc/heap/goal:bytes')
  })

  test('name goroutines by the function that they began with', async () => {
    const { goroutines, tables } = await open(recorded('channels.trace'))
    const names = [...goroutines.name].map((text) => tables.texts[text])
    expect(names).toContain('main.channels.func1')
    expect(names).toContain('main.channels.func2')
  })
})

/** The texts of all events of a kind, in their order. */
function told({ events, tables }: Trace, kind: number): string[] {
  return [...events.kind].flatMap((each, row) =>
    each === kind ? [tables.texts[events.text[row]!]!] : [],
  )
}

function alternating(...names: readonly string[]): string[] {
  return Array.from({ length: 8 }, (_, i) => names[i % 2]!)
}

describe('a trace that breaks off', () => {
  const whole = recorded('long.trace')

  test('is read up to where it is whole, and says so', async () => {
    const cut = await open(whole.subarray(0, whole.length - 100))
    const all = await open(whole)
    expect(cut.events.count).toBeGreaterThan(100)
    expect(cut.events.count).toBeLessThan(all.events.count)
    expect(cut.warnings).toEqual([
      expect.stringMatching(
        /^The trace is read up to where it is whole, \d+ events: .*before it is whole/,
      ),
    ])
  })

  test('in its first part has nothing that is whole', async () => {
    await expect(open(whole.subarray(0, 2000))).rejects.toMatchObject({ kind: 'truncated' })
  })
})

describe('what is not read is told apart', () => {
  const headed = (header: string): Uint8Array => new TextEncoder().encode(header.padEnd(16, '\0'))

  test.each([
    ['go 1.21 trace', 'Traces of Go 1.22 and later are'],
    ['go 1.11 trace', 'Traces of Go 1.22 and later are'],
    ['go 1.99 trace', 'newer than this version'],
  ])('%s', async (header, hint) => {
    await expect(open(headed(header))).rejects.toMatchObject({
      kind: 'not-a-profile',
      hint: expect.stringContaining(hint),
    })
  })

  test('a trace without an event', async () => {
    await expect(open(headed('go 1.26 trace'))).rejects.toMatchObject({ kind: 'malformed' })
  })
})

test('damaged traces give a trace or a ProfileError, in bounded time', async () => {
  const traces = ['mutex', 'tasks', 'syscalls'].map((name) => recorded(`${name}.trace`))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...traces),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async (trace, changes) => {
        const damaged = trace.slice()
        for (const [at, byte] of changes) damaged[16 + (at % (damaged.length - 16))] = byte
        try {
          const { events } = await open(damaged)
          expect(events.count).toBeGreaterThan(2)
        } catch (error) {
          expect(error).toBeInstanceOf(ProfileError)
        }
      },
    ),
    { numRuns: 300 },
  )
})
