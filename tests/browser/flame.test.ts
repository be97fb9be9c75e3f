import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ROW } from '../../src/views/picture/scene.ts'
import { app, browser, dropFiles, fixture, newPage, serveApp } from './harness.ts'

serveApp()

/** The page with the CPU profile of a small service on it. */
async function open(): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const bytes = await fixture('tests/fixtures/profiles/cpu.pb.gz')
  await dropFiles(page, 'body', [{ name: 'cpu.pb.gz', bytes }])
  await painted(page, 'open')
  return page
}

/** Waits for the first picture of a kind after the last look. */
async function painted(page: Page, reason: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const marks = performance.getEntriesByName('flame-painted') as PerformanceMark[]
    return marks.some((mark) => mark.detail.reason === wanted)
  }, reason)
  await page.evaluate(() => performance.clearMarks('flame-painted'))
}

async function status(page: Page): Promise<string> {
  return (await page.locator('.status-words').textContent()) ?? ''
}

/** Moves the pointer along a row until the status line speaks of a frame: its place. */
async function find(page: Page, row: number, name: string): Promise<{ x: number; y: number }> {
  const box = await page.locator('.flame-canvas').boundingBox()
  if (!box) throw new Error('there is no canvas')
  const y = box.y + (row + 0.5) * ROW
  for (let x = box.x + 3; x < box.x + box.width; x += 16) {
    await page.mouse.move(x, y)
    if ((await status(page)).startsWith(`${name} ·`)) return { x, y }
  }
  throw new Error(`row ${row} has no ${name}`)
}

it('explains the frame under the pointer', async () => {
  const page = await open()
  await find(page, 6, 'crypto/sha256.Sum256')
  expect(await status(page)).toBe('crypto/sha256.Sum256 · 0.49s of 3.62s (13.54%) · self 0')
  const card = page.locator('.flame-card')
  await card.getByText('everywhere cum').waitFor()
  await card.getByText('19.89%').waitFor()
  const text = await card.textContent()
  expect(text).toMatch(/^crypto\/sha256\.Sum256\S*sha256\.go:\d+ · leakdemo/)
  expect(text).toContain('here0.49s13.54%of 3.62s')
  expect(text).toContain('of its caller0.49s29.34%of 1.67s')
  await page.mouse.move(5, 5)
  await card.waitFor({ state: 'detached' })
})

it('zooms to a clicked frame, its callers above it; Escape and 0 lead back', async () => {
  const page = await open()
  const { x, y } = await find(page, 6, 'crypto/sha256.Sum256')
  await page.mouse.click(x, y)
  await painted(page, 'zoom')
  // The same frame now reaches from edge to edge, and so do those that call it.
  const edge = (await page.locator('.flame-canvas').boundingBox())!
  const names = ['root', 'main.worker', 'runtime/pprof.Do', 'main.worker.func1', 'main.sortWork']
  for (const [row, name] of [...names, 'main.hashWork', 'crypto/sha256.Sum256'].entries()) {
    for (const at of [edge.x + 3, edge.x + edge.width - 6]) {
      await page.mouse.move(at, edge.y + (row + 0.5) * ROW)
      expect(await status(page)).toContain(`${name} ·`)
    }
  }
  await page.getByRole('heading', { name: 'crypto/sha256.Sum256' }).waitFor()
  await page.locator('.zoom-note', { hasText: 'Zoomed to crypto/sha256.Sum256' }).waitFor()
  await page.keyboard.press('Escape')
  await painted(page, 'zoom')
  await find(page, 5, 'sort.Strings')
  await page.locator('.zoom-note').waitFor({ state: 'detached' })
  await page.mouse.click(x, y)
  await painted(page, 'zoom')
  await page.keyboard.press('0')
  await painted(page, 'zoom')
  await find(page, 5, 'sort.Strings')
})

it('a click on a caller zooms out to it', async () => {
  const page = await open()
  const { x, y } = await find(page, 6, 'crypto/sha256.Sum256')
  await page.mouse.click(x, y)
  await painted(page, 'zoom')
  await page.mouse.click(x, y - 2 * ROW)
  await painted(page, 'zoom')
  await find(page, 5, 'sort.Strings')
  await expect(find(page, 4, 'main.jsonWork')).rejects.toThrow('no main.jsonWork')
})

it('the wheel zooms around the pointer, dragging moves the picture', async () => {
  const page = await open()
  const { x, y } = await find(page, 5, 'sort.Strings')
  for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -120)
  await painted(page, 'zoom')
  await page.mouse.move(x + 1, y)
  expect(await status(page)).toContain('sort.Strings ·')
  await expect(find(page, 4, 'main.regexWork')).rejects.toThrow('no main.regexWork')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 300, y, { steps: 5 })
  await page.mouse.up()
  await page.mouse.move(x + 301, y)
  expect(await status(page)).toContain('sort.Strings ·')
  for (let i = 0; i < 8; i++) await page.mouse.wheel(0, 120)
  await find(page, 4, 'main.regexWork')
})

