import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { report } from '../../src/engine/pprof.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { fromStacks } from '../fixtures/stacks.ts'
import { app, browser, dropFiles, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, rulesIn } from './person.ts'

// Everything that is known of a profile, as a person looks it up.

serveApp()

async function open(options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/details${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByRole('heading', { name: 'Sample types' }).waitFor()
  return page
}

/** What stands beside a term. */
function fact(page: Page, term: string): Promise<string | null> {
  const row = page
    .locator('.details dl > div')
    .filter({ has: page.getByText(term, { exact: true }) })
  return row.locator('dd').first().textContent()
}

test('the details have what the file says', async () => {
  const page = await open()
  expect(await fact(page, 'Period')).toBe('10ms (10000000)')
  expect(await fact(page, 'Period type')).toBe('cpu/nanoseconds')
  expect(await fact(page, 'Time')).toMatch(/^2026-11-21 02:15:19 UTC \(\d{19} ns\)$/)
  expect(await fact(page, 'Size')).toMatch(/^[\d.]+ kB \([\d,]+ bytes\)$/)
  expect(await page.getByRole('row', { name: /^cpu shown first nanoseconds 3\.62s/ }).count()).toBe(
    1,
  )
  await page.getByRole('region', { name: 'Mappings' }).getByText('leakdemo').first().waitFor()
})

test('the menu of the bar leads to them', async () => {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.flame-canvas').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^About/ }).click()
  await page.getByRole('heading', { name: 'Sample types' }).waitFor()
})

test('the same in a terminal has the filters and can be copied', async () => {
  const page = await open('?f=it%27s&g=lines')
  await page.getByRole('button', { name: 'Copy the command for Traces' }).click()
  await page.getByText('Copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    String.raw`go tool pprof -traces '-focus=it'\''s' -lines cpu.pb.gz`,
  )
})

test.each([
  ['https://example.com/about', 1],
  ['javascript:alert(1)', 0],
])('an address out of the profile, %s, is a link only to a page', async (docUrl, links) => {
  const profile = fromStacks('main', { docUrl, comments: ['<b>bold</b>'] })
  const bytes = report(profile, { name: 'proto', options: DEFAULT_OPTIONS }) as Uint8Array
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/details`)
  await dropFiles(page, 'body', [{ name: 'odd.pb.gz', bytes }])
  await page.getByText(docUrl).waitFor()
  expect(await page.getByRole('link', { name: docUrl }).count()).toBe(links)
  expect(await page.locator('.details pre').textContent()).toBe('<b>bold</b>')
})

test.each(['light', 'dark'] as const)('the view has no barrier in %s', async (colorScheme) => {
  const page = await open()
  await page.emulateMedia({ colorScheme })
  expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
})

test('what others own in the page is told, workers included', async () => {
  const page = await open()
  await page.getByRole('link', { name: 'texts of all of them' }).waitFor()
  const text = await (await fetch(`${app.origin}/third-party-notices.txt`)).text()
  // Of the page, of what loads later, of the engine's worker and of the graph's.
  for (const name of ['react-dom', '@lezer/go', 'pako', '@hpcc-js/wasm-graphviz'])
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'))
})
