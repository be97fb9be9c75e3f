import { expect, test } from 'vitest'
import { fragment, openPage } from './harness.ts'

// What the tests of the page rely on.

test.each([1, 2])('a page that is left writes no link over that of page %i', async () => {
  const page = await openPage('#/peek', 'cpu.pb.gz')
  await page.locator('.peek .line').first().waitFor()
  expect(fragment()).toBe('#/peek')
  // A search stands in the link a while after it was typed.
  await page.keyboard.press('/')
  await page.keyboard.type('hash')
})
