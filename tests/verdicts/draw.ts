import { loadProfile } from '../../src/engine/load.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import type { Finding } from '../../src/engine/series/finding.ts'
import { Series } from '../../src/engine/series/series.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { Draws } from './draws.ts'
import { type Recording, record } from './record.ts'
import type { Scenario } from './scenario.ts'
import { LEAKING, type Shape } from './shapes-leaking.ts'
import { SOUND } from './shapes-sound.ts'
import { type Visible, visible } from './truth.ts'

/** A series that was drawn, and what was found in it. */
export interface Drawn {
  readonly shape: string
  readonly seed: number
  readonly scenario: Scenario
  readonly findings: readonly Finding[]
  /** Its leaks, and how well they can be seen. */
  readonly leaks: readonly { readonly name: string; readonly visible: Visible }[]
}

const SHAPES: readonly (readonly [string, Shape])[] = [
  ...Object.entries(LEAKING).map(([name, shape]) => [`leak: ${name}`, shape] as const),
  ...Object.entries(SOUND),
]

export const SHAPE_NAMES: readonly string[] = SHAPES.map(([name]) => name)

/** The series of a seed: shapes take turns. */
export async function draw(seed: number): Promise<Drawn> {
  const [shape, make] = SHAPES[seed % SHAPES.length]!
  const scenario = make(new Draws(seed))
  return {
    ...{ shape, seed, scenario },
    findings: await judged(record(scenario, seed)),
    leaks: scenario.places
      .filter(({ leaks }) => leaks)
      .map((place) => ({ name: place.name, visible: visible(scenario, place) })),
  }
}

export async function judged(files: readonly Recording[]): Promise<readonly Finding[]> {
  const members = await Promise.all(
    files.map(async ({ name, bytes, taken }) => {
      const { profile } = await loadProfile(bytes)
      return { name, taken, profile }
    }),
  )
  return judgedProfiles(members)
}

/** @param members ready for reports */
export async function judgedProfiles(
  members: readonly { readonly name: string; readonly taken: number; readonly profile: Profile }[],
): Promise<readonly Finding[]> {
  const opened = members.map(({ profile, ...member }) => ({
    ...member,
    session: new EngineSession(profile),
  }))
  const options = { ...DEFAULT_OPTIONS, sample_index: '' }
  return (await Series.open(opened, options, false)).findings()
}
