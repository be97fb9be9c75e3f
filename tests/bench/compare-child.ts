import { readFileSync } from 'node:fs'
import { ProfilePair } from '../../src/engine/compare/pair.ts'
import { loadProfile } from '../../src/engine/load.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { askPair } from '../../src/engine/questions/compare-questions.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { CompareSession } from '../../src/engine/session/compare-session.ts'
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

/** A function of its own, which leaves none of the sessions behind. */
function makeAfresh(open: Map<string, EngineSession>, { stacks }: ProfilePair): void {
  for (const [name, session] of open) open.set(name, session.withEmptyCaches(stacks))
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

async function compare(file: string, other: string): Promise<ComparedRun> {
  const before = held()
  const flame = flameRequest(DEFAULT_OPTIONS)
  const open = new Map<string, EngineSession>()
  open.set(file, new EngineSession(await load(file)))
  ask(open.get(file)!, 'flame', flame)
  ask(open.get(file)!, 'top', topRequest(DEFAULT_OPTIONS))
  const first = held() - before

  open.set(other, new EngineSession(await load(other)))
  const scaled = (name: string) => [{ profile: open.get(name)!.profile, scale: 1 }]
  const started = performance.now()
  const profiles = await ProfilePair.open(scaled(other), scaled(file))
  const pair = performance.now() - started
  makeAfresh(open, profiles)
  const asked = new CompareSession(profiles)
  const modes: Record<string, number> = {}
  modes['side by side'] = timed(() => {
    ask(asked.old({ normalize: false }), 'flame', flame)
    ask(asked.new({ normalize: false }), 'flame', flame)
    askPair(asked, 'compare-summary', { options: DEFAULT_OPTIONS, mode: MODES[0]! })
  })
  for (const mode of MODES) {
    const name = `${mode.diff ? '-diff_base' : '-base'}${mode.normalize ? ' -normalize' : ''}`
    modes[name] = timed(() => {
      askPair(asked, 'compare-flame', { ...flame, mode, by: 'sum' })
      askPair(asked, 'compare-summary', { options: DEFAULT_OPTIONS, mode })
    })
  }
  return { first, both: held() - before - first, pair, modes }
}

const [file, other] = process.argv.slice(2)
if (file === undefined || other === undefined || globalThis.gc === undefined) {
  throw new Error('node --expose-gc compare-child.mjs FILE OTHER')
}
console.log(JSON.stringify(await compare(file, other)))
