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

test('the menu of the bar leads to them', async () => {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.flame-canvas').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^About/ }).click()
  await page.getByRole('heading', { name: 'Sample types' }).waitFor()
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
