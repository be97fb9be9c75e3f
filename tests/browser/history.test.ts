import { fileURLToPath } from 'node:url'
import { launch, type Page } from 'puppeteer-core'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { app, fixture, serveApp } from './harness.ts'
import { eventually } from './person.ts'

// What this browser keeps: on its own storage, with its own locks, and with pages that end at any
// time. The rest is in tests/unit/history and tests/page.

serveApp()

/** A page in a browser of its own: the other tests' client takes one that crashed for gone. */
async function openAlone(): Promise<Page> {
  const browser = await launch({
    executablePath: findChromium() ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  onTestFinished(() => browser.close())
  const [page] = await browser.pages()
  if (!page) throw new Error('The browser has no page.')
  page.setDefaultTimeout(60_000)
  return page
}

async function openFiles(page: Page, ...names: readonly string[]): Promise<void> {
  const choosing = page.waitForFileChooser()
  await page.keyboard.down('Control')
  await page.keyboard.press('o')
  await page.keyboard.up('Control')
  const folder = new URL('../fixtures/profiles/', import.meta.url)
  await (await choosing).accept(names.map((name) => fileURLToPath(new URL(name, folder))))
}

/** What a person sees. */
const lookAt = (page: Page) =>
  page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
    return {
      fragment: location.hash,
      title: document.title,
      open: text('.program .count'),
      compared: text('[aria-label=Comparison]'),
      chips: text('.chips'),
      rows: [...document.querySelectorAll('.compare-row')].map((row) => row.textContent),
    }
  })

/** How many profiles would come back. */
const keptProfiles = (page: Page) =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => failed(request.error)
      })
    const database = await result(indexedDB.open('flamedrop-history'))
    const tabs = await result(database.transaction('tabs').objectStore('tabs').getAll())
    database.close()
    return tabs.reduce((sum: number, { profiles }) => sum + profiles.length, 0)
  })

test('a page whose process ends comes back with all it had, and Back', async () => {
  const page = await openAlone()
  await page.goto(`${app.origin}/#/top`)
  await page.waitForSelector('.empty-drop')
  await openFiles(page, 'heap.4.pb.gz', 'heap.1.pb.gz')
  await page.waitForSelector('.compare-row')
  await openFiles(page, 'heap.2.pb.gz')
  await eventually(async () => (await lookAt(page)).open).toBe('3')
  await page.goBack()
  await page.waitForSelector('.compare-row')
  await page.locator('aria/Compare[role="button"]').click()
  await page.locator('::-p-text(Several with several…)').click()
  await page.locator('input[aria-label^="heap.2.pb.gz: "][aria-label*="base"]').click()
  await page.locator('aria/Scale of heap.1.pb.gz').fill('2')
  await page.keyboard.press('Enter')
  await eventually(async () => (await lookAt(page)).compared).toContain('2 × heap.1.pb.gz')
  await page.keyboard.press('/')
  await page.keyboard.type('grow')
  await eventually(() => keptProfiles(page)).toBe(3)
  const before = await lookAt(page)
  expect(before.rows.length).toBeGreaterThan(0)

  const session = await page.createCDPSession()
  const crashed = new Promise((done) => page.once('error', done))
  session.send('Page.crash').catch(() => {})
  await crashed
  await page.reload()
  await eventually(() => lookAt(page)).toEqual(before)
  await page.goBack()
  await eventually(async () => (await lookAt(page)).compared).not.toContain('2 ×')
  await page.waitForSelector('.compare-row')
})

/** Opens files of 3 MB that are all different, and closes each before the next. */
async function openOneByOne(page: Page, name: string, count: number): Promise<void> {
  const base64 = (await fixture('tests/fixtures/profiles/cpu.pb.gz')).toString('base64')
  await page.evaluate(openAndClose, base64, name, count)
}

