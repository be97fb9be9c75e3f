import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, rulesIn } from './person.ts'

// The traces as a person uses them.

serveApp()

async function openTraces(options = '', profile = 'cpu.pb.gz'): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/traces${options}`)
  await dropProfiles(page, profile)
  await lines(page).first().waitFor()
  return page
}

const lines = (page: Page): Locator => page.locator('.traces .line')
const line = (page: Page, index: number): Locator => page.locator(`.line[aria-rowindex="${index}"]`)

describe('the samples', () => {
  test('are only as many lines in the page as on screen, and End leads to the last', async () => {
    const page = await openTraces()
    const grid = page.getByRole('treegrid', { name: 'Samples' })
    const count = Number(await grid.getAttribute('aria-rowcount'))
    expect(await lines(page).count()).toBeLessThan(count / 10)
    await grid.focus()
    await page.keyboard.press('End')
    await eventually(() => line(page, count).getAttribute('class')).toContain('active')
    expect(await line(page, count).isVisible()).toBe(true)
    expect(await grid.getAttribute('aria-activedescendant')).toBe(
      await line(page, count).getAttribute('id'),
    )
  })
})

test('a stack is copied whole, the status line says what is under the pointer', async () => {
  const page = await openTraces()
  const status = page.locator('.status-words')
  await line(page, 1).hover({ position: { x: 20, y: 10 } })
  await eventually(() => status.textContent()).toBe(
    '10ms (0.28% of the total) · route /sort · tenant green',
  )
  await line(page, 3).hover()
  await eventually(() => status.textContent()).toMatch(/^runtime\.mallocgc · \/.*malloc\.go:\d+$/)
  await line(page, 3).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Copy stack/ }).click()
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
    [
      'main.worker',
      'runtime/pprof.Do',
      'main.worker.func1',
      'main.sortWork',
      'main.hashWork',
      'runtime.convT64',
      'runtime.mallocgc',
      'runtime.releasem',
    ].join('\n'),
  )
})

test.each(['light', 'dark'] as const)('is WCAG AA in %s', async (theme) => {
  const page = await newPage(browser, app.origin)
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(`${app.origin}/#/traces?q=json&order=value`)
  await dropProfiles(page, 'cpu.pb.gz')
  await lines(page).nth(12).click()
  await page.locator('.inspector .neighbours').first().waitFor()
  expect(await breaches(page, rulesIn(theme))).toEqual([])
})
