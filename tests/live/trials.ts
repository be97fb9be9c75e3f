import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Finding, FindingKind } from '../../src/engine/series/finding.ts'

/** A program of programs/, and what is to be said of it. */
export interface Trial {
  readonly name: string
  /** Where a service serves what is taken of it: `goroutine?debug=2`. */
  readonly profile: string
  /** What leaks; null where nothing does. */
  readonly leak: { readonly function: string; readonly file: string } | null
  /** It fills, or comes and goes: while it does, it may be said to grow. */
  readonly grows: boolean
}

/** Snapshots of each program; a leak is to be named by then. */
export const SNAPSHOTS = 6
/** With these a sound program is not accused either. */
export const FEW_SNAPSHOTS = 3

const LEAKS = [
  ['unread-channel', 'main.answer'],
  ['nil-channel', 'main.waitFor'],
  ['forgotten-consumer', 'main.consume'],
  ['hundred-a-second', 'main.serve'],
  ['slow-beside-steady', 'main.stuck'],
  ['endless-string', 'main.note'],
] as const

const GOROUTINES = ['goroutine', 'goroutine?debug=2']
const HEAP = ['heap?gc=1']

export const TRIALS: readonly Trial[] = [
  ...LEAKS.flatMap(([name, leaking]) => {
    const file = `${name.replaceAll('-', '_')}.go`
    return (name === 'endless-string' ? HEAP : GOROUTINES).flatMap((profile): Trial[] => [
      { name, profile, leak: { function: leaking, file }, grows: false },
      { name: `${name}-mended`, profile, leak: null, grows: false },
    ])
  }),
  ...GOROUTINES.flatMap((profile) => [sound('pool', profile), sound('burst', profile)]),
  ...HEAP.map((profile) => sound('cache', profile)),
]

function sound(name: string, profile: string): Trial {
  return { name, profile, leak: null, grows: true }
}

/**
 * What is wrong with a verdict; empty if nothing is.
 * @param snapshots that it rests on
 */
export function mistakes(
  { leak, grows }: Trial,
  findings: readonly Finding[],
  snapshots: number,
): string[] {
  const line = leak ? leakingLine(leak.file) : 0
  const isRight = (finding: Finding): boolean =>
    finding.function === leak?.function && finding.file.endsWith(leak.file) && finding.line === line
  const isDone = snapshots >= SNAPSHOTS
  const mayBe: readonly FindingKind[] =
    grows && !isDone ? ['nothing', 'filled', 'varies', 'grows'] : ['nothing', 'filled', 'varies']
  const wrong = findings.filter((finding) => !mayBe.includes(finding.kind) && !isRight(finding))
  const isNamed = findings.some((finding) => finding.kind === 'leaks' && isRight(finding))
  const missed = leak && isDone && !isNamed ? [`${leak.function} is not said to leak`] : []
  return [...missed, ...(missed.length > 0 ? findings : wrong).map(({ sentence }) => sentence)]
}

/** The line of a program's source that is marked as the one that leaks. */
function leakingLine(file: string): number {
  const path = fileURLToPath(new URL(`programs/${file}`, import.meta.url))
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.findIndex((line) => line.endsWith('// leaks')) + 1
}
