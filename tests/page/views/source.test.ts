import { expect, test } from 'vitest'
import { eventually, openPage, type Page } from '../harness.ts'

// The source view as it opens, and beside another view.

const title = (page: Page) => page.locator('.source-head h2').textContent()

test('opens on the function that the findings name', async () => {
  const page = await openPage('#/source', 'cpu.pb.gz')
  await eventually(() => title(page)).toMatch(/^main\./)
  expect(await page.locator('.source-code .line').count()).toBeGreaterThan(0)
})

test('follows the selection where it stands beside another view', async () => {
  const page = await openPage('#/top?split=source', 'cpu.pb.gz')
  for (const row of [page.locator('.top-row').first(), page.locator('.top-row').nth(1)]) {
    await row.click()
    const name = await row.locator('.top-name').textContent()
    await eventually(() => title(page)).toBe(name)
  }
})
