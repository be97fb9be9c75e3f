import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../../src/cli/serve.ts'
import { allow, app, browser, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually } from './person.ts'

// The page of all controls, which the built app does not have: it is built for this.

serveApp()

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder: string
let gallery: Served

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flamedrop-controls-'))
  await build({
    root,
    logLevel: 'error',
    build: {
      outDir: folder,
      // Older targets take one theme for the whole page.
      target: 'esnext',
      rollupOptions: { input: join(root, 'controls.html') },
    },
  })
  gallery = await serve({ folder, port: 0, profiles: [] })
})

afterAll(async () => {
  await gallery?.close()
  await rm(folder, { recursive: true, force: true })
})

async function openGallery(): Promise<Page> {
  const page = await newPage(browser, app.origin)
  allow(page, gallery.origin)
  await page.goto(`${gallery.origin}/controls.html`)
  await page.getByRole('heading', { name: 'Controls, dark' }).waitFor()
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const isChosen = (segmented: Locator, label: string) => segmented.getByLabel(label).isChecked()

test('every control is there in five states and both themes, and all can be read', async () => {
  const page = await openGallery()
  for (const theme of ['light', 'dark']) {
    const rows = page.getByRole('region', { name: theme }).locator('.gallery-grid tbody tr')
    const cells = await rows.evaluateAll((lines) =>
      lines.map((line) => line.querySelectorAll('td :is(button, input)').length),
    )
    expect(cells.length).toBe(13)
    expect(Math.min(...cells)).toBeGreaterThanOrEqual(5)
  }
  expect(await breaches(page)).toEqual([])
})

test('hover, focus and on look unlike rest', async () => {
  const page = await openGallery()
  const looks = await page
    .getByRole('region', { name: 'light' })
    .locator('.gallery-grid tbody tr')
    .evaluateAll((lines) =>
      lines.map((line) => {
        const cells = [...line.querySelectorAll('td')].slice(0, 4)
        return new Set(
          cells.map((cell) =>
            [...cell.querySelectorAll('*')]
              .map((part) => {
                const style = getComputedStyle(part)
                const { color, backgroundImage, backgroundColor, borderColor, outline } = style
                const input = part instanceof HTMLInputElement ? `${part.checked}${part.value}` : ''
                return [color, backgroundImage, backgroundColor, borderColor, outline, input]
              })
              .join(),
          ),
        ).size
      }),
    )
  expect(looks).toEqual(looks.map(() => 4))
})

test('arrow keys walk tabs and choose in a segmented control', async () => {
  const page = await openGallery()
  const tabs = page.getByRole('navigation', { name: 'Views, light' })
  await tabs.getByRole('button', { name: 'Flame' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe('Graph')
  await page.keyboard.press('End')
  expect(await focused(page)).toBe('Top')
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe('Flame')

  const row = page.getByRole('toolbar', { name: 'Tools, light', exact: true })
  const direction = row.getByRole('radiogroup')
  await direction.getByLabel('Top-down').focus()
  await page.keyboard.press('ArrowRight')
  expect(await isChosen(direction, 'Bottom-up')).toBe(true)
})

test('what a row has no room for is in a menu at its end; Escape closes the inner one first', async () => {
  const page = await openGallery()
  const row = page.getByRole('toolbar', { name: 'Narrow tools, dark' })
  const more = row.getByRole('button', { name: 'Narrow tools, dark: more' })
  await more.click()
  const list = row.locator('.tools-list')
  await list.getByRole('button', { name: 'Rows: frames' }).click()
  await page.getByRole('menuitemradio', { name: 'packages' }).waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => page.getByRole('menuitemradio', { name: 'packages' }).count()).toBe(0)
  await list.getByRole('button', { name: 'Rows: frames' }).press('ArrowDown')
  await page.keyboard.press('p')
  await page.keyboard.press('Enter')
  await list.getByRole('button', { name: 'Rows: packages' }).waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => list.count()).toBe(0)
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('a menu is within the window wherever its button stands', async () => {
  const page = await openGallery()
  const row = page.getByRole('toolbar', { name: 'Tools, dark', exact: true })
  await page.setViewportSize({ width: 800, height: 300 })
  const button = row.getByRole('button', { name: 'Rows: frames' })
  await button.evaluate((element) => element.scrollIntoView({ block: 'end' }))
  await button.click()
  const box = await page.locator('.popup:popover-open').boundingBox()
  expect(box!.y).toBeGreaterThanOrEqual(0)
  expect(box!.y + box!.height).toBeLessThanOrEqual(300)
})

test.each([600, 900])(
  'the page never scrolls sideways at %i px, and nothing lies over the bar',
  async (width) => {
    const page = await newPage(browser, app.origin)
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${app.origin}/#/top`)
    await dropProfiles(page, 'heap.4.pb.gz', 'heap.1.pb.gz')
    await page.getByRole('region', { name: 'Comparison' }).waitFor()
    for (const view of ['top', 'flamegraph', 'source', 'peek', 'graph']) {
      await page.goto(`${app.origin}/#/${view}`)
      await eventually(() =>
        page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await eventually(() =>
        page.locator('.bar > *:visible').evaluateAll((parts) => {
          const boxes = parts.map((part) => part.getBoundingClientRect())
          return boxes.filter((box, i) => i > 1 && box.left < boxes[i - 1]!.right - 1).length
        }),
      ).toBe(0)
    }
  },
)
