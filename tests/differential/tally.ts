import type { Verdict } from './compare.ts'

type Count =
  | 'equal'
  /** Equal, but for what versions.ts lists. */
  | 'explained'
  | 'tie'
  | 'different'
  /** Of all of them: those that both refuse, and those without a row. */
  | 'refused'

const COUNTS: readonly Count[] = ['equal', 'explained', 'tie', 'different', 'refused']

/** Verdicts by report, and what explained them. */
export class Tally {
  private readonly rows = new Map<string, Record<Count, number>>()
  private readonly reasons = new Map<string, number>()

  add(report: string, verdict: Verdict): void {
    const row = this.rows.get(report) ?? noCounts()
    this.rows.set(report, row)
    const explained = verdict.kind === 'equal' && verdict.seen.length > 0
    row[explained ? 'explained' : verdict.kind]++
    if (verdict.kind === 'tie') this.count(`tie in ${verdict.how}`)
    if (verdict.kind !== 'equal') return
    if (verdict.refused) row.refused++
    for (const id of verdict.seen) this.count(id)
  }

  private count(reason: string): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
  }

  *lines(): Generator<string> {
    const cells = (name: string, values: readonly (string | number)[]): string =>
      name.padEnd(12) + values.map((value) => String(value).padStart(11)).join('')
    const sum = noCounts()
    yield cells('', COUNTS)
    for (const [report, row] of [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield cells(report, Object.values(row))
      for (const count of COUNTS) sum[count] += row[count]
    }
    yield cells('all', Object.values(sum))
    const reasons = [...this.reasons].map(([id, times]) => `${id} ${times}`)
    yield `explained by: ${reasons.join(', ') || 'nothing'}`
  }
}

function noCounts(): Record<Count, number> {
  return { equal: 0, explained: 0, tie: 0, different: 0, refused: 0 }
}
