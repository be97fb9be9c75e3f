import { createStore } from 'zustand/vanilla'
import type { ConsoleOutput, SourceLines } from '../../engine/questions/console/console.ts'
import type { Options } from '../../engine/select/options.ts'
import { engine } from '../../store/engine.ts'
import { viewStore } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { sessionStore } from '../../store/session.ts'
import { findSourceTextLines } from '../../store/source-text.ts'
import { viewOfCommand } from '../../store/view-list.ts'
import { saveFile } from '../../ui/save-file.ts'
import { isCancelled } from '../../worker/client.ts'
import { optionsOfPage, promptOptions, showUnder } from './page-options.ts'

/** What a person sees of an output. */
export type Said =
  | {
      readonly type: 'text'
      readonly report: string
      readonly lines: readonly string[]
      /** It goes on. */
      readonly cut: boolean
    }
  | { readonly type: 'error' | 'remark'; readonly message: string }

/** A line that was entered and what came of it; the greeting has no line. */
export interface Entry {
  readonly id: number
  readonly line: string | null
  /** Options before it: the same line under them prints the same. */
  readonly before: Options
  readonly state: 'running' | 'done' | 'cancelled'
  readonly said: readonly Said[]
}

/** Names a prompt: that of a profile or, in a comparison, of what it makes of its profiles. */
type PromptKey = string

/** What one prompt has. */
export interface Console {
  readonly options: Options
  readonly entries: readonly Entry[]
}

/** Lasts as long as the visit; lines in the order they were entered, of all profiles. */
export interface Consoles {
  readonly consoles: ReadonlyMap<PromptKey, Console>
  readonly history: readonly string[]
}

/** Entries that are kept of each prompt, and lines of the history. */
const ENTRIES = 100
const HISTORY = 500

export const consoleStore = createStore<Consoles>()(() => ({ consoles: new Map(), history: [] }))

let lastEntry = 0
/** What runs, by prompt. */
const running = new Map<PromptKey, AbortController>()

export function promptKey({ key, id }: Pick<OpenProfile, 'key' | 'id'>): PromptKey {
  const isOpened = sessionStore.getState().profiles.some((profile) => profile.key === key)
  // All of a comparison have its key, and are gone with it after a crash.
  return isOpened ? `${key}` : `${key} ${id}`
}

export function consoleOf({ consoles }: Consoles, key: PromptKey): Console {
  return consoles.get(key) ?? freshConsole
}

/** Before its greeting: with the options of the page as it is then. */
const freshConsole: Console = { options: promptOptions(viewStore.getState().options), entries: [] }

/**
 * Greets, with the options of the page, unless that has been done.
 * @param about what of a comparison the prompt answers for; "" for a profile by itself
 */
export function begin(profile: OpenProfile, about = ''): void {
  const key = promptKey(profile)
  if (consoleStore.getState().consoles.has(key)) return
  const told: Entry = {
    id: ++lastEntry,
    line: null,
    before: freshConsole.options,
    state: 'done',
    said: [{ type: 'remark', message: about }],
  }
  change(key, () => ({ options: ofPage(), entries: about === '' ? [] : [told] }))
  void runLine(profile, null)
}

/**
 * Runs a line; null greets. Another one has to wait until it is done.
 * @param under options for this line alone; those of the prompt stay
 */
export async function runLine(
  profile: OpenProfile,
  line: string | null,
  under?: Options,
): Promise<void> {
  const { id } = profile
  const key = promptKey(profile)
  if (id === null || running.has(key)) return
  const before = under ?? consoleOf(consoleStore.getState(), key).options
  const entry: Entry = { id: ++lastEntry, line, before, state: 'running', said: [] }
  if (line?.trim()) remember(line.trim())
  change(key, (now) => ({ ...now, entries: [...now.entries, entry].slice(-ENTRIES) }))
  if (line?.trim() === '') {
    settle(key, entry, { state: 'done' })
    return
  }
  const stop = new AbortController()
  running.set(key, stop)
  try {
    const { signal } = stop
    const query = { type: 'console', profile: id, line, options: before } as const
    let answer = await engine().ask(query, { signal })
    // The engine reads no files: what it misses is found as for the Source view.
    const sources = await sourcesOf(profile, answer.missing, signal)
    if (sources.length > 0) answer = await engine().ask({ ...query, sources }, { signal })
    const { outputs, options } = answer
    if (!under) change(key, (now) => ({ ...now, options }))
    settle(key, entry, { state: 'done', said: outputs.map(saidOf) })
    for (const output of outputs) follow(output)
  } catch (error) {
    const cancelled = stop.signal.aborted || isCancelled(error)
    const said = cancelled ? [] : [failureOf(error)]
    settle(key, entry, { state: cancelled ? 'cancelled' : 'done', said })
  } finally {
    running.delete(key)
  }
}

