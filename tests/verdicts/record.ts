import { encodeProto } from '../../src/engine/encode/proto.ts'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import { Draws } from './draws.ts'
import { type Counted, live, type Member } from './population.ts'
import type { Place, Scenario } from './scenario.ts'

/** A file as a program under watch would have given it. */
export interface Recording {
  readonly name: string
  readonly bytes: Uint8Array
  /** When: milliseconds since 1970. */
  readonly taken: number
}

/** Go's MemProfileRate. */
export const RATE = 512 * 1024
const EPOCH = Date.UTC(2026, 0, 5, 8)

export function recordedShare(size: number): number {
  return -Math.expm1(-size / RATE)
}

/** Plays a scenario and takes the snapshots. */
export function record(scenario: Scenario, seed: number): Recording[] {
  const { form, times, starts, asOf = times, places } = scenario
  const draws = new Draws(seed)
  const files: Recording[] = []
  for (const [process, start] of starts.entries()) {
    const end = starts[process + 1] ?? Number.POSITIVE_INFINITY
    const mine = times.flatMap((time, i) => (time >= start && time < end ? [i] : []))
    if (mine.length === 0) continue
    const moments = [...new Set(mine.map((i) => Math.max(start, asOf[i]!)))]
    let id = 1
    const nextId = form === 'dump' ? () => ++id : null
    const base = BigInt(draws.whole(0x5500, 0x56ff)) << 32n
    const histories = places.map((place) => {
      const share = form === 'heap' ? recordedShare(place.size!) : 1
      const all = place.behaviours.map((each) => live(draws, each, start, moments, share, nextId))
      return moments.map((_, at) => merged(all.map((history) => history[at]!)))
    })
    for (const i of mine) {
      const at = moments.indexOf(Math.max(start, asOf[i]!))
      const counts = histories.map((history) => history[at]!)
      const time = times[i]!
      const taken = EPOCH + time * 1000
      files.push({
        name: `${form}.${String(i).padStart(3, '0')}`,
        bytes:
          form === 'dump'
            ? dump(places, counts, time, () => ++id)
            : profile(form, places, counts, taken, base),
        taken,
      })
    }
  }
  return files
}

function merged(parts: readonly Counted[]): Counted {
  return {
    held: parts.reduce((sum, { held }) => sum + held, 0),
    taken: parts.reduce((sum, { taken }) => sum + taken, 0),
    members: parts.flatMap(({ members }) => members),
  }
}

function profile(
  form: 'goroutine' | 'heap',
  places: readonly Place[],
  counts: readonly Counted[],
  taken: number,
  base: bigint,
): Uint8Array {
  const count = (type: string) => ({ type, unit: 'count' })
  const space = (type: string) => ({ type, unit: 'bytes' })
  const isHeap = form === 'heap'
  const builder = new ProfileBuilder(
    isHeap
      ? [count('alloc_objects'), space('alloc_space'), count('inuse_objects'), space('inuse_space')]
      : [count('goroutine')],
    {
      periodType: isHeap ? space('space') : count('goroutine'),
      period: isHeap ? BigInt(RATE) : 1n,
      timeNanos: BigInt(Math.round(taken)) * 1_000_000n,
    },
  )
  const mapping = builder.addMapping({
    ...{ file: '/srv/app/server', start: base, limit: base + 0x100000n },
    hasFunctions: true,
  })
  const call = (name: string, file: string, line: number): number =>
    builder.addLocation({
      mapping,
      address: base + BigInt(line) * 16n + BigInt(name.length),
      lines: [{ function: builder.addFunction({ name, file }), line }],
    })
  for (const [i, { name, size = 1 }] of places.entries()) {
    const { held, taken: ever } = counts[i]!
    if ((isHeap ? ever : held) === 0) continue
    const stack = [
      call(name, `/srv/app/${fileOf(name)}`, lineOf(i)),
      call('main.main', '/srv/app/main.go', 10),
    ]
    if (!isHeap) stack.unshift(call('runtime.gopark', '/usr/local/go/src/runtime/proc.go', 402))
    // As Go does: counts and bytes of recorded objects by what each stands for.
    const stands = 1 / recordedShare(size)
    const both = (n: number): number[] => [Math.floor(n * stands), Math.floor(n * size * stands)]
    if (isHeap) {
      const values = [...both(ever), ...both(held)]
      builder.addSample(stack, values, [{ key: 'bytes', number: size, unit: 'bytes' }])
    } else builder.addSample(stack, [held])
  }
  return joined([...encodeProto(builder.build())])
}

function dump(
  places: readonly Place[],
  counts: readonly Counted[],
  time: number,
  nextId: () => number,
): Uint8Array {
  const blocks = [
    `goroutine ${nextId()} [running]:\nruntime/pprof.writeGoroutineStacks()\n\t/usr/local/go/src/runtime/pprof/pprof.go:1 +0x1\n`,
  ]
  for (const [i, { name, state = 'select' }] of places.entries()) {
    for (const { id, since } of counts[i]!.members) {
      blocks.push(goroutine({ id, since }, name, state, i, time))
    }
  }
  return new TextEncoder().encode(blocks.join('\n'))
}

function goroutine({ id, since }: Member, name: string, state: string, i: number, time: number) {
  const minutes = Math.floor((time - since) / 60)
  const wait = minutes > 0 ? `, ${minutes} minutes` : ''
  return `goroutine ${id} [${state}${wait}]:\n${name}(0xc000${id.toString(16)})\n\t/srv/app/${fileOf(name)}:${lineOf(i)} +0x1d\ncreated by main.start in goroutine 1\n\t/srv/app/main.go:40 +0x5c\n`
}

function fileOf(name: string): string {
  return `${name.replace(/^.*\./, '')}.go`
}

function lineOf(i: number): number {
  return 20 + i
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
