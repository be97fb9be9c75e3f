import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Download,
  type Page,
} from 'playwright-core'
import { beforeAll, expect, inject, onTestFinished } from 'vitest'
import type { Served } from '../../src/cli/serve.ts'

const root = new URL('../../', import.meta.url)

/** What `serveApp` gives. */
export let app: Pick<Served, 'origin' | 'token'>
export let browser: Browser

/** Gives the tests of a file the app and the browser; to be called once, at its top. */
export function serveApp(): void {
  beforeAll(async () => {
    app = inject('app')
    browser ??= await chromium.connect(inject('chromium'))
  })
}

/** What a test may do and has done in a context. */
interface Watch {
  readonly problems: string[]
  /** From where the pages may load. */
  readonly origins: Set<string>
}

const watches = new WeakMap<BrowserContext, Watch>()

/**
 * Pages that no test has now, each in a context of its own. What they have fetched and compiled is
 * kept for the next test, in the process that they are in: a new one costs as much as a test. What
 * was stored, or set on the page, is not kept.
 */
const idle: Page[] = []

const VIEWPORT = { width: 1280, height: 800 }
/** A document of the app's origin that runs nothing. */
const NEUTRAL = '/favicon.svg'

/**
 * A page on `origin` with nothing remembered, and a clipboard of its own. The test that opens it
 * fails at its end if there was anything that a user's console would show in red, a breach of the
 * content security policy, or a request to anywhere else than `origin` (see `allow`).
 */
export async function newPage(browser: Browser, origin: string): Promise<Page> {
  const reused = idle.pop()
  const context = reused?.context() ?? (await newContext(browser))
  const watch: Watch = { problems: [], origins: new Set([origin]) }
  watches.set(context, watch)
  const page = reused ?? (await context.newPage())
  // A worker reports breaches to itself alone. (One that comes before this listener, and that the
  // worker's code catches, stays unseen.)
  page.on('worker', (worker) => {
    worker.evaluate(reportFromWorker).catch(() => {
      // It has ended already.
    })
  })
  onTestFinished(async ({ task }) => {
    const left = page.isClosed() ? watch.problems.splice(0) : await takeProblems(page)
    const isSound = task.result?.state !== 'fail' && left.length === 0 && !page.isClosed()
    if (!isSound || !(await release(page, watch.origins))) await context.close()
    expect(left, 'what went wrong in the page').toEqual([])
  })
  await page.goto(`${origin}/`)
  return page
}

/** Lets the page load from another origin, too. */
export function allow(page: Page, origin: string): void {
  watchOf(page).origins.add(origin)
}

/** What went wrong so far, for a test that provokes it: it does not fail the test then. */
export async function takeProblems(page: Page): Promise<string[]> {
  // What the page has reported before this question is answered has arrived then.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)))
  return watchOf(page).problems.splice(0)
}

function watchOf(page: Page): Watch {
  const watch = watches.get(page.context())
  if (!watch) throw new Error('This page is not one of `newPage`.')
  return watch
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    // It would fetch all of the app again; tests/browser/offline.test.ts is about it.
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(60_000)
  const note = (problem: string) => watches.get(context)?.problems.push(problem)
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    note(`error: ${error.error().stack ?? error.error().message}`)
  })
  // Only heard of, since a handler that could refuse it would be in the way of every request. It
  // goes nowhere, as other hosts have no address.
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && !watches.get(context)?.origins.has(origin)) {
      note(`request to elsewhere: ${request.url()}`)
    }
  })
  await context.exposeBinding('reportViolation', (_source, text: string) => {
    note(`content security policy: ${text}`)
  })
  await context.addInitScript(prepare)
  return context
}

/** Runs in every page before its own scripts. */
function prepare(): void {
  const { reportViolation } = window as unknown as { reportViolation(text: string): void }
  document.addEventListener('securitypolicyviolation', (event) => {
    reportViolation(`${event.effectiveDirective} refuses ${event.blockedURI}`)
  })
  // The browser has one clipboard for all pages, and other tests run at the same time.
  let copied = ''
  const clipboard: Pick<Clipboard, 'readText' | 'writeText'> = {
    readText: async () => copied,
    writeText: async (text) => {
      copied = text
    },
  }
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
}

/**
 * Leaves the page as if it were new, but for what it has fetched.
 * @returns false if that cannot be: it is of no use to another test
 */
async function release(page: Page, origins: ReadonlySet<string>): Promise<boolean> {
  const context = page.context()
  const others = context.pages().filter((other) => other !== page)
  await Promise.all(others.map((other) => other.close()))
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.clearPermissions()
  // Nothing of the test runs there, so that nothing is stored after this.
  const [origin] = origins
  const answer = await page.goto(`${origin}${NEUTRAL}`).catch(() => null)
  // The server may have been the test's own, and be gone.
  if (!answer?.ok()) return false
  await page.evaluate(() => {
    sessionStorage.clear()
    window.name = ''
  })
  await page.setViewportSize(VIEWPORT)
  await page.emulateMedia({
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    media: null,
  })
  const session = await context.newCDPSession(page)
  for (const each of origins) {
    await session.send('Storage.clearDataForOrigin', { origin: each, storageTypes: 'all' })
  }
  await session.send('Page.resetNavigationHistory')
  await session.detach()
  idle.push(page)
  return true
}

/** Runs in the worker. */
function reportFromWorker(): void {
  self.addEventListener('securitypolicyviolation', (event) => {
    console.error(
      `content security policy: ${event.effectiveDirective} refuses ${event.blockedURI}`,
    )
  })
}

export interface DroppedFile {
  readonly name: string
  readonly bytes: Uint8Array
}
/** Drags files from outside over the element and lets them go, as a user would. */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly DroppedFile[],
): Promise<void> {
  const texts = files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const dataTransfer = await page.evaluateHandle((sent) => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of sent) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      transfer.items.add(new File([bytes], name))
    }
    return transfer
  }, texts)
  // Each bubbles from the element under the pointer, and may be cancelled, as the browser's do.
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(selector, type, { dataTransfer })
  }
  await dataTransfer.dispose()
}

/** What was saved. The browser's own file is not for its clients. */
export async function contentOf(download: Download): Promise<Buffer> {
  return buffer(await download.createReadStream())
}

/** Bytes of a file of the checkout, for example public/examples/cpu.pb.gz. */
export function fixture(path: string): Promise<Buffer> {
  return readFile(new URL(path, root))
}
