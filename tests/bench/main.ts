import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { serve } from '../../src/cli/serve.ts'
import { figuresOf, type Measured } from './bounds.ts'
import { measurePage, openDump, type PageRun } from './browser.ts'
import type { EngineRun } from './child.ts'
import type { ComparedRun } from './compare-child.ts'
import { benchDump, dumpFigures } from './dump.ts'
import { type Figure, spread, table } from './figures.ts'
import { type Finished, run, works } from './processes.ts'
import { type BenchProfile, benchProfiles } from './profiles.ts'
import { realFigures, realFiles } from './real-files.ts'
import { reportFigures } from './reports.ts'

/**
 * npm run bench [-- --quick] [-- --only stress|main|dump|verdict] [-- --runs N]
 *
 * Measures on two large profiles how long they take to open and to answer, each beside what
 * `gzip -dc` and `go tool pprof -top` take for the same file in the same run, and on a dump of a
 * million goroutines beside what `grep` takes: those ratios mean something on another machine,
 * seconds do not. With `--only verdict` tests/verdicts/bench.ts runs instead.
 */

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string' },
  },
})
const runs = Number(values.runs ?? (values.quick ? 2 : 5))
// It takes 20 s and more.
const pprofRuns = values.quick ? 1 : 3

const profiles = await benchProfiles(values.quick, values.only)
const dump =
  values.only === undefined || values.only === 'dump' ? await benchDump(values.quick) : undefined
const hasGo = await works('go', 'version')
const executable = findChromium()
const browser = executable ? await launch(executable) : undefined
const served = await serve({
  folder: 'dist/app',
  host: '127.0.0.1',
  port: 0,
  profiles: [
    ...profiles.flatMap(({ file, other }) => (other ? [{ file }, { file: other }] : [{ file }])),
    ...(dump ? [{ file: dump.file }] : []),
  ],
})
try {
  console.log(
    `Node ${process.version}, ${browser ? `Chromium ${browser.version()}` : 'no Chromium'}, ` +
      `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}; ${runs} runs`,
  )
  const addresses = served.profiles.map((path) => `${served.origin}${path}`)
  for (const profile of profiles) {
    console.log()
    const address = addresses.shift()!
    const other = profile.other === '' ? '' : addresses.shift()!
    const figures = figuresOf(profile.id, await measure(profile, { address, other }, browser))
    const reports = await reportFigures(profile, { own: runs, pprof: hasGo ? pprofRuns : 0 }, step)
    const all = [...figures, ...reports]
    console.log(table(profile.title, values.quick ? all.map(withoutBound) : all))
  }
  if (hasGo && realFiles().length > 0 && [undefined, 'real'].includes(values.only)) {
    console.log()
    console.log(table('recordings of real programs', await realFigures(pprofRuns, step)))
  }
  if (dump) {
    console.log()
    const at = { address: addresses.shift()!, token: served.token }
    const inPage = browser && (() => openDump(browser, `${served.origin}/`, at))
    const figures = await step('goroutines', () => dumpFigures(dump, runs, inPage))
    console.log(table(dump.title, values.quick ? figures.map(withoutBound) : figures))
  }
} finally {
  await served.close()
  await browser?.close()
}

function launch(executablePath: string): Promise<Browser> {
  // Chromium's sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...args, '--disable-gpu', '--no-first-run'] })
}

/** The bounds are meant for the full sizes; start-up outweighs all else in small ones. */
function withoutBound({ bound: _, ...figure }: Figure): Figure {
  return figure
}

/**
 * All kinds of measurement take turns, so that whatever else the machine does slows all of them
 * down alike and the ratios hold.
 * @param at where a page fetches the profile and the other one
 */
async function measure(
  { file, other }: BenchProfile,
  at: { readonly address: string; readonly other: string },
  page: Browser | undefined,
): Promise<Measured> {
  const gzip: Finished[] = []
  const pprof: Finished[] = []
  const engine: EngineRun[] = []
  const idle: number[] = []
  const compared: ComparedRun[] = []
  const pages: PageRun[] = []
  const runPprof = () => run('go', ['tool', 'pprof', '-top', file], { watch: true })
  if (hasGo && !values.quick) await step('go tool pprof, warm-up', runPprof)
  for (let i = 0; i < runs; i++) {
    const turn = `${i + 1}/${runs}`
    gzip.push(await step(`gzip ${turn}`, () => run('gzip', ['-dc', file])))
    engine.push(JSON.parse(await step(`engine ${turn}`, () => child('run', file))) as EngineRun)
    idle.push((JSON.parse(await child('idle')) as { peak: number }).peak)
    if (other !== '') {
      const compare = () => node('--expose-gc', 'dist/bench/compare-child.mjs', file, other)
      compared.push(JSON.parse(await step(`comparing ${turn}`, compare)) as ComparedRun)
    }
    if (page) {
      const visit = () => measurePage(page, `${served.origin}/`, { ...at, token: served.token }, i)
      pages.push(await step(`Chromium ${turn}`, visit))
    }
    if (hasGo && i < pprofRuns) pprof.push(await step(`go tool pprof ${turn}`, runPprof))
  }
  return {
    gzip: spread(gzip.map(({ elapsed }) => elapsed)),
    pprof: hasGo
      ? {
          elapsed: spread(pprof.map(({ elapsed }) => elapsed)),
          peak: spread(pprof.map(({ peak }) => peak)),
        }
      : undefined,
    engine,
    idle: spread(idle),
    compared,
    pages: page ? pages : undefined,
  }
}

function child(...args: readonly string[]): Promise<string> {
  return node('dist/bench/child.mjs', ...args)
}

async function node(...args: readonly string[]): Promise<string> {
  return (await run(process.execPath, args, { capture: true })).stdout
}

/** Says what is under way: the whole bench takes minutes. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work()
  process.stderr.write(`\r\x1b[K${what} …`)
  const result = await work()
  process.stderr.write('\r\x1b[K')
  return result
}
