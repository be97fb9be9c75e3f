import type { PageRun } from './browser.ts'
import { MODES } from './compare.ts'
import type { ComparedRun } from './compare-child.ts'
import { type Figure, ratioTo, spread } from './figures.ts'

const FIRST = 'the first'

/** Of a profile and another recording of its program; none where there is none. */
export function compareFigures(
  pages: readonly PageRun[],
  compared: readonly ComparedRun[],
): readonly Figure[] {
  return [...inPage(pages), ...inEngine(compared)]
}

function inPage(pages: readonly PageRun[]): readonly Figure[] {
  const runs = pages.flatMap(({ compare }) => compare ?? [])
  if (runs.length === 0) return []
  const first = spread(pages.map(({ opened }) => opened.elapsed))
  const second = spread(runs.map((run) => run.second.elapsed))
  return [
    {
      name: 'page: second profile, drop to both painted',
      value: second,
      unit: 'ms',
      ...ratioTo(second, first, FIRST),
      bound: { on: 'ratio', limit: 1.3 },
    },
    ...MODES.map(
      (mode): Figure => ({
        name: `page: comparing, to ${mode}`,
        value: spread(runs.map((run) => run.modes.get(mode)?.elapsed ?? Number.NaN)),
        unit: 'ms',
        bound: { on: 'value', limit: 400 },
      }),
    ),
  ]
}

function inEngine(compared: readonly ComparedRun[]): readonly Figure[] {
  if (compared.length === 0) return []
  const first = spread(compared.map((run) => run.first))
  const both = spread(compared.map((run) => run.both))
  return [
    { name: 'engine: memory held for the first', value: first, unit: 'bytes' },
    {
      name: 'engine: memory held for both, over that',
      value: both,
      unit: 'bytes',
      ...ratioTo(both, first, FIRST),
      bound: { on: 'ratio', limit: 1 },
    },
  ]
}