it('marks what the search finds and says how much that is', async () => {
  const page = await open()
  await page.keyboard.press('/')
  await page.keyboard.type('json')
  await painted(page, 'search')
  await page.getByText('0.47s, 12.98%').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'main.jsonWork' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'encoding/json.Unmarshal' }).waitFor()
  await page.keyboard.press('Shift+Enter')
  await page.getByRole('heading', { name: 'main.jsonWork' }).waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await painted(page, 'search')
})

it('is walked, zoomed and filtered by key', async () => {
  const page = await open()
  await page.locator('.flame-canvas').focus()
  const said = page.locator('.flame [aria-live]')
  const walk = async (key: string, words: string) => {
    await page.keyboard.press(key)
    await said.getByText(words).waitFor()
  }
  await walk('ArrowDown', 'root, 3.62s')
  await walk('ArrowDown', 'main.worker, 3.52s, 97.24% of all')
  await walk('ArrowRight', 'depth 1')
  await walk('ArrowLeft', 'main.worker,')
  await walk('ArrowUp', 'root,')
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
  await said.getByText('main.hashWork, 1.67s').waitFor()
  await page.keyboard.press('Enter')
  await painted(page, 'zoom')
  await page.getByRole('heading', { name: 'main.hashWork' }).waitFor()
  await page.getByText('46.13%').first().waitFor()
  await page.keyboard.press('f')
  await painted(page, 'options')
  expect(page.url()).toContain('f=%5Emain%5C.hashWork%24')
})

it('offers what can be done with a frame', async () => {
  const page = await open()
  const { x, y } = await find(page, 5, 'sort.Strings')
  await page.mouse.click(x, y, { button: 'right' })
  const menu = page.getByRole('menu', { name: 'sort.Strings' })
  for (const name of ['Zoom to it', 'Focus', 'Ignore', 'Hide', 'Show from', 'Copy name']) {
    await menu.getByRole('menuitem', { name }).waitFor()
  }
  await menu.getByRole('menuitem', { name: 'Ignore' }).click()
  await painted(page, 'options')
  await expect(find(page, 5, 'sort.Strings')).rejects.toThrow('no sort.Strings')
  await page.goBack()
  await painted(page, 'options')
  await find(page, 5, 'sort.Strings')
})

it('keeps its zoom while another view is looked at', async () => {
  const page = await open()
  const { x, y } = await find(page, 5, 'sort.Strings')
  await page.mouse.click(x, y)
  await painted(page, 'zoom')
  await page.keyboard.press('3')
  await page.locator('.flame').waitFor({ state: 'detached' })
  await page.keyboard.press('1')
  await painted(page, 'open')
  await page.mouse.move(x - 100, y)
  expect(await status(page)).toContain('sort.Strings ·')
})

it('has its zoom in the link, where Back undoes it', async () => {
  const page = await open()
  const { x, y } = await find(page, 5, 'sort.Strings')
  await page.mouse.click(x, y)
  await painted(page, 'zoom')
  const link = new URL(page.url()).hash
  expect(link).toMatch(/[?&]z=\d+(\.\d+){4}(&|$)/)
  await page.goBack()
  await painted(page, 'zoom')
  await find(page, 4, 'main.jsonWork')
  await page.goForward()
  await painted(page, 'zoom')
  await page.mouse.move(x - 100, y)
  expect(await status(page)).toContain('sort.Strings ·')
  // Under another granularity the same path is another one: the whole is shown.
  await page.evaluate(() => {
    location.hash += '&g=lines'
  })
  await painted(page, 'options')
  await page.waitForFunction(() => !location.hash.includes('z='))
})

it('says why there is nothing, and leads out of it', async () => {
  const page = await open()
  await page.evaluate(() => {
    location.hash = '#/flamegraph?f=nosuchfunction'
  })
  await page.getByText('The filters leave nothing of this profile').waitFor()
  await page.getByText('focus nosuchfunction matches no sample').waitFor()
  await page.getByRole('button', { name: 'Remove all filters' }).click()
  await find(page, 5, 'sort.Strings')
})

it('has its largest frames as a table for those who do not see it', async () => {
  const page = await open()
  const row = page.locator('.flame-table tr', { hasText: 'main.worker.func1' }).first()
  await row.waitFor({ state: 'attached' })
  expect(await row.textContent()).toBe('main.worker.func13.50s96.69%3')
})