/** Runs in the page. */
async function openAndClose(base64: string, name: string, count: number): Promise<void> {
  const cpu = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const until = async <T>(find: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const found = find()
      if (found) return found
      await new Promise((done) => setTimeout(done, 5))
    }
  }
  const item = (text: string) =>
    [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find((one) =>
      one.textContent?.startsWith(text),
    )
  for (let i = 0; i < count; i++) {
    // Bytes after the end of a gzip file are not read.
    const rest = crypto.getRandomValues(new Uint8Array(50_000))
    const file = new File([cpu, ...Array.from({ length: 60 }, () => rest)], `${name}.${i}.pb.gz`)
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(file)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    }
    const close = await until(() => {
      const found = item(`Close ${name}.${i}.`)
      // What is opened meanwhile may close a menu.
      const more = '[aria-label=More][aria-expanded=false]'
      if (!found) document.querySelector<HTMLElement>(more)?.click()
      return found
    })
    close.click()
    await until(() => document.querySelector('.empty-drop'))
  }
}

/** The bytes that the page and its workers use, after what is garbage is collected. */
async function memoryOf(page: Page): Promise<number> {
  const clients = [await page.createCDPSession(), ...page.workers().map(({ client }) => client)]
  let sum = 0
  for (const client of clients) {
    await client.send('HeapProfiler.collectGarbage')
    const used = await client.send('Runtime.getHeapUsage')
    sum += used.usedSize + used.backingStorageSize
  }
  return sum
}

/** What is kept: the names of the entries, and the bytes that are there for them. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open('flamedrop-history')
      opening.onsuccess = () => done(opening.result)
    })
    const entries = await new Promise<{ id: string; name: string; size: number }[]>((done) => {
      const reading = database.transaction('entries').objectStore('entries').getAll()
      reading.onsuccess = () => done(reading.result)
    })
    database.close()
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('history')
    const sizes = entries.map(
      async ({ id }) => (await (await folder.getFileHandle(id)).getFile()).size,
    )
    const files: string[] = []
    for await (const name of folder.keys()) files.push(name)
    return {
      names: entries.map(({ name }) => name),
      named: entries.reduce((sum, { size }) => sum + size, 0),
      there: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
      spare: files.length - entries.length,
    }
  })

/** How many profiles are opened in all; FLAMEDROP_PROFILES has more for a longer run. */
const PROFILES = Number(process.env['FLAMEDROP_PROFILES'] ?? 48)

test('profiles opened in two tabs at once stay within the limit, in the same memory', async () => {
  const page = await openAlone()
  await page.goto(`${app.origin}/#/top`)
  await openOneByOne(page, 'first', 1)
  await eventually(async () => (await stored(page)).names).toEqual(['first.0.pb.gz'])
  await page.goto('about:blank')
  await page.goto(`${app.origin}/#/top`)
  await page.locator('aria/Keep: up to 1 GB').click()
  await page.locator('::-p-text(up to 100 MB)').click()
  const other = await page.browser().newPage()
  await other.goto(`${app.origin}/#/top`)
  const pages = [page, other] as const
  const memory: number[] = []
  const each = PROFILES / 4
  for (const round of [1, 2]) {
    await Promise.all(pages.map((one, i) => openOneByOne(one, `${'ab'[i]}${round}`, each)))
    const last = expect.arrayContaining(['a', 'b'].map((tab) => `${tab}${round}.${each - 1}.pb.gz`))
    await eventually(async () => (await stored(page)).names).toEqual(last)
    memory.push((await Promise.all(pages.map(memoryOf))).reduce((sum, one) => sum + one))
  }
  const megabytes = memory.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ')
  console.log(`two pages after ${PROFILES / 2} and ${PROFILES} profiles: ${megabytes} MB`)
  expect(memory[1]! - memory[0]!).toBeLessThan(10e6)
  await eventually(async () => (await stored(page)).spare).toBe(0)
  const { names, named, there } = await stored(page)
  expect(named).toBeGreaterThan(95e6)
  expect(named).toBeLessThanOrEqual(100e6)
  expect(there).toBe(named)

  // A full disk is told, and what is there stays.
  const session = await page.createCDPSession()
  await session.send('Storage.overrideQuotaForOrigin', { origin: app.origin, quotaSize: 1e6 })
  await openOneByOne(page, 'full', 2)
  await page.waitForSelector('.panel ::-p-text(share of it, is full)')
  expect((await stored(page)).names).toEqual(names)
})
