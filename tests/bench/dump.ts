import { existsSync, statSync } from 'node:fs'
import type { DumpRun } from './dump-child.ts'
import { type Figure, spread } from './figures.ts'
import { MILLION } from './goroutines.ts'
import type { Painted } from './in-page.ts'
import { run } from './processes.ts'
import { generatorHash } from './profiles.ts'

/** What the project promises of a dump: so many times what grep takes, and so many milliseconds. */
const TIMES_GREP = 4
const BESIDES = 5000
const MEMORY = 1.5 * 2 ** 30

/** A dump of goroutines (debug=2) to measure with. */
export interface Dump {
  readonly title: string
  readonly file: string
}

/** @param quick a small one, to see whether the bench itself works */
export async function benchDump(quick: boolean): Promise<Dump> {
  const goroutines = MILLION.goroutines / (quick ? 20 : 1)
  const file = `.cache/bench/goroutines-${goroutines}-${generatorHash()}.txt`
  if (!existsSync(file)) {
    console.log(`making ${file} …`)
    await node('make', file, `${goroutines}`)
  }
  const size = Math.round(statSync(file).size / 1e6)
  return { title: `${goroutines.toLocaleString('en')} goroutines, ${size} MB of text`, file }
}

/**
 * @param runs how often
 * @param inPage opens it in the browser; undefined without one
 */
export async function dumpFigures(
  { file }: Dump,
  runs: number,
  inPage: (() => Promise<Painted>) | undefined,
): Promise<readonly Figure[]> {
  const grep: number[] = []
  const engine: DumpRun[] = []
  const pages: Painted[] = []
  for (let i = 0; i < runs; i++) {
    // To nowhere it would stop at the first.
    grep.push((await run('grep', ['-c', '^goroutine ', file], { capture: true })).elapsed)
    engine.push(JSON.parse(await node('open', file)) as DumpRun)
    if (inPage) pages.push(await inPage())
  }
  const allowed = spread(grep).median * TIMES_GREP + BESIDES
  const timed = (name: string, values: readonly number[]): Figure => {
    if (values.length === 0) return { name, unit: 'ms', note: '(no Chromium)' }
    const value = spread(values)
    const ratio = { value: value.median / allowed, to: `(${TIMES_GREP} × grep + 5 s)` }
    return { name, value, unit: 'ms', ratio, bound: { on: 'ratio', limit: 1 } }
  }
  return [
    { name: "grep -c '^goroutine '", value: spread(grep), unit: 'ms' },
    timed(
      'engine: file to groups',
      engine.map(({ opened }) => opened),
    ),
    {
      name: 'engine: largest resident size',
      value: spread(engine.map(({ peak }) => peak)),
      unit: 'bytes',
      bound: { on: 'value', limit: MEMORY },
    },
    timed(
      'page: drop to groups painted',
      pages.map(({ elapsed }) => elapsed),
    ),
    ...(pages.length === 0
      ? []
      : [
          {
            name: 'page: longest main-thread task meanwhile',
            value: spread(pages.map(({ blocked }) => blocked)),
            unit: 'ms',
            bound: { on: 'value', limit: 100 },
          } as const,
        ]),
  ]
}

async function node(...args: readonly string[]): Promise<string> {
  const command = ['dist/bench/dump-child.mjs', ...args]
  return (await run(process.execPath, command, { capture: true })).stdout
}
