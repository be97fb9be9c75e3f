import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { tarOf, zipOf } from '../fixtures/archives.ts'
import { app, browser, dropFiles, fixture, newPage, serveApp } from './harness.ts'
import { breaches, eventually, fragment } from './person.ts'

// Files of several profiles, as a person chooses from them.

serveApp()

async function archived(...names: string[]) {
  return Promise.all(
    names.map(async (name) => ({
      name: `run/${name}`,
      content: await fixture(`tests/fixtures/profiles/${name}`),
    })),
  )
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await dropFiles(page, 'body', [{ name, bytes: Buffer.from(bytes) }])
}

const dialog = (page: Page) => page.getByRole('dialog', { name: /holds \d+ profiles/ })

const name = (page: Page) => page.locator('.program').first().getAttribute('title')

test('an archive asks which of its profiles to open', async () => {
  const page = await newPage(browser, app.origin)
  await page.goto(app.origin)
  const notes = { name: 'notes.txt', content: Buffer.from('see the ticket') }
  await drop(page, 'run.zip', zipOf([...(await archived('cpu.pb.gz', 'heap.1.pb.gz')), notes]))
  await dialog(page).waitFor()
  expect(await dialog(page).locator('h2').textContent()).toBe('run.zip holds 2 profiles')
  expect(await dialog(page).getByText('No profile: notes.txt.').count()).toBe(1)
  expect(await breaches(page)).toEqual([])

  // By the keyboard alone: the second.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await eventually(() => name(page)).toContain('run/heap.1.pb.gz')

  // What is open stays where nothing is chosen.
  await drop(page, 'again.tar', tarOf(await archived('cpu.pb.gz', 'mutex.pb.gz')))
  await dialog(page).waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  expect(await name(page)).toContain('run/heap.1.pb.gz')
})

test('all heaps of an archive at an address are a series, which the link keeps', async () => {
  const page = await newPage(browser, app.origin)
  const heaps = [1, 2, 3].map((i) => `heap.${i}.pb.gz`)
  const bytes = Buffer.from(tarOf(await archived(...heaps)))
  await page.route('**/heaps.tar', (route) => route.fulfill({ body: bytes }))
  await page.goto(`${app.origin}/#/series?url=heaps.tar`)
  await page.getByRole('button', { name: 'Open all 3' }).click()
  await eventually(() => page.locator('.snapshot-name').allTextContents()).toEqual(
    heaps.map((name) => `run/${name}`),
  )
  await eventually(() => fragment(page)).toContain('url=heaps.tar#3')
  await page.reload()
  await eventually(() => name(page)).toContain('run/heap.3.pb.gz')
})

test('the index page of a service offers what it links to', async () => {
  const page = await newPage(browser, app.origin)
  const heap = await fixture('tests/fixtures/profiles/heap.1.pb.gz')
  const index =
    '<html><head>\n<title>/debug/pprof/</title></head><body><a href=heap?debug=1>heap</a></body>'
  await page.route('**/debug/pprof/', (route) =>
    route.fulfill({ body: index, contentType: 'text/html' }),
  )
  await page.route('**/debug/pprof/heap', (route) => route.fulfill({ body: heap }))
  await page.goto(`${app.origin}/#/flamegraph?url=debug/pprof/`)
  await page.getByText('This is the index page of /debug/pprof/').waitFor()
  await page.getByRole('button', { name: 'heap', exact: true }).click()
  await eventually(() => name(page)).toContain('heap')
})
