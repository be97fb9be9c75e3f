import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A profile in a file; those of a group can be added up and subtracted. */
export interface ProfileFile {
  readonly file: string
  readonly group: string
}

/** What each program of programs/ writes, and with which flags. */
const RECORDINGS: readonly {
  program: 'mill' | 'pantry' | 'queue'
  flags: (seed: number) => readonly string[]
  files: (seed: number) => readonly ProfileFile[]
}[] = [
  {
    program: 'mill',
    flags: (seed) => ['-seed', `${seed}`, '-out', `mill.${seed}.pb.gz`, '-for', '700ms'],
    files: (seed) => [{ file: `mill.${seed}.pb.gz`, group: 'mill' }],
  },
  {
    program: 'mill',
    flags: (seed) => ['-seed', `${seed}`, '-out', `mill.labels.${seed}.pb.gz`, '-labels'],
    files: (seed) => [{ file: `mill.labels.${seed}.pb.gz`, group: 'mill' }],
  },
  {
    program: 'pantry',
    flags: (seed) => [
      '-seed',
      `${seed}`,
      ...['early', 'late', 'allocs'].flatMap((name) => [`-${name}`, `${name}.${seed}.pb.gz`]),
    ],
    files: (seed) =>
      ['early.pb.gz', 'late.pb.gz', 'allocs.pb.gz', 'early.txt', 'late.txt'].map((name) => ({
        file: withSeed(name, seed),
        group: name.endsWith('.txt') ? 'pantry, text' : 'pantry',
      })),
  },
  {
    program: 'queue',
    flags: (seed) => ['-seed', `${seed}`, '-suffix', `.${seed}.pb.gz`],
    files: (seed) =>
      ['goroutine', 'mutex', 'block', 'threadcreate'].flatMap((name) =>
        ['.pb.gz', '.txt'].map((ending) => ({
          file: withSeed(name + ending, seed),
          group: (name === 'block' ? 'mutex' : name) + ending,
        })),
      ),
  },
]

/** early.7.pb.gz */
function withSeed(name: string, seed: number): string {
  return name.replace('.', `.${seed}.`)
}

/**
 * Builds the programs and lets them write their profiles, for each of the seeds; what is there
 * already stays, so that a difference can be looked at again.
 */
export function record(programs: string, folder: string, seeds: readonly number[]): ProfileFile[] {
  mkdirSync(folder, { recursive: true })
  const built = new Set<string>()
  const files: ProfileFile[] = []
  for (const { program, flags, files: written } of RECORDINGS) {
    for (const seed of seeds) {
      const expected = written(seed)
      files.push(...expected)
      if (expected.every(({ file }) => existsSync(join(folder, file)))) continue
      const binary = join(folder, program)
      if (!built.has(program)) {
        run('go', ['build', '-o', binary, join(programs, `${program}.go`)], folder)
        built.add(program)
      }
      run(binary, flags(seed), folder)
    }
  }
  // pprof would read symbols of profiles that have none from them.
  for (const program of built) rmSync(join(folder, program))
  return files
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`)
}
