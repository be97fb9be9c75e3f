import type { Browser, Page } from 'playwright-core'
import { ROW } from '../../src/views/picture/scene.ts'
import { type CompareRun, comparePage } from './compare.ts'
import { installProbe, type Painted, PROBE_ARGUMENTS } from './in-page.ts'
import { FOCUS_WORDS } from './queries.ts'
import { type FrameRates, scrollRates, switchViews } from './view-switch.ts'

/** What a fresh page took for one profile. */
export interface PageRun {
  readonly opened: Painted
  readonly focus: readonly Painted[]
  readonly zoom: readonly Painted[]
  /** By the view's name. */
  readonly views: ReadonlyMap<string, Painted>
  /** Frames a second while lists scroll. */
  readonly scrolling: FrameRates
  /** Undefined where there is no other profile to compare with. */
  readonly compare: CompareRun | undefined
}

const VIEWPORT = { width: 1440, height: 900 }
/** Focus changes and zooms per page. */
const EACH = 2
/** For the page to do what it does after the first picture (header, table), in milliseconds. */
const SETTLE = 700

/** Where a file is, and the token that the server wants for it. */
export interface Served {
  readonly address: string
  readonly token: string
}

/**
 * @param app address of the page
 * @param other address of a profile to compare it with; "" for none
 * @param run which run it is: each uses other words and clicks elsewhere
 */
export function measurePage(
  browser: Browser,
  app: string,
  profile: Served & { readonly other: string },
  run: number,
): Promise<PageRun> {
  return withFile(browser, app, profile, async (page) => {
    const opened = await page.evaluate(() => window.flamedropBench.drop())
    await page.waitForTimeout(SETTLE)
    const zoom = await zooms(page, run)
    const focus: Painted[] = []
    for (let i = 0; i < EACH; i++) {
      const word = FOCUS_WORDS[(run * EACH + i) % FOCUS_WORDS.length]!
      focus.push(await setFocus(page, word))
      await setFocus(page, '')
    }
    const views = await switchViews(page)
    const scrolling = await scrollRates(page)
    const compare = profile.other === '' ? undefined : await comparePage(page, profile.other)
    return { opened, focus, zoom, views, scrolling, compare }
  })
}

/** Drops a dump of goroutines onto a page of its own: the time to its first groups. */
export function openDump(browser: Browser, app: string, file: Served): Promise<Painted> {
  return withFile(browser, app, file, async (page) => {
    const painted = await page.evaluate(() => {
      window.flamedropBench.armView('.groups-list .group', 'drop')
      window.flamedropBench.throwIn()
      return window.flamedropBench.viewed()
    })
    if (painted === undefined) throw new Error('the goroutines were not painted')
    return painted
  })
}

/** Hands over a page that has the file ready to be dropped. */
async function withFile<T>(
  browser: Browser,
  app: string,
  { address, token }: Served,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    const page = await context.newPage()
    await page.addInitScript(installProbe, PROBE_ARGUMENTS)
    await page.goto(app, { waitUntil: 'networkidle' })
    await page.setExtraHTTPHeaders({ 'x-flamedrop-token': token })
    await page.evaluate((url) => window.flamedropBench.prepare(url), address)
    await page.waitForTimeout(SETTLE)
    return await measure(page)
  } finally {
    await context.close()
  }
}

async function setFocus(page: Page, word: string): Promise<Painted> {
  const painted = await page.evaluate((text) => window.flamedropBench.focus(text), word)
  await page.waitForTimeout(SETTLE)
  return painted
}

/** Clicks frames here and there until enough of the clicks have zoomed in. */
async function zooms(page: Page, run: number): Promise<readonly Painted[]> {
  const box = await page.locator('canvas').first().boundingBox()
  if (!box) throw new Error('the flame graph has no canvas')
  const found: Painted[] = []
  for (let attempt = 0; found.length < EACH; attempt++) {
    if (attempt === 12) throw new Error('no click on the flame graph zoomed')
    const row = 2 + ((run + attempt) % 6)
    const across = [0.15, 0.4, 0.6, 0.3, 0.05][(run + attempt) % 5]!
    // A hand rests on the frame before it clicks, and the hover card has come by then.
    await page.mouse.move(box.x + across * box.width, box.y + (row + 0.5) * ROW)
    await page.waitForTimeout(SETTLE)
    await page.evaluate(() => window.flamedropBench.armZoom('pointerup'))
    await page.mouse.down()
    await page.mouse.up()
    const painted = await page.evaluate(() => window.flamedropBench.zoomed())
    if (painted === undefined) continue
    found.push(painted)
    await page.waitForTimeout(SETTLE)
    await page.evaluate(() => window.flamedropBench.armZoom('keydown'))
    await page.keyboard.press('0')
    await page.evaluate(() => window.flamedropBench.zoomed())
    await page.waitForTimeout(SETTLE)
  }
  return found
}
