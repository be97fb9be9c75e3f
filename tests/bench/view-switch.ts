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

/** Frames a second: while nothing moves, and while the wheel scrolls two lists through their rows. */
export interface FrameRates {
  readonly still: number
  readonly top: number
  readonly callTree: number
}

export async function scrollRates(page: Page): Promise<FrameRates> {
  await page.keyboard.press('3')
  const top = await scrollRate(page, '.top-scroller', '.top-row')
  await page.keyboard.press('e')
  // Bottom-up every function has a row before any is opened.
  await page.locator('.calltree .segment', { hasText: 'Bottom-up' }).click()
  await page.locator('.calltree:not(:has(.heat.flat)) .line').first().waitFor()
  const callTree = await scrollRate(page, '.calltree .lines-scroller', '.calltree .line')
  await page.waitForTimeout(SETTLE)
  const still = await page.evaluate(
    (duration) => window.flamedropBench.countFrames(duration),
    WHILE,
  )
  return { still, top, callTree }
}

/** How long frames are counted, in milliseconds. */
const WHILE = 1500

async function scrollRate(page: Page, scroller: string, row: string): Promise<number> {
  await page.locator(row).first().waitFor()
  const box = await page.locator(scroller).boundingBox()
  if (!box) throw new Error(`${scroller} is not there`)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const before = await page.locator(scroller).evaluate((list) => list.scrollTop)
  const counting = page.evaluate((duration) => window.flamedropBench.countFrames(duration), WHILE)
  for (let i = 0; i < 90; i++) {
    await page.mouse.wheel(0, 120)
    await page.waitForTimeout(16)
  }
  const rate = await counting
  const after = await page.locator(scroller).evaluate((list) => list.scrollTop)
  if (after === before) throw new Error(`${scroller} did not scroll`)
  return rate
}
