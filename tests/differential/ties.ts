import { callgrindContent } from './callgrind.ts'
import { dotContent, dotOrder } from './dot.ts'

/**
 * How several runs of pprof over one input explain that ours equals none of them; undefined if
 * they do not. pprof walks Go's maps, whose order is drawn anew each time, and leaves the order of
 * equals, and with it which edges of a graph it finds redundant, to that.
 */
export function tieIn(report: string, runs: readonly string[], ours: string): string | undefined {
  const [first = '', ...others] = runs
  if (withoutTies(report, ours) === withoutTies(report, first)) return 'the order of equals'
  // The second sort of a call tree finds the first one's order, and leaves equals in it or not.
  if (report === 'dot' && dotOrder(ours) === dotOrder(first)) {
    if (dotContent(ours) === dotContent(first)) return 'the order of equals'
  }
  if (others.every((run) => run === first)) return undefined
  const settled = (text: string): string => withoutTies(report, text, true)
  if (settled(ours) === settled(first)) return 'the order of equals'
  const content = CONTENTS[report] ?? ((text: string): string => text)
  const contents = runs.map(content)
  if (contents.includes(content(ours))) return 'the order of equals'
  if (onlyKnownLines(report, contents, content(ours))) return 'which lines there are'
  return onlyVaryingLines(runs, ours) ? 'the lines' : undefined
}

const CONTENTS: Readonly<Record<string, (text: string) => string>> = {
  callgrind: callgrindContent,
  dot: dotContent,
}

/** Each line is one of some run, and those that all runs have are there, in their order. */
function onlyKnownLines(report: string, runs: readonly string[], ours: string): boolean {
  const sets = runs.map((run) => new Set(run.split('\n')))
  const [first = ''] = runs
  const lines = ours.split('\n')
  if (!lines.every((line) => sets.some((set) => set.has(line)))) return false
  const stable = (text: string): string => {
    const kept = text.split('\n').filter((line) => sets.every((set) => set.has(line)))
    return withoutTies(report, kept.join('\n'))
  }
  return stable(ours) === stable(first)
}

/** It differs from a run only in lines in which the runs differ. */
function onlyVaryingLines(runs: readonly string[], ours: string): boolean {
  const lines = ours.split('\n')
  const [first = [], ...others] = runs.map((run) => run.split('\n'))
  if (others.some(({ length }) => length !== first.length)) return false
  if (lines.length !== first.length) return false
  return lines.every((line, i) => line === first[i] || others.some((run) => run[i] !== first[i]))
}

/**
 * The text with its ties in one order. Of calls that weigh the same but for the sign pprof finds
 * neither before the other, and so leaves all calls of that weight in the order of a Go map.
 * @param zeros calls whose weight the unit rounds to zero, and so shows no sign, may be such
 */
function withoutTies(report: string, text: string, zeros = false): string {
  const weightOf = WEIGHTS[report]
  if (!weightOf) return text
  const sorted: string[] = []
  let run: string[] = []
  let size = ''
  const close = (): void => {
    const signs = new Set(run.map((line) => weightOf.exec(line)?.[1]))
    sorted.push(...(signs.size > 1 || (zeros && size === '0') ? run.sort() : run))
    run = []
  }
  for (const line of text.split('\n')) {
    const own = weightOf.exec(line)?.[2] ?? ''
    if (own !== size || own === '') close()
    size = own
    run.push(line)
  }
  close()
  return sorted.join('\n')
}

/** Sign and size of a call, in lines of the reports that print calls. */
const CALL = /^ {10,}(-?)(\S+) +\S+ \| {3}/
const WEIGHTS: Readonly<Record<string, RegExp>> = {
  tree: CALL,
  peek: CALL,
  dot: /^N\d+ -> N\d+ \[label=" (-?)([^\\"]+)/,
}
