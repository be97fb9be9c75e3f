import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAIN, type ProfileParameters, STRESS } from './generate.ts'
import { run } from './processes.ts'

/** A file to measure with. */
export interface BenchProfile {
  readonly id: 'stress' | 'main'
  readonly title: string
  readonly file: string
  /** Another recording of the same program, to compare it with; "" for none. */
  readonly other: string
}

/** Relative to the checkout, as all paths here. */
const STRESS_FILE = '../shared/profiles/stress.200k.pb.gz'
const CACHE = '.cache/bench'
const GENERATOR = ['generate', 'goroutines', 'names', 'program', 'random', 'recording', 'writer']

/**
 * @param quick small ones, to see whether the bench itself works
 * @param only the one to have; undefined for all
 */
export async function benchProfiles(
  quick: boolean,
  only: string | undefined,
): Promise<readonly BenchProfile[]> {
  const shrink = (parameters: ProfileParameters): ProfileParameters =>
    quick ? { ...parameters, samples: parameters.samples / 20 } : parameters
  const { FLAMEDROP_STRESS: stress = STRESS_FILE } = process.env
  const profiles: BenchProfile[] = []
  if (only === undefined || only === 'stress') {
    profiles.push(
      !quick && existsSync(stress)
        ? { id: 'stress', title: 'stress.200k', file: stress, other: '' }
        : await generated('stress', 'stand-in for stress.200k', shrink(STRESS)),
    )
  }
  if (only === undefined || only === 'main') {
    const { file: other } = await generated('main', 'another', { ...shrink(MAIN), recording: 4 })
    profiles.push({ ...(await generated('main', 'generated', shrink(MAIN))), other })
  }
  return profiles
}

async function generated(
  id: BenchProfile['id'],
  name: string,
  parameters: ProfileParameters,
): Promise<BenchProfile> {
  const file = join(
    CACHE,
    `${id}-${parameters.seed}-${parameters.recording}-${parameters.samples}-${generatorHash()}.pb.gz`,
  )
  if (!existsSync(file)) {
    console.log(`making ${file} …`)
    const numbers = (['seed', 'recording', 'samples'] as const).flatMap((name) => [
      `--${name}`,
      `${parameters[name]}`,
    ])
    const args = ['--preset', id, ...numbers, '--out', file]
    // In a process of its own, which gives its memory back.
    const { stdout } = await run(process.execPath, ['dist/bench/generate.mjs', ...args], {
      capture: true,
    })
    process.stdout.write(stdout)
  }
  return {
    id,
    title: `${name}, ${parameters.samples.toLocaleString('en')} samples`,
    file,
    other: '',
  }
}

/** Another name for what another generator makes, so that no stale file is measured. */
export function generatorHash(): string {
  const hash = createHash('sha256')
  for (const name of GENERATOR) hash.update(readFileSync(`tests/bench/${name}.ts`))
  return hash.digest('hex').slice(0, 8)
}
