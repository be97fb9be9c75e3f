import { fileURLToPath } from 'node:url'
import { launch, type Page } from 'puppeteer-core'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { app, serveApp } from './harness.ts'
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
