import type { Page } from 'playwright-core'
import type { Painted } from './in-page.ts'

/** A view that a key shows, and what only a finished picture of it has. */
interface SwitchedTo {
  readonly view: string
  readonly key: string
  readonly ready: string
}

export const SWITCHES: readonly SwitchedTo[] = [
  { view: 'graph', key: '2', ready: '.graph svg' },
  { view: 'top', key: '3', ready: '.top-row' },
  { view: 'source', key: '4', ready: '.source' },
  { view: 'peek', key: '5', ready: '.peek tbody tr' },
  { view: 'traces', key: '6', ready: '.traces tbody tr' },
  { view: 'labels', key: '7', ready: '.labels' },
  { view: 'console', key: '8', ready: '.console' },
  { view: 'details', key: '9', ready: '.details' },
  { view: 'flame graph', key: '1', ready: '.flame-canvas' },
]

/** For a view to do what it does after its picture, in milliseconds. */
const SETTLE = 500

/** Shows each view twice; the second time is what is measured, for its code is there by then. */
export async function switchViews(page: Page): Promise<ReadonlyMap<string, Painted>> {
  const painted = new Map<string, Painted>()
  for (const round of ['load', 'measure']) {
    for (const { view, key, ready } of SWITCHES) {
      await page.evaluate((selector) => window.flamedropBench.armView(selector, 'keydown'), ready)
      await page.keyboard.press(key)
      const time = await page.evaluate(() => window.flamedropBench.viewed())
      if (time === undefined) throw new Error(`the view ${view} was not painted`)
      if (round === 'measure') painted.set(view, time)
      await page.waitForTimeout(SETTLE)
    }
  }
  return painted
}

/** Frames a second while the wheel scrolls the top table through its rows. */
export async function scrollRate(page: Page): Promise<number> {
  await page.keyboard.press('3')
  await page.locator('.top-row').first().waitFor()
  const box = await page.locator('.top-scroller').boundingBox()
  if (!box) throw new Error('the top table is not there')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const counting = page.evaluate(() => window.flamedropBench.countFrames(1500))
  for (let i = 0; i < 90; i++) {
    await page.mouse.wheel(0, 120)
    await page.waitForTimeout(16)
  }
  return counting
}
