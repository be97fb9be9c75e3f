import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, reloadKept, rulesIn } from './person.ts'

// The top table's columns, groups and copies as a person uses them.

serveApp()

async function openTop(options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/top${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await rows(page).first().waitFor()
  return page
}

const rows = (page: Page): Locator => page.locator('.top-row')
const heads = (page: Page): Promise<string[]> =>
  page.locator('.top-table thead th').allTextContents()

const STANDARD = ['flat', 'flat%', 'sum%', 'cum', 'cum%', 'name']

describe('columns', () => {
  test('are chosen, and remembered for the next visit', async () => {
    const page = await openTop()
    expect(await heads(page)).toEqual(STANDARD)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByLabel('paths').check()
    await page.getByLabel('file:line').check()
    await page.getByLabel('sum%').uncheck()
    const chosen = ['flat', 'flat%', 'cum', 'cum%', 'paths', 'name', 'file:line']
    expect(await heads(page)).toEqual(chosen)
    const block = rows(page).filter({ hasText: 'crypto/sha256.block' })
    await eventually(() => block.locator('td').nth(4).textContent()).toMatch(/^\d+$/)
    expect(await block.locator('td').nth(6).textContent()).toMatch(/sha256block.*:\d+$/)
    await reloadKept(page)
    await rows(page).first().waitFor()
    expect(await heads(page)).toEqual(chosen)
  })
})

test.each(['light', 'dark'] as const)('groups are WCAG AA in %s', async (theme) => {
  const page = await newPage(browser, app.origin)
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(`${app.origin}/#/top?group=module&q=json`)
  await dropProfiles(page, 'cpu.pb.gz')
  await rows(page).first().click()
  await page.locator('.top-row[aria-level="2"]').first().waitFor()
  await page.getByRole('button', { name: 'Columns' }).click()
  expect(await breaches(page, rulesIn(theme))).toEqual([])
})
