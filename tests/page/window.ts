import { Blob as NodeBlob, File as NodeFile } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HistoryHost } from '../../src/history/host.ts'
import type { ToHistory } from '../../src/history/protocol.ts'
import { EngineHost } from '../../src/worker/host.ts'
import { pack } from '../../src/worker/pack.ts'
import type { ToWorker } from '../../src/worker/protocol.ts'
import { MemoryBrowser } from '../unit/history/memory.ts'

declare global {
  interface Window {
    readonly happyDOM: { setURL(url: string): void }
  }
}

/** What every element says of its size: enough for lists that show only the rows in sight. */
const WIDTH = 1280
const HEIGHT = 800

/** Gives happy-dom's window what the app expects of a browser. */
export function furnish(): void {
  // Node's are what its streams take.
  Object.assign(globalThis, { Blob: NodeBlob, File: NodeFile, Worker: Thread, fetch: served })
  for (const name of ['clientWidth', 'scrollWidth']) sizeOf(name, WIDTH)
  // What asks for this stands beside others in a row, and all have room there.
  sizeOf('offsetWidth', 1)
  for (const name of ['offsetHeight', 'clientHeight', 'scrollHeight']) sizeOf(name, HEIGHT)
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, WIDTH, HEIGHT)
}

function sizeOf(name: string, pixels: number): void {
  Object.defineProperty(HTMLElement.prototype, name, { get: () => pixels, configurable: true })
}

/** What the server has beside the app: the files of public/. */
async function served(address: string): Promise<Response> {
  const { pathname } = new URL(address, location.href)
  try {
    return new Response(await readFile(join(import.meta.dirname, '../../public', pathname)))
  } catch {
    return new Response(null, { status: 404 })
  }
}

/** What the pages of a test keep. */
let kept = new MemoryBrowser()
let endTab = () => {}

/** How many profiles of open and closed tabs are kept. */
export function keptProfiles(): number {
  return [...kept.tabs.values()].reduce((sum, { profiles }) => sum + profiles.length, 0)
}

/** The links with which files were last on screen, as they are kept: after the profiles. */
export function keptLinks(): readonly string[] {
  return [...kept.entries.values()].map(({ link }) => link)
}

/** Forgets what pages have kept. */
export function forgetKept(): void {
  kept = new MemoryBrowser()
}

interface Host {
  receive(message: unknown): void
}

/**
 * The engine and the history as the page talks to them, in this thread; a worker of anything else
 * never answers.
 */
class Thread extends EventTarget {
  private readonly host: Host | undefined

  constructor(script: URL | string) {
    super()
    this.host = hostOf(String(script), (message) => {
      const data = structuredClone(message)
      setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })))
    })
  }

  postMessage(message: unknown): void {
    setTimeout(() => this.host?.receive(message))
  }

  terminate(): void {}
}

function hostOf(script: string, post: (message: unknown) => void): Host | undefined {
  if (script.includes('engine.worker')) {
    const host = new EngineHost((message) => post(pack(message)))
    return { receive: (message) => host.receive(message as ToWorker) }
  }
  if (script.includes('history.worker')) {
    const { history, close } = kept.openTab()
    endTab = close
    const host = new HistoryHost(Promise.resolve(history), post)
    return { receive: (message) => void host.receive(message as ToHistory) }
  }
  return undefined
}

/**
 * Keeps account of who listens to the window and the document, and of what is to happen later.
 * @returns what ends all of that, as a page that is left does: the app itself never does, and its
 * last link would be written over the next test's
 */
export function beginPage(): () => void {
  const ends = [hearOnly(), waitOnly(), () => endTab()]
  return () => {
    for (const end of ends) end()
  }
}

function waitOnly(): () => void {
  const { setTimeout } = globalThis
  const waiting = new Set<ReturnType<typeof setTimeout>>()
  const set = (run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
    const timer = setTimeout(() => {
      waiting.delete(timer)
      run(...args)
    }, delay)
    waiting.add(timer)
    return timer
  }
  globalThis.setTimeout = Object.assign(set, setTimeout)
  return () => {
    globalThis.setTimeout = setTimeout
    for (const timer of waiting) clearTimeout(timer)
  }
}

function hearOnly(): () => void {
  const hearing = new AbortController()
  const targets = [window, document]
  const before = targets.map((target) => target.addEventListener)
  for (const [i, target] of targets.entries()) {
    const add = before[i]!
    target.addEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) => {
      const given = typeof options === 'object' ? options : { capture: options === true }
      const signals = given.signal ? [given.signal, hearing.signal] : [hearing.signal]
      add.call(target, type, listener, { ...given, signal: AbortSignal.any(signals) })
    }
  }
  return () => {
    hearing.abort()
    for (const [i, target] of targets.entries()) target.addEventListener = before[i]!
  }
}
