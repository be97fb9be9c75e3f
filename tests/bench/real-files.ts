import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { type Figure, ratioTo, spread } from './figures.ts'
import { type Finished, run } from './processes.ts'

/** Recordings of real programs, of 100,000 samples and more; measured where they lie. */
const FILES = ['../shared/wild/apm-server.pgo', '../shared/profiles/stress.200k.pb.gz']

/** What the project promises of the command beside `go tool pprof`, start of node included. */
const TIME_TO_PPROF = 0.2
const MEMORY_TO_PPROF = 0.3
const PPROF = 'go tool pprof -top'

export function realFiles(): readonly string[] {
  return FILES.filter((file) => existsSync(file))
}

/** Time and memory of `-top` on each, in turn with pprof's. */
export async function realFigures(
  runs: number,
  step: <T>(what: string, work: () => Promise<T>) => Promise<T>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const file of realFiles()) {
    const own: Finished[] = []
    const other: Finished[] = []
    const name = basename(file)
    for (let i = 0; i < runs; i++) {
      const timed = (command: string, args: string[]) =>
        step(`${basename(command)} on ${name}`, () => run(command, args, { watch: true }))
      own.push(await timed(process.execPath, ['dist/cli/flamedrop.cjs', '-top', file]))
      other.push(await timed('go', ['tool', 'pprof', '-top', file]))
    }
    const figure = (unit: 'ms' | 'bytes', key: 'elapsed' | 'peak', limit: number): Figure => {
      const [mine, theirs] = [own, other].map((all) => spread(all.map((each) => each[key])))
      const what = `${name}: flamedrop -top${key === 'peak' ? ', memory' : ''}`
      const bound = { on: 'ratio', limit } as const
      return { name: what, value: mine!, unit, ...ratioTo(mine!, theirs!, PPROF), bound }
    }
    figures.push(figure('ms', 'elapsed', TIME_TO_PPROF), figure('bytes', 'peak', MEMORY_TO_PPROF))
  }
  return figures
}
