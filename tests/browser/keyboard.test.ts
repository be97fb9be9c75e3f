import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { app, browser, newPage, serveApp } from './harness.ts'
import { eventually, fragment } from './person.ts'

// The main path without a mouse: open, look, select, filter, undo, search, go elsewhere, share.

serveApp()

/** What has the focus, as a screen reader names it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
  })

/** Walks with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    if (name.test(await focused(page))) return
  }
  throw new Error(`Tab does not lead to ${name}`)
}

test('the main path by keyboard alone', async () => {
  const page = await newPage(browser, app.origin)
  await page.locator('.example').first().waitFor()
  await tabTo(page, /CPU/)
  await page.keyboard.press('Enter')
  await page.locator('.flame-canvas').waitFor()

  // The flame graph: walk down, zoom in, filter by what is selected, undo.
  await tabTo(page, /^Flame graph of/)
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) {
    await page.keyboard.press(key)
  }
  await eventually(() => fragment(page)).toMatch(/sel=\S+/)
  await page.keyboard.press('f')
  await eventually(() => fragment(page)).toContain('f=^')
  await page.keyboard.press('Backspace')
  await eventually(() => fragment(page)).not.toContain('f=^')

  // The top table: its rows, and a focus by Enter.
  await page.keyboard.press('3')
  await page.locator('.top-row').first().waitFor()
  await tabTo(page, /^Frames$/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await eventually(() => page.locator('.chip').count()).toBe(1)
  await page.keyboard.press('Backspace')
  await eventually(() => page.locator('.chip').count()).toBe(0)

  // The search, and each view.
  await page.keyboard.press('/')
  await page.keyboard.type('json')
  await eventually(() => page.locator('.search-matches').textContent()).toContain('match')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  for (const [key, path] of [
    ['2', 'graph'],
    ['4', 'source'],
    ['5', 'peek'],
    ['6', 'traces'],
    ['7', 'labels'],
    ['9', 'details'],
    ['1', 'flamegraph'],
  ] as const) {
    await page.keyboard.press(key)
    await eventually(() => fragment(page)).toContain(`#/${path}`)
  }

  // The list of keys, and the palette.
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('labels')
  await page.keyboard.press('Enter')
  await eventually(() => fragment(page)).toContain('#/labels')
  expect(await page.locator('.workspace').count()).toBe(1)
})

test('an arrow enters the view that a key or a tab has brought', async () => {
  const page = await newPage(browser, app.origin)
  await page.locator('.example').first().click()
  await page.locator('.flame-canvas').waitFor()
  for (const [key, name] of [
    ['1', /^Flame graph of/],
    ['2', /^Call graph of/],
    ['3', /^Frames$/],
    ['6', /^Samples$/],
  ] as const) {
    await page.keyboard.press(key)
    await eventually(async () => {
      await page.keyboard.press('ArrowDown')
      return focused(page)
    }).toMatch(name)
  }
  await page.getByRole('button', { name: 'Top', exact: true }).click()
  await page.locator('.top-row').first().waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe('Frames')

  // What has arrows of its own keeps them.
  await page.getByRole('button', { name: /^Sample type/ }).click()
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).not.toBe('Frames')
})
