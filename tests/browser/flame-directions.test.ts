import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ROW } from '../../src/views/picture/scene.ts'
import { app, browser, newPage, serveApp } from './harness.ts'
import {
  breaches,
  dropProfiles,
  eventually,
  fragment,
  reloadKept,
  rulesIn,
  slowDown,
} from './person.ts'

serveApp()

async function open(): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await dropProfiles(page, 'cpu.pb.gz')
  await rows(page, 'Flame graph')
    .getByText('main.worker.func1')
    .first()
    .waitFor({ state: 'attached' })
  return page
}

/** The table behind a picture: its rows in words. */
const rows = (page: Page, title: string) =>
  page.getByRole('region', { name: title, exact: true }).locator('.flame-table tbody tr')

async function choose(page: Page, direction: string): Promise<void> {
  await page.locator('.segment', { hasText: direction }).click()
}

async function status(page: Page): Promise<string> {
  return (await page.locator('.status-words').textContent()) ?? ''
}

describe('the direction', () => {
  it('is a step: bottom-up has functions by their own value, Back leads down again', async () => {
    const page = await open()
    await choose(page, 'Bottom-up')
    // As the report `top` has them by flat.
    await eventually(() => rows(page, 'Flame graph, bottom-up').allTextContents()).toEqual(
      expect.arrayContaining(['root3.62s100%0', 'crypto/sha256.block0.63s17.40%1']),
    )
    expect(fragment(page)).toContain('dir=up')
    await reloadKept(page)
    await rows(page, 'Flame graph, bottom-up').first().waitFor({ state: 'attached' })
    await page.goBack()
    await rows(page, 'Flame graph').first().waitFor({ state: 'attached' })
  })

  it('sandwich shows who calls the selected function above, whom it calls below', async () => {
    const page = await open()
    await choose(page, 'Sandwich')
    const offers = page.getByRole('list', { name: 'Functions with the largest flat value' })
    await offers.getByRole('button').first().click()
    await eventually(() => fragment(page)).toContain('of=crypto/sha256.block')
    await page.goBack()
    await page.getByRole('button', { name: 'Show the flame graph' }).click()
    await page.keyboard.press('3')
    await page.getByText('crypto/sha256.Sum256', { exact: true }).first().click()
    await page.keyboard.press('1')
    await choose(page, 'Sandwich')
    const of = 'crypto/sha256.Sum256'
    await eventually(() => rows(page, `Callers of ${of}`).allTextContents()).toEqual(
      expect.arrayContaining([
        `${of}0.72s19.89%0`,
        'main.hashWork0.72s19.89%1',
        'main.worker0.49s13.54%5',
      ]),
    )
    await eventually(() => rows(page, `Callees of ${of}`).allTextContents()).toEqual(
      expect.arrayContaining(['crypto/sha256.(*digest).checkSum0.70s19.34%1']),
    )
    // The callers stand on the line between the halves, the nearest lowest.
    const canvas = page.getByRole('region', { name: `Callers of ${of}` }).locator('canvas')
    const box = (await canvas.boundingBox())!
    await page.mouse.move(box.x + 40, box.y + box.height - ROW / 2)
    await eventually(() => status(page)).toContain('main.hashWork · 0.72s of 3.62s')
    await page.mouse.move(box.x + 40, box.y + box.height - 1.5 * ROW)
    await eventually(() => status(page)).toContain('main.sortWork · 0.49s of 3.62s')
    // A click zooms this half alone; the sandwich stays what it is of.
    await page.mouse.click(box.x + 40, box.y + box.height - 1.5 * ROW)
    await eventually(() => fragment(page)).toMatch(/zc=\d+\.\d+/)
    expect(fragment(page)).toContain(`of=${of}`)
    // Matches are walked in the half that was clicked.
    await page.keyboard.press('/')
    await page.keyboard.type('main.worker')
    await page.getByText('0.72s, 19.89%').waitFor()
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toMatch(/sel=main\.worker/)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.mouse.click(box.x + 40, box.y + box.height - 1.5 * ROW)
    await page.getByRole('button', { name: 'Sandwich main.sortWork' }).click()
    await rows(page, 'Callees of main.sortWork').first().waitFor({ state: 'attached' })
    await page.goBack()
    await rows(page, `Callees of ${of}`).first().waitFor({ state: 'attached' })
  })

  it('breaks no rule of accessibility, in light and dark, wide and narrow', async () => {
    const page = await open()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await choose(page, 'Bottom-up')
      expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
      await page.getByRole('button', { name: 'Look of the flame graph' }).click()
      expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
      await page.keyboard.press('Escape')
      await choose(page, 'Top-down')
    }
    await page.setViewportSize({ width: 500, height: 700 })
    await choose(page, 'Bottom-up')
    await eventually(() => fragment(page)).toContain('dir=up')
    // The row has no room for the rest.
    await page.setViewportSize({ width: 360, height: 700 })
    await page.getByRole('button', { name: 'Flame graph: more', exact: true }).click()
    await page.getByRole('button', { name: 'Colour: package' }).click()
    await page.getByRole('menuitemradio', { name: 'file' }).click()
    await eventually(() => fragment(page)).toContain('fcolor=file')
  })
})

