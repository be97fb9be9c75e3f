import { findingLines } from '../../engine/findings/wording.ts'
import { documentOf } from '../../engine/verdict/document-of.ts'
import { judge } from '../../engine/verdict/judge.ts'
import type { Snapshot } from '../../engine/verdict/snapshot.ts'
import type { CommandLine } from '../command-line.ts'
import { UsageError } from '../go-flags.ts'
import { interruptible } from './interrupt.ts'
import { lineOf, printable } from './lines.ts'
import { readSnapshots } from './snapshots.ts'
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
  const judgement = await judge(snapshots, command.options)
  const { findings, alone } = judgement
  const text = command.verdict?.json
    ? JSON.stringify(documentOf(judgement), null, 2)
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
