import { openAsBlob } from 'node:fs'
import { loadProfile } from '../../src/engine/load.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { MILLION, writeGoroutines } from './goroutines.ts'
import { goroutinesRequest } from './queries.ts'

/**
 * The engine with a dump of goroutines, in a process of its own: `dump-child.mjs make FILE N`
 * writes one of N goroutines, `dump-child.mjs open FILE` opens it and prints a DumpRun as JSON.
 */
export interface DumpRun {
  /** From the file to the first groups, in milliseconds. */
  readonly opened: number
  readonly goroutines: number
  /** Largest resident size of the process, in bytes. */
  readonly peak: number
}

async function open(file: string): Promise<DumpRun> {
  const started = performance.now()
  // As the worker gets it: a file that is read whole.
  const bytes = new Uint8Array(await (await openAsBlob(file)).arrayBuffer())
  const { profile } = await loadProfile(bytes)
  ask(new EngineSession(profile), 'goroutines', goroutinesRequest(DEFAULT_OPTIONS))
  const opened = performance.now() - started
  const goroutines = profile.samples.values[0]!.reduce((sum, value) => sum + value, 0)
  return { opened, goroutines, peak: process.resourceUsage().maxRSS * 1024 }
}

const [mode, file, count] = process.argv.slice(2)
if (mode === 'make' && file !== undefined) {
  writeGoroutines(file, { ...MILLION, goroutines: Number(count) })
} else if (mode === 'open' && file !== undefined) console.log(JSON.stringify(await open(file)))
else throw new Error('dump-child.mjs make FILE N | open FILE')
