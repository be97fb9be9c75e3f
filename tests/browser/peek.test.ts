import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn, slowDown } from './person.ts'

// Callers and callees as a person walks them.

serveApp()

async function openPeek(options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/peek${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await lines(page).first().waitFor()
  return page
}

const lines = (page: Page): Locator => page.locator('.peek .line')
const frames = (page: Page): Locator => page.locator('.peek-frame')

test('says what it does while the first answer takes time', async () => {
  const page = await newPage(browser, app.origin)
  await slowDown(page, 'peek')
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByRole('button', { name: 'Peek', exact: true }).click()
  await page.getByText('Adding up callers and callees…').waitFor()
  expect(await page.locator('.peek').getAttribute('aria-busy')).toBe('true')
  await lines(page).first().waitFor()
  expect(await page.locator('.peek').getAttribute('aria-busy')).toBe('false')
  expect(await page.getByText('Adding up callers and callees…').count()).toBe(0)
})

test('the status line says what is under the pointer, and the command for what is shown', async () => {
  const page = await openPeek()
  const command = page.locator('.status-command')
  await eventually(() => command.textContent()).toBe(
    String.raw`go tool pprof '-peek=^main\.worker$' cpu.pb.gz`,
  )
  await lines(page).filter({ hasText: 'runtime/pprof.Do' }).hover()
  await eventually(() => page.locator('.status-words').textContent()).toBe(
    'runtime/pprof.Do · is called by it with 3.52s, 100% of its cum',
  )
  await page.getByLabel('peek', { exact: true }).fill('sort')
  await eventually(() => command.textContent()).toBe('go tool pprof -peek=sort cpu.pb.gz')
  // A jump to a frame wins over the regexp.
  await page.goto(`${app.origin}/#/top?peek=sort`)
  await page
    .locator('.top-row')
    .filter({ hasText: 'runtime.mallocgc' })
    .first()
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Callers and callees' }).click()
  await eventually(() => frames(page).textContent()).toContain('runtime.mallocgc')
  expect(fragment(page)).toBe('#/peek?sel=runtime.mallocgc')
})

describe('the regexp', () => {
  test('comes back with the link', async () => {
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/peek?peek=sort&url=examples/cpu.pb.gz`)
    await frames(page).nth(1).waitFor()
    const before = await lines(page).allTextContents()
    await page.reload()
    await frames(page).nth(1).waitFor()
    expect(await lines(page).allTextContents()).toEqual(before)
  })
})

test.each(['light', 'dark'] as const)('is WCAG AA in %s', async (theme) => {
  const page = await newPage(browser, app.origin)
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(`${app.origin}/#/peek?peek=json&q=decode&sel=encoding/json.Unmarshal`)
  await dropProfiles(page, 'cpu.pb.gz')
  await frames(page).first().waitFor()
  await page.locator('.inspector .neighbours').first().waitFor()
  expect(await breaches(page, rulesIn(theme))).toEqual([])
})
