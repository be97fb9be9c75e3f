import { profileFindings } from '../../engine/findings/findings.ts'
import { findingLines } from '../../engine/findings/wording.ts'
import { type Finding, sureRank } from '../../engine/series/finding.ts'
import type { CommandLine } from '../command-line.ts'
import { UsageError } from '../go-flags.ts'
import { documentOf } from './document.ts'
import { interruptible } from './interrupt.ts'
import { lineOf, printable } from './lines.ts'
import { seriesOf } from './series-of.ts'
import { readSnapshots, type Snapshot } from './snapshots.ts'
import { watch } from './watch.ts'
import { watchedBy } from './watched.ts'

/** The exit code if something leaks. */
const LEAKS = 3

export interface Verdict {
  /** The output. */
  readonly text: string
  /** 3 if anything leaks, 0 if nothing does. */
  readonly exitCode: number
}

/**
 * Judges the growth over a series of snapshots.
 * @throws UsageError; ProfileError or system errors for a source that cannot be read
 */
export async function verdictOf(command: CommandLine): Promise<Verdict> {
  const snapshots = await snapshotsOf(command)
  const series = await seriesOf(snapshots, command.options)
  const findings = surestFirst(series.findings())
  const [first] = snapshots
  const alone = first && snapshots.length === 1 ? profileFindings(first.profile) : null
  const text = command.verdict?.json
    ? JSON.stringify(documentOf(series, findings, alone), null, 2)
    : [...findings.map(lineOf), ...(alone ? findingLines(alone).map(printable) : [])].join('\n')
  return {
    text: `${text}\n`,
    exitCode: findings.some(({ kind }) => kind === 'leaks') ? LEAKS : 0,
  }
}

function snapshotsOf(command: CommandLine): Promise<Snapshot[]> {
  const watched = watchedBy(command)
  if (watched) return interruptible((signal) => watch(watched, command, signal))
  if (command.sources.length === 0) throw new UsageError('no profile source specified')
  return readSnapshots(command)
}

/**
 * Sorts findings by kind, the most serious first, then by sureness; otherwise the order is kept.
 */
function surestFirst(findings: readonly Finding[]): Finding[] {
  const kinds = findings.map(({ kind }) => kind)
  const rank = ({ kind }: Finding): number => kinds.indexOf(kind)
  return [...findings].sort((a, b) => rank(a) - rank(b) || sureRank(a) - sureRank(b))
}
