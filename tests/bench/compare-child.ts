import { readFileSync } from 'node:fs'
import { ProfilePair } from '../../src/engine/compare/pair.ts'
import { loadProfile } from '../../src/engine/load.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { CompareSession } from '../../src/engine/session/compare.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { flameRequest, topRequest } from './queries.ts'

/**
 * The engine in a process of its own that compares two profiles, as the page's worker does:
 * `node --expose-gc compare-child.mjs FILE OTHER`. Prints a ComparedRun as JSON.
 */
export interface ComparedRun {
  /** Bytes that are held when the first profile has been looked at, over those before it … */
  readonly first: number
  /** … and when both have been compared in every mode, over those. */
  readonly both: number
  /** Milliseconds of making the pair, and of the first picture in each mode, by its name. */
  readonly pair: number
  readonly modes: Readonly<Record<string, number>>
}

const MODES = [
  { diff: false, normalize: false },
  { diff: true, normalize: false },
  { diff: false, normalize: true },
  { diff: true, normalize: true },
]

async function load(file: string): Promise<Profile> {
  return (await loadProfile(readFileSync(file))).profile
}

/** Bytes of the heap and of buffers that are still in use. */
function held(): number {
  // What is behind weak references goes with the second.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function compare(file: string, other: string): Promise<ComparedRun> {
  const before = held()
  const flame = flameRequest(DEFAULT_OPTIONS)
  const open = new Map<string, EngineSession>()
  const base = new EngineSession(await load(file))
  base.ask('flame', flame)
  base.ask('top', topRequest(DEFAULT_OPTIONS))
  open.set(file, base)
  const first = held() - before

  open.set(other, new EngineSession(await load(other)))
  const scaled = (name: string) => [{ profile: open.get(name)!.profile, scale: 1 }]
  let session: CompareSession | undefined
  const pair = await timed(async () => {
    session = new CompareSession(await ProfilePair.open(scaled(other), scaled(file)))
  })
  for (const [name, each] of open) open.set(name, each.afresh())
  const asked = session!
  const modes: Record<string, number> = {}
  modes['side by side'] = await timed(() => {
    asked.old().ask('flame', flame)
    asked.new({ normalize: false }).ask('flame', flame)
    asked.ask('compare-summary', { options: DEFAULT_OPTIONS, mode: MODES[0]! })
  })
  for (const mode of MODES) {
    const name = `${mode.diff ? '-diff_base' : '-base'}${mode.normalize ? ' -normalize' : ''}`
    modes[name] = await timed(() => {
      asked.ask('compare-flame', { ...flame, mode, by: 'sum' })
      asked.ask('compare-summary', { options: DEFAULT_OPTIONS, mode })
    })
  }
  return { first, both: held() - before - first, pair, modes }
}

const [file, other] = process.argv.slice(2)
if (file === undefined || other === undefined || globalThis.gc === undefined) {
  throw new Error('node --expose-gc compare-child.mjs FILE OTHER')
}
console.log(JSON.stringify(await compare(file, other)))
