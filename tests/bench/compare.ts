import type { Page } from 'playwright-core'
import type { Painted } from './in-page.ts'

/** What it took to compare the profile on screen with another one. */
export interface CompareRun {
  /** The other one: drop to both flame graphs side by side. */
  readonly second: Painted
  /** From a click to the picture in another mode, by what is clicked. */
  readonly modes: ReadonlyMap<string, Painted>
}

/** What is clicked, one after the other. */
export const MODES = ['-base', '-diff_base', 'normalise', 'Side by side'] as const
/** For the page to do all that a click causes, in milliseconds. */
const SETTLE = 1500

/** @param other address of the other profile */
export async function comparePage(page: Page, other: string): Promise<CompareRun> {
  await page.keyboard.press('1')
  await page.evaluate((url) => window.flamedropBench.prepare(url), other)
  await page.waitForTimeout(SETTLE)
  const second = await caused(page, 'drop', async () => {
    await page.evaluate(() => window.flamedropBench.throwIn())
    // Said beside the pictures, and behind them.
    await page.locator('.compare-sentence').waitFor()
  })
  const modes = new Map<string, Painted>()
  for (const mode of MODES) {
    const label = page.locator('.compare').getByText(mode, { exact: true })
    modes.set(mode, await caused(page, 'pointerdown', () => label.click()))
  }
  return { second, modes }
}

/** The time to the last flame graph that an action causes. */
async function caused(
  page: Page,
  event: 'drop' | 'pointerdown',
  action: () => Promise<void>,
): Promise<Painted> {
  await page.evaluate((type) => window.flamedropBench.armPictures(type), event)
  await action()
  await page.waitForTimeout(SETTLE)
  return page.evaluate(() => window.flamedropBench.pictures())
}
