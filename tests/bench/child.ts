import { readFileSync } from 'node:fs'
import { loadProfile } from '../../src/engine/load.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { FOCUS_WORDS, flameRequest, focusedOn, topRequest } from './queries.ts'

/**
 * The engine in a process of its own: `child.mjs idle` has only loaded the modules, `child.mjs
 * run FILE` opens a profile and asks for what the page asks for. Prints an EngineRun as JSON.
 */
export interface EngineRun {
  /** Milliseconds. */
  readonly decode: number
  readonly flame: number
  readonly top: number
  readonly focus: readonly number[]
  /** Bytes of the inflated profile. */
  readonly inflated: number
  /** Largest resident size, in bytes: when the first flame graph was there, and in the end. */
  readonly peakAtFlame: number
  readonly peak: number
}

function peak(): number {
  return process.resourceUsage().maxRSS * 1024
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

async function runEngine(file: string): Promise<EngineRun> {
  const bytes = readFileSync(file)
  const started = performance.now()
  const { profile, inflatedSize } = await loadProfile(bytes)
  const decode = performance.now() - started
  const session = new EngineSession(profile)
  const flame = timed(() => ask(session, 'flame', flameRequest(DEFAULT_OPTIONS)))
  const peakAtFlame = peak()
  const top = timed(() => ask(session, 'top', topRequest(DEFAULT_OPTIONS)))
  const focus = FOCUS_WORDS.map((word) =>
    timed(() => ask(session, 'flame', flameRequest(focusedOn(word)))),
  )
  return { decode, flame, top, focus, inflated: inflatedSize, peakAtFlame, peak: peak() }
}

const [mode, file] = process.argv.slice(2)
if (mode === 'run' && file !== undefined) console.log(JSON.stringify(await runEngine(file)))
else if (mode === 'idle') console.log(JSON.stringify({ peak: peak() }))
else throw new Error('child.mjs idle | run FILE')