/** Stops waiting for the line that runs. @returns false where none does */
export function cancelLine(profile: OpenProfile): boolean {
  const stop = running.get(promptKey(profile))
  stop?.abort()
  return stop !== undefined
}

/** Forgets what was printed; options and history stay. */
export function clearConsole(profile: OpenProfile): void {
  change(promptKey(profile), (now) => ({
    ...now,
    entries: now.entries.filter(({ state }) => state === 'running'),
  }))
}

/** Gives the prompt the options of the page. */
export function takeOver(profile: OpenProfile): void {
  change(promptKey(profile), (now) => ({ ...now, options: ofPage() }))
}

/** Prints an entry again, into a file that has all of it. */
export function saveWhole(profile: OpenProfile, { line, before }: Entry, report: string): void {
  void runLine(profile, `${line} >${report}.txt`, before)
}

function ofPage(): Options {
  return promptOptions(optionsOfPage(viewStore.getState()))
}

async function sourcesOf(
  profile: OpenProfile,
  files: readonly string[],
  signal: AbortSignal,
): Promise<SourceLines[]> {
  const found: SourceLines[] = []
  for (const file of files) {
    const lines = await findSourceTextLines(profile, file, signal)
    signal.throwIfAborted()
    if (lines) found.push({ file, lines })
  }
  return found
}

/** Does in the page what a program would do beside a terminal. */
function follow(output: ConsoleOutput): void {
  if (output.type === 'file') saveFile(output.name, output.file)
  else if (output.type === 'show') {
    const { path } = viewOfCommand(output.subject)
    showUnder(output.options, path, output.frame?.name ?? null)
  }
}

function saidOf(output: ConsoleOutput): Said {
  switch (output.type) {
    case 'text':
      return { ...output, lines: output.text === '' ? [] : output.text.split('\n') }
    case 'file':
      return { type: 'remark', message: `Generating report in ${output.name}` }
    case 'show': {
      const what = output.frame ? `The source of ${output.frame.name}` : 'The graph'
      const message = `${what} is on screen, under the options of the prompt. Back returns here.`
      return { type: 'remark', message }
    }
    case 'quit':
      return {
        type: 'remark',
        message: 'The prompt stays as long as the profile is open; keys 1 to 9 show other views.',
      }
    default:
      return output
  }
}

function failureOf(error: unknown): Said {
  return { type: 'error', message: error instanceof Error ? error.message : String(error) }
}

function remember(line: string): void {
  consoleStore.setState(({ history }) => ({
    history: [...history.filter((other) => other !== line), line].slice(-HISTORY),
  }))
}

function settle(key: PromptKey, { id }: Entry, result: Partial<Entry>): void {
  change(key, (now) => ({
    ...now,
    entries: now.entries.map((entry) => (entry.id === id ? { ...entry, ...result } : entry)),
  }))
}

/** Changes a prompt, and forgets those of what is closed. */
function change(key: PromptKey, transition: (now: Console) => Console): void {
  const { profiles, comparison } = sessionStore.getState()
  const open = new Set([...profiles, ...(comparison ? [comparison] : [])].map((one) => one.key))
  const isOpen = (other: PromptKey) => open.has(Number.parseInt(other, 10))
  consoleStore.setState((state) => {
    const kept = [...state.consoles].filter(([other]) => isOpen(other) && other !== key)
    return { consoles: new Map([...kept, [key, transition(consoleOf(state, key))]]) }
  })
}
