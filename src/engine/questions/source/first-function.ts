import { frameKind } from '../../goroutines/frame-kind.ts'
import { NONE } from '../../profile/ids.ts'
import type { Options } from '../../select/options.ts'
import type { EngineSession } from '../../session/session.ts'
import { findingsOf } from '../findings/findings.ts'
import { lineSelection, type SourceFunction, type SourceTable } from './table.ts'

/**
 * The function whose source is looked at first where none is selected: the one that the findings
 * name, else the heaviest of the program's own code, with the libraries that it calls; of a program
 * without any, the heaviest by itself. Undefined where no function has a file.
 */
export function firstFunction(
  session: EngineSession,
  options: Options,
  table: SourceTable,
): SourceFunction | undefined {
  const placed = table.functions.filter(hasSource)
  const own = placed.filter(isOwn)
  const isKnown = own.length > 0
  const among = isKnown ? own : placed
  for (const { show } of findingsOf(session).findings) {
    const named = among.find(({ name }) => name === show.frame)
    if (named) return named
  }
  const values = isKnown ? withLibraries(session, options, own) : placed.map(({ flat }) => flat)
  let first = 0
  for (let i = 1; i < among.length; i++) {
    if (Math.abs(values[i]!) > Math.abs(values[first]!)) first = i
  }
  return among[first]
}

function hasSource({ file, to }: SourceFunction): boolean {
  return file !== '' && to > 0
}

function isOwn({ name, file }: SourceFunction): boolean {
  return frameKind(name, file) === 'own'
}

/** What the functions take, each with what it calls that is none of them. */
function withLibraries(
  session: EngineSession,
  options: Options,
  functions: readonly SourceFunction[],
): Float64Array {
  const { tree, frames, weights } = lineSelection(session, options)
  const of = new Int32Array(frames.count).fill(NONE)
  functions.forEach(({ keys }, i) => {
    for (const key of keys) of[key] = i
  })
  const sums = new Float64Array(functions.length)
  /** The innermost of the functions that a node is in. */
  const within = new Int32Array(tree.count).fill(NONE)
  for (let node = 1; node < tree.count; node++) {
    if (weights.live[node] === 0) {
      node = tree.end[node]! - 1
      continue
    }
    const around = within[tree.parent[node]!]!
    const own = of[tree.key[node]!]!
    within[node] = own === NONE ? around : own
    if (own === NONE) continue
    sums[own]! += weights.total[node]!
    if (around !== NONE) sums[around]! -= weights.total[node]!
  }
  return sums
}
