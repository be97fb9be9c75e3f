import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { Series } from '../../src/engine/series/series.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { Draws } from './draws.ts'
import { RATE, recordedShare } from './record.ts'

export interface Timed {
  readonly snapshots: number
  readonly stacks: number
  /** Milliseconds of processor time: on a busy machine others make a clock run on. */
  readonly laid: number
  readonly judged: number
}

/** How long a verdict takes of heaps in which every stack moves and one in a hundred leaks. */
export async function measureLarge(snapshots: number, stacks: number): Promise<Timed> {
  const profiles = heaps(snapshots, stacks)
  const members = profiles.map((profile, i) => ({
    ...{ name: `heap.${i}`, taken: 0 },
    session: new EngineSession(profile),
  }))
  const start = process.cpuUsage()
  const series = await Series.open(members, DEFAULT_OPTIONS, true)
  const laid = process.cpuUsage(start).user / 1000
  const between = process.cpuUsage()
  series.findings()
  return { snapshots, stacks, laid, judged: process.cpuUsage(between).user / 1000 }
}

/** They share their tables: only the values differ. */
function heaps(snapshots: number, stacks: number): Profile[] {
  const draws = new Draws(1)
  const builder = new ProfileBuilder(
    [
      ...['alloc_objects/count', 'alloc_space/bytes', 'inuse_objects/count', 'inuse_space/bytes'],
    ].map((name) => {
      const [type = '', unit = ''] = name.split('/')
      return { type, unit }
    }),
    { period: BigInt(RATE), periodType: { type: 'space', unit: 'bytes' } },
  )
  for (let i = 0; i < stacks; i++) {
    const name = `main.f${i % 5000}`
    const location = builder.addLocation({
      address: BigInt(i),
      lines: [{ function: builder.addFunction({ name, file: '/srv/main.go' }), line: i }],
    })
    builder.addSample([location], [0, 0, 0, 0])
  }
  const profile = builder.build()
  const size = 4096
  const stands = 1 / recordedShare(size)
  const taken = new Float64Array(stacks)
  const held = new Float64Array(stacks)
  return Array.from({ length: snapshots }, (_, at) => {
    for (let i = 0; i < stacks; i++) {
      const leaks = i % 100 === 0
      const came = draws.poisson(3)
      taken[i]! += came
      held[i]! += leaks ? came : came - draws.binomial(held[i]! + came, 0.1)
    }
    const column = (of: Float64Array, by: number): Float64Array =>
      of.map((recorded) => Math.floor(recorded * stands) * by)
    return {
      ...profile,
      header: { ...profile.header, timeNanos: BigInt(at + 1) * 60_000_000_000n },
      samples: {
        ...profile.samples,
        values: [column(taken, 1), column(taken, size), column(held, 1), column(held, size)],
      },
    }
  })
}
