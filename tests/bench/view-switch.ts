import type { Page } from 'playwright-core'
import { viewList } from '../../scripts/views.mjs'
import type { Painted } from './in-page.ts'

interface SwitchedTo {
  readonly name: string
  readonly key: string
  /** Selector of what only a finished picture of it has. */
  readonly drawn: string
}

/** The views that any profile has, the one that the page begins with last. */
async function switches(): Promise<readonly SwitchedTo[]> {
  const [first, ...others] = (await viewList()).flatMap(({ label, key, drawn, suits }) =>
    drawn && !suits ? [{ name: label.toLowerCase(), key, drawn }] : [],
  )
  return first ? [...others, first] : []
}

/** For a view to do what it does after its picture, in milliseconds. */
const SETTLE = 500

/**
 * Shows each view twice; the second time is what is measured, for its code is there by then.
 * @returns the time to each view's picture, by its name
 */
export async function switchViews(page: Page): Promise<ReadonlyMap<string, Painted>> {
  const painted = new Map<string, Painted>()
  const views = await switches()
  for (const round of ['load', 'measure']) {
    for (const { name, key, drawn } of views) {
      await page.evaluate((selector) => window.flamedropBench.armView(selector, 'keydown'), drawn)
      await page.keyboard.press(key)
      const time = await page.evaluate(() => window.flamedropBench.viewed())
      if (time === undefined) throw new Error(`the view ${name} was not painted`)
      if (round === 'measure') painted.set(name, time)
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
