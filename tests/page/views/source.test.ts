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
  await page.locator('.top-row').filter({ hasText: 'encoding/json.Marshal' }).first().click()
  await eventually(() => title(page)).toBe('encoding/json.Marshal')
  await page.locator('.top-row').filter({ hasText: 'main.worker.func1' }).first().click()
  await eventually(() => title(page)).toBe('main.worker.func1')
})