describe('the look', () => {
  it('is in the link where it changes the picture, and kept where it is a taste', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Colour: package' }).click()
    await page.getByRole('menuitemradio', { name: 'self' }).click()
    await page.getByRole('button', { name: 'Look of the flame graph' }).click()
    await page.locator('.segment', { hasText: 'by name' }).click()
    await page.getByLabel('Show direct recursion as one frame').check()
    await page.locator('.segment', { hasText: 'high' }).click()
    await eventually(() => fragment(page)).toMatch(/fcolor=self.*forder=name.*fcollapse=t/)
    expect(fragment(page)).not.toContain('24')
    await page.keyboard.press('Escape')
    const canvas = (await page.locator('.flame-canvas').boundingBox())!
    await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 24 + 20)
    await eventually(() => status(page)).toContain('main.worker ·')
    await page.goBack()
    await page.goBack()
    await page.goBack()
    await eventually(() => fragment(page)).not.toMatch(/fcolor|forder|fold/)
  })
})

describe('the legend', () => {
  it("says what each kind of code has; a click hides one, or all but one's own", async () => {
    const page = await open()
    const chip = (name: string) =>
      page.getByRole('group', { name: 'Colours of packages' }).getByRole('button', { name })
    await chip('standard library 56 %').click()
    await chip('standard library hidden').waitFor()
    await eventually(() => fragment(page)).toContain('h=^(?:archive|')
    await chip('own code').click()
    await chip('runtime hidden').waitFor()
    await eventually(() => chip('own code').textContent()).toContain('100 %')
    await chip('own code').click()
    await eventually(() => fragment(page)).not.toContain('h=')
    await chip('standard library 56 %').waitFor()
  })
})

describe('what is too narrow to be seen', () => {
  it('is reached by the next match, which zooms in to it, and Back out again', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Look of the flame graph' }).click()
    await page.locator('.segment', { hasText: '4 px' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('strconv.AppendInt')
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toMatch(/sel=strconv.AppendInt/)
    await eventually(() => fragment(page)).toMatch(/[?&]z=\d/)
    await page.locator('.flame [aria-live]').getByText('matches the search').waitFor()
    await page.goBack()
    await eventually(() => fragment(page)).not.toMatch(/[?&]z=\d/)
  })

  it('is reached by what the search says now, while what it said before is still marked', async () => {
    const page = await open()
    await page.keyboard.press('/')
    await page.keyboard.type('strconv')
    await eventually(() => page.locator('.search-matches').textContent()).toMatch(/%$/)
    await slowDown(page, 'flame')
    await page.keyboard.type('.AppendInt')
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toMatch(/sel=/)
    expect(fragment(page)).toContain('sel=strconv.AppendInt')
  })

  it('says how often the selected frame occurs, and leads to it', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Look of the flame graph' }).click()
    await page.locator('.segment', { hasText: '4 px' }).click()
    await page.keyboard.press('Escape')
    await page.evaluate(() => {
      location.hash = '#/flamegraph?sel=strconv.AppendInt'
    })
    await page.getByText(/strconv\.AppendInt: 1 occurrence, not wide enough to be seen/).waitFor()
    await page.locator('.flame-note').getByRole('button', { name: 'Show' }).click()
    await rows(page, 'Callers of strconv.AppendInt').first().waitFor({ state: 'attached' })
  })
})

it('u zooms out one level', async () => {
  const page = await open()
  await page.locator('.flame-canvas').focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await eventually(() => fragment(page)).toMatch(/z=\d+\.\d+\.\d+(&|$)/)
  await page.keyboard.press('u')
  await eventually(() => fragment(page)).toMatch(/z=\d+\.\d+(&|$)/)
})

describe('exported', () => {
  async function save(page: Page, folder: string, kind: RegExp): Promise<string> {
    await page.getByRole('button', { name: 'Export the flame graph' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: kind }).click(),
    ])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }

  it('as a page, drawing and image, it opens without this app', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flamedrop-export-'))
    const context = await browser.newContext({ offline: true, colorScheme: 'dark' })
    try {
      const page = await open()
      const other = await context.newPage()
      const problems: string[] = []
      other.on('console', (message) => problems.push(message.text()))
      other.on('pageerror', (error) => problems.push(error.message))

      await other.goto(pathToFileURL(await save(page, folder, /HTML/)).href)
      await other.getByRole('heading', { name: 'cpu.pb.gz' }).waitFor()
      await other.getByText('cpu: 3.62s · in 8.32s').waitFor()
      const frame = (name: string) => other.getByRole('button', { name: `${name} ·` }).first()
      const widthOf = async (name: string) =>
        (await frame(name).locator('rect').boundingBox())?.width ?? 0
      expect(await widthOf('main.hashWork')).toBeLessThan(800)
      await frame('main.hashWork').click()
      await eventually(() => widthOf('main.hashWork')).toBeGreaterThan(1000)
      await other.getByRole('button', { name: 'Show the whole' }).click()
      await eventually(() => widthOf('main.hashWork')).toBeLessThan(800)
      await frame('main.hashWork').focus()
      await other.keyboard.press('Enter')
      await eventually(() => widthOf('main.hashWork')).toBeGreaterThan(1000)
      // No regexp, which is no mistake here.
      await other.getByLabel('Search').fill('(*digest')
      await other.getByText(/\d+ frames match/).waitFor()
      expect(problems).toEqual([])
      expect(await breaches(other)).toEqual([])

      await other.goto(pathToFileURL(await save(page, folder, /SVG/)).href)
      expect(await other.locator('g').count()).toBeGreaterThan(150)
      await other.goto(pathToFileURL(await save(page, folder, /PNG/)).href)
      const width = await other
        .locator('img')
        .evaluate((img) => (img as HTMLImageElement).naturalWidth)
      expect(width).toBe(3200)
    } finally {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
