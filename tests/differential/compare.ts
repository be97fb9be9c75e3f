import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCandidate } from './candidate.ts'
import { argumentsOf, type Command } from './draw.ts'
import { errorClass } from './errors.ts'
import type { Outcome, Reference } from './reference.ts'
import { tieIn } from './ties.ts'
import { asOlder, ourArguments } from './versions.ts'

export type Verdict =
  /** Byte for byte, or byte for byte but for what versions.ts lists: `seen` names it. Both may refuse. */
  | { readonly kind: 'equal'; readonly seen: readonly string[]; readonly refused: boolean }
  /** As one of several runs of pprof that differ among themselves, or only where those do. */
  | { readonly kind: 'tie'; readonly how: string }
  | { readonly kind: 'different'; readonly ours: string; readonly theirs: string }

/** Reports of bytes. */
const BINARY = ['proto', 'topproto']

/** Remarks on the options and the labels; there is talk of files on stderr as well. */
const REMARK = /expression matched no samples|as range, not regexp|^For tag |^Multiple value/

const FAILED = 'failed: '

/** How often pprof is run before we say that its output does not vary: of two orders one may be rare. */
const RUNS = 20

export async function compare(
  command: Command,
  reference: Reference,
  folder: string,
): Promise<Verdict> {
  const show = (outcome: Outcome, name: string): string => {
    if (outcome.status !== 0) return describe(outcome)
    // Its page differs throughout (docs/differences.md): held against each other is who prints one.
    if (command.report === 'weblist') return 'a page'
    if (!BINARY.includes(command.report)) return describe(outcome)
    return readBack(outcome.stdout, reference, join(folder, name))
  }
  const own = await runCandidate(ourArguments(command))
  const printed = show(own, 'ours.pb.gz')
  const runs: string[] = []
  while (runs.length < RUNS) {
    const other = reference.run(argumentsOf(command))
    const theirs = show(other, 'theirs.pb.gz')
    const { text, seen } = asOlder(command.report, printed, theirs)
    if (text === theirs) {
      const said = remarksIn(other)
      if (own.status === 0 && remarksIn(own) !== said) {
        return { kind: 'different', ours: remarksIn(own), theirs: said }
      }
      if (runs.length > 0) return { kind: 'tie', how: 'a run' }
      return { kind: 'equal', seen, refused: theirs.startsWith(FAILED) }
    }
    runs.push(theirs)
  }
  const theirs = runs[0]!
  const ours = asOlder(command.report, printed, theirs).text
  const tie = tieIn(command.report, runs, ours)
  if (tie !== undefined) return { kind: 'tie', how: tie }
  const all = withoutLimit(command)
  if (all && (command.flags.includes('-call_tree') || runs.some((run) => run !== theirs))) {
    const whole = await compare(all, reference, folder)
    if (whole.kind !== 'different') return { kind: 'tie', how: 'who comes in' }
  }
  return { kind: 'different', ours, theirs }
}

/**
 * Which of several equals are the last that a limited graph takes is a tie as well, and then much
 * of the graph depends on it: the graph of all nodes has to be the same.
 */
function withoutLimit(command: Command): Command | undefined {
  const { report, flags } = command
  if (report !== 'dot' || flags.includes('-nodecount=0')) return undefined
  const others = flags.filter((flag) => !flag.startsWith('-nodecount='))
  return { ...command, flags: [...others, '-nodecount=0'] }
}

/** What is said beside a report; of several units of labels pprof speaks in the order of a map. */
function remarksIn({ stderr }: Outcome): string {
  const lines = stderr.split('\n').filter((line) => REMARK.test(line))
  const units = lines.filter((line) => line.startsWith('For tag ')).sort()
  return [...units, ...lines.filter((line) => !units.includes(line)), ''].join('\n')
}

/** What a run printed, or the class of its error. */
function describe({ status, stdout, stderr }: Outcome): string {
  return status === 0 ? stdout.toString() : `${FAILED}${errorClass(stderr)}\n`
}

/** A profile as pprof prints it: bytes differ by the order of fields and the compression. */
function readBack(profile: Buffer, reference: Reference, file: string): string {
  writeFileSync(file, profile)
  return describe(reference.run(['-raw', file]))
}
