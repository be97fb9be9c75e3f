import { type Figure, ratioTo, spread } from './figures.ts'
import { run } from './processes.ts'
import type { BenchProfile } from './profiles.ts'

/** Reports that are timed, as flags of the command and of pprof alike. */
const REPORTS = ['-top', '-tree', '-dot', '-peek=DecodeToken', '-tags'] as const

/** What the project promises of whole commands, loading included. */
const TO_PPROF = 0.08
const TO_GZIP = 8

export interface ReportRuns {
  readonly own: number
  /** 0 where go is not installed. */
  readonly pprof: number
}

/**
 * Times whole commands: on the smaller profile beside pprof with the same flags, on the larger one,
 * which takes pprof minutes, beside gzip.
 */
export async function reportFigures(
  { id, file }: BenchProfile,
  runs: ReportRuns,
  step: <T>(what: string, work: () => Promise<T>) => Promise<T>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const report of REPORTS) {
    const own: number[] = []
    const other: number[] = []
    const pprof = id === 'stress'
    const name = pprof ? `go tool pprof ${report}` : 'gzip -dc'
    const [command, args]: [string, string[]] = pprof
      ? ['go', ['tool', 'pprof', report, file]]
      : ['gzip', ['-dc', file]]
    for (let i = 0; i < runs.own; i++) {
      const flamedrop = () => run(process.execPath, ['dist/cli/flamedrop.cjs', report, file])
      own.push((await step(`flamedrop ${report}`, flamedrop)).elapsed)
      if (i >= (pprof ? runs.pprof : runs.own)) continue
      other.push((await step(name, () => run(command, args))).elapsed)
    }
    const base = other.length > 0 ? spread(other) : undefined
    figures.push({
      name: `flamedrop ${report}`,
      value: spread(own),
      unit: 'ms',
      ...ratioTo(spread(own), base, name),
      bound: { on: 'ratio', limit: pprof ? TO_PPROF : TO_GZIP },
    })
  }
  return figures
}
