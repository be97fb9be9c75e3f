import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { serve } from '../../src/cli/serve.ts'
import { figuresOf, type Measured } from './bounds.ts'
import { measurePage, type PageRun } from './browser.ts'
import type { EngineRun } from './child.ts'
import { type Figure, spread, table } from './figures.ts'
import { run, works } from './processes.ts'
import { type BenchProfile, benchProfiles } from './profiles.ts'

/**
 * npm run bench [-- --quick] [-- --only stress|main] [-- --runs N]
 *
 * Measures on two large profiles how long they take to open and to answer, each beside what
 * `gzip -dc` and `go tool pprof -top` take for the same file in the same run: those ratios
 * mean something on another machine, seconds do not.
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

const profiles = (await benchProfiles(values.quick)).filter(
  ({ id }) => values.only === undefined || id === values.only,
)
const hasGo = await works('go', 'version')
const executable = findChromium()
const browser = executable ? await launch(executable) : undefined
const served = await serve({
  folder: 'dist/app',
  host: '127.0.0.1',
  port: 0,
  files: profiles.map(({ file }) => file),
})
try {
  console.log(
    `Node ${process.version}, ${browser ? `Chromium ${browser.version()}` : 'no Chromium'}, ` +
      `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}; ${runs} runs`,
  )
  for (const [i, profile] of profiles.entries()) {
    console.log()
    const address = `${served.origin}${served.files[i]}`
    const figures = figuresOf(profile.id, await measure(profile, address, browser))
    console.log(table(profile.title, values.quick ? figures.map(withoutBound) : figures))
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

/** @param address where a page fetches the profile */
async function measure(
  { file }: BenchProfile,
  address: string,
  page: Browser | undefined,
): Promise<Measured> {
  const gzip = await times(runs, 'gzip', () => run('gzip', ['-dc', file]))
  const engine = await times(runs, 'engine', async () => {
    const { stdout } = await child('run', file)
    return JSON.parse(stdout) as EngineRun
  })
  const idle = await times(runs, 'idle', async () => {
    const { stdout } = await child('idle')
    return (JSON.parse(stdout) as { peak: number }).peak
  })
  const pages = page
    ? await times<PageRun>(runs, 'Chromium', (i) =>
        measurePage(page, `${served.origin}/`, address, i),
      )
    : undefined
  return {
    gzip: spread(gzip.map(({ elapsed }) => elapsed)),
    pprof: hasGo ? await measurePprof(file) : undefined,
    engine,
    idle: spread(idle),
    pages,
  }
}

async function measurePprof(file: string): Promise<Measured['pprof']> {
  const command = () => run('go', ['tool', 'pprof', '-top', file], { watch: true })
  if (!values.quick) await times(1, 'go tool pprof, warm-up', command)
  const finished = await times(pprofRuns, 'go tool pprof', command)
  return {
    elapsed: spread(finished.map(({ elapsed }) => elapsed)),
    peak: spread(finished.map(({ peak }) => peak)),
  }
}

function child(...args: readonly string[]) {
  return run(process.execPath, ['dist/bench/child.mjs', ...args], { capture: true })
}

/** Runs one after the other, and says so: the whole bench takes minutes. */
async function times<T>(
  count: number,
  what: string,
  once: (i: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = []
  for (let i = 0; i < count; i++) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what} ${i + 1}/${count}`)
    results.push(await once(i))
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  return results
}
