import { openSync, readFileSync, writeSync } from 'node:fs'
import { corpusOf } from './corpus.ts'
import { Inputs, ROUND } from './inputs.ts'
import { minimal } from './minimal.ts'
import type { Job, Report } from './protocol.ts'
import { MOST_MEMORY, PLACE_BYTES } from './protocol.ts'
import { type Trial, tryInput } from './trial.ts'

/** Milliseconds. */
const QUICK = 10

/** Tries inputs, one round after the other or one file, in a process that may die of it. */

const [mode, argument = ''] = process.argv.slice(2)
if (mode === 'file') await runFile(argument)
else await runRounds(JSON.parse(argument) as Job)

/** The one input of a file, with every report: for a closer look, and to make sure. */
async function runFile(file: string): Promise<void> {
  const before = process.cpuUsage()
  const { opened } = await tryInput(readFileSync(file), true)
  const { user, system } = process.cpuUsage(before)
  const memory = process.resourceUsage().maxRSS * 1024
  console.log(JSON.stringify({ opened, seconds: (user + system) / 1e6, memory }))
}

async function runRounds(job: Job): Promise<void> {
  const corpus = corpusOf(job.corpus)
  const place = openSync(job.place, 'w')
  const head = new Uint32Array(PLACE_BYTES / 4)
  const seen = new Set<string>()
  // What the process takes before it has read anything.
  let memory = process.resourceUsage().maxRSS * 1024
  for (let round = job.round; round < job.rounds; round += job.step) {
    const inputs = new Inputs(corpus, job.seed, round)
    const counts = { tried: 0, opened: 0, shown: 0 }
    for (let i = 0; i < ROUND; i++) {
      const bytes = inputs.next()
      // The parent reads there what is being tried, if this process does not come back from it.
      head.set([round + 1, i, bytes.length])
      writeSync(place, head, 0, PLACE_BYTES, 0)
      writeSync(place, bytes, 0, bytes.length, PLACE_BYTES)
      const start = performance.now()
      try {
        const trial: Trial = await tryInput(bytes, i % job.showEvery === 0)
        inputs.did(trial.way)
        counts.tried++
        if (trial.opened) counts.opened++
        if (trial.shown) counts.shown++
      } catch (error) {
        const what = nameOf(error)
        if (seen.has(what)) continue
        seen.add(what)
        await tell({ found: what, bytes: hex(await minimal(bytes, what, nameOf)) })
      }
      // Asking takes longer than most inputs do, and to fill memory takes its time.
      if (performance.now() - start < QUICK) continue
      const now = process.resourceUsage().maxRSS * 1024
      if (now > memory + MOST_MEMORY) await tell({ found: 'memory', bytes: hex(bytes) })
      memory = Math.max(memory, now)
    }
    await tell({ round, ...counts })
  }
  process.disconnect()
}

function tell(report: Report): Promise<void> {
  return new Promise((sent) => process.send?.(report, () => sent()))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** An error by what it says and where it was thrown, whatever the numbers. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const at = error.stack?.match(/^\s+at (?:async )?([\w.$<>]+)/m)?.[1] ?? ''
  return `${error.name}: ${error.message.replace(/\d+/g, '#').slice(0, 120)} (${at})`
}
