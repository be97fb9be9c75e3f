import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Served } from '../../src/cli/serve.ts'
import { startApp } from './app-server.ts'
import { allow, browser, dropFiles, fixture, newPage, serveApp, takeProblems } from './harness.ts'

/** The other browser tests trust the harness to see what goes wrong: here it goes wrong. */

const SCRIPT = `
const note = (text) => { document.querySelector('main').textContent += text + ';' }
for (const type of ['dragenter', 'dragover', 'drop']) {
  document.addEventListener(type, async (event) => {
    event.preventDefault()
    if (type !== 'drop') return note(type)
    for (const file of event.dataTransfer.files) {
      note(file.name + '=' + new Uint8Array(await file.arrayBuffer()).join())
    }
    note('drop on ' + event.target.localName)
  })
}
`
const WORKER = `
const late = () => new Promise((done) => setTimeout(done, 300))
const causes = {
  fetch: () => fetch('https://elsewhere.invalid/from-worker').catch(() => {}),
  log: () => console.error('from the worker'),
  eval: () => late().then(() => eval('1')).catch(() => {}),
  throw: () => { setTimeout(() => { throw new Error('thrown in the worker') }) },
}
onmessage = async ({ data }) => {
  await causes[data]()
  postMessage('done')
}
`

serveApp()

let site: Served
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flamedrop-harness-'))
  mkdirSync(join(folder, 'assets'))
  const head = '<title>t</title><link rel="icon" href="data:,">'
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html>${head}<main></main><script type="module" src="main.js"></script>`,
  )
  writeFileSync(join(folder, 'main.js'), SCRIPT)
  writeFileSync(join(folder, 'worker.js'), WORKER)
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  site = await startApp({ folder })
})

afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page where nothing goes wrong has no problems', async () => {
  const page = await newPage(browser, site.origin)
  expect(await page.title()).toBe('t')
  expect(await takeProblems(page)).toEqual([])
})

test.each<[string, () => unknown, RegExp]>([
  ['a console error', () => console.error('oh no'), /^console: oh no$/],
  [
    'an error that nobody caught',
    () =>
      setTimeout(() => {
        throw new Error('thrown')
      }),
    /^error: Error: thrown/,
  ],
  [
    'a promise that nobody caught',
    () => void Promise.reject(new Error('lost')),
    /^error: Error: lost/,
  ],
  [
    'an inline script',
    () => document.body.setAttribute('onclick', 'x()'),
    /policy: script-src-attr refuses inline/,
  ],
  [
    'a style as text',
    () => document.body.setAttribute('style', 'color: red'),
    /policy: style-src-attr refuses inline/,
  ],
  [
    'eval',
    () => {
      // In a task of its own: what is evaluated for the test itself may do so.
      setTimeout(() => {
        try {
          new Function('1')
        } catch {}
      })
    },
    /policy: script-src refuses eval/,
  ],
  ['a missing file', () => fetch('/nothing.js'), /^console: Failed to load resource.*404/],
  [
    'a request to elsewhere',
    () => fetch('https://elsewhere.invalid/').catch(() => {}),
    /^request to elsewhere: https:\/\/elsewhere.invalid\/$/,
  ],
])('the harness sees %s', async (_what, cause, problem) => {
  const page = await newPage(browser, site.origin)
  await page.evaluate(cause)
  expect(await takeProblems(page)).toContainEqual(expect.stringMatching(problem))
})

test.each<[string, RegExp]>([
  ['fetch', /^request to elsewhere: https:\/\/elsewhere.invalid\/from-worker$/],
  ['log', /^console: from the worker$/],
  ['throw', /thrown in the worker/],
  ['eval', /^console: content security policy: script-src refuses eval$/],
])('the harness sees %s in a worker', async (what, problem) => {
  const page = await newPage(browser, site.origin)
  await page.evaluate(
    (message) =>
      new Promise((done) => {
        const worker = new Worker('/worker.js')
        worker.onmessage = done
        worker.postMessage(message)
      }),
    what,
  )
  expect(await takeProblems(page)).toContainEqual(expect.stringMatching(problem))
})

test('styles set through the object model are no breach', async () => {
  const page = await newPage(browser, site.origin)
  const colour = await page.evaluate(() => {
    document.body.style.color = 'rgb(1, 2, 3)'
    document.body.style.setProperty('--x', '1px')
    document.body.style.cssText += ';margin: 0'
    return getComputedStyle(document.body).color
  })
  expect(colour).toBe('rgb(1, 2, 3)')
})

test('dropped files arrive with their names and bytes', async () => {
  const page = await newPage(browser, site.origin)
  await dropFiles(page, 'main', [
    { name: 'a.pb.gz', bytes: new Uint8Array([0, 127, 128, 255]) },
    { name: 'b', bytes: new Uint8Array() },
  ])
  await expect
    .poll(() => page.textContent('main'))
    .toBe('dragenter;dragover;a.pb.gz=0,127,128,255;b=;drop on main;')
})

test.fails('a test fails at its end for a problem that it has not taken', async () => {
  const page = await newPage(browser, site.origin)
  await page.evaluate(() => console.error('unseen'))
})

test('no other host can be reached', async () => {
  const page = await newPage(browser, site.origin)
  allow(page, 'https://example.com')
  const failed = page.waitForEvent('requestfailed')
  await page.evaluate(() => fetch('https://example.com/').catch(() => {}))
  expect((await failed).failure()?.errorText).toBe('net::ERR_NAME_NOT_RESOLVED')
  await takeProblems(page)
})

test.each(['one', 'another'])(
  'nothing that a test has done to its page is there for %s',
  async () => {
    // The second is given the page of the first.
    const page = await newPage(browser, site.origin)
    expect(page.viewportSize()).toEqual({ width: 1280, height: 800 })
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
      false,
    )
    await page.setViewportSize({ width: 500, height: 400 })
    await page.emulateMedia({ colorScheme: 'dark' })
    page.on('request', () => expect.unreachable())
    await page.route('**/main.js', (route) => route.abort())
    const seen = await page.evaluate(async () => {
      const lengths = [localStorage.length, sessionStorage.length, history.length, window.name]
      window.name = 'a'
      localStorage.setItem('a', '1')
      sessionStorage.setItem('a', '1')
      history.pushState(null, '', '#a')
      const copied = await navigator.clipboard.readText()
      await navigator.clipboard.writeText('a')
      return [...lengths, copied]
    })
    expect(seen).toEqual([0, 0, 2, '', ''])
  },
)

test('fixtures are read from the checkout', async () => {
  expect((await fixture('public/examples/cpu.pb.gz')).subarray(0, 2)).toEqual(
    Buffer.from([31, 139]),
  )
})
