import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { type Served, type ServeOptions, serve } from '../../src/cli/serve.ts'

const root = new URL('../../', import.meta.url)

/** The app as it was last built. FLAMEDROP_APP names another build of it. */
const built = process.env['FLAMEDROP_APP'] ?? fileURLToPath(new URL('dist/app', root))

/** Serves the built app (or `folder`) as `npm start` does, on a free port. */
export function startApp(options: Partial<ServeOptions> = {}): Promise<Served> {
  return serve({ folder: built, port: 0, ...options })
}

/** Starts the Chromium that there is; `npm test` has installed one where there was none. */
export function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium: `npm test -- browser` installs one.')
  return chromium.launch({
    executablePath,
    // As root the sandbox cannot be had; playwright then passes --no-sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** What `serveApp` has started. */
export let app: Served
export let browser: Browser

/** Serves the app and starts a browser for all tests of a file; to be called once, at its top. */
export function serveApp(): void {
  beforeAll(async () => {
    app = await startApp()
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    await app.close()
  })
}

const problemsOf = new WeakMap<Page, string[]>()

/**
 * A page on `origin` with nothing remembered. The test that opens it fails at its end if there was
 * anything that a user's console would show in red, a breach of the content security policy, or a
 * request to anywhere else than `origin`, which is not let through.
 */
export async function newPage(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const problems: string[] = []
  await watch(context, origin, problems)
  const page = await context.newPage()
  // A worker reports breaches to itself alone. (One that comes before this listener, and that the
  // worker's code catches, stays unseen.)
  page.on('worker', (worker) => {
    worker.evaluate(reportFromWorker).catch(() => {
      // It has ended already.
    })
  })
  problemsOf.set(page, problems)
  onTestFinished(async () => {
    const left = page.isClosed() ? problems.splice(0) : await takeProblems(page)
    await context.close()
    expect(left, 'what went wrong in the page').toEqual([])
  })
  await page.goto(`${origin}/`)
  return page
}

/** What went wrong so far, for a test that provokes it: it does not fail the test then. */
export async function takeProblems(page: Page): Promise<string[]> {
  // What the page has reported before this question is answered has arrived then.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)))
  return problemsOf.get(page)?.splice(0) ?? []
}

async function watch(context: BrowserContext, origin: string, problems: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    problems.push(`error: ${error.error().stack ?? error.error().message}`)
  })
  await context.exposeBinding('reportViolation', (_source, text: string) => {
    problems.push(`content security policy: ${text}`)
  })
  await context.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation(text: string): void }
    document.addEventListener('securitypolicyviolation', (event) => {
      reportViolation(`${event.effectiveDirective} refuses ${event.blockedURI}`)
    })
  })
  await context.route(
    (url) => url.protocol.startsWith('http') && url.origin !== origin,
    (route) => {
      problems.push(`request to elsewhere: ${route.request().url()}`)
      return route.abort()
    },
  )
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

/** Bytes of a file of the checkout, for example public/examples/cpu.pb.gz. */
export function fixture(path: string): Promise<Buffer> {
  return readFile(new URL(path, root))
}
