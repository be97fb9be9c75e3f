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
/** For the page to do what it does after a picture, in milliseconds. */
const SETTLE = 700

/** @param other address of the other profile */
export async function comparePage(page: Page, other: string): Promise<CompareRun> {
  await page.keyboard.press('1')
  await page.evaluate((url) => window.flamedropBench.prepare(url), other)
  await page.waitForTimeout(SETTLE)
  const second = await caused(page, 'drop', '.compare-both .flame-canvas', () =>
    page.evaluate(() => window.flamedropBench.throwIn()),
  )
  const modes = new Map<string, Painted>()
  for (const mode of MODES) {
    const label = page.locator('.compare').getByText(mode, { exact: true })
    modes.set(mode, await caused(page, 'pointerdown', '.flame-canvas', () => label.click()))
  }
  return { second, modes }
}

async function caused(
  page: Page,
  event: 'drop' | 'pointerdown',
  ready: string,
  cause: () => Promise<void>,
): Promise<Painted> {
  await page.evaluate(([selector, type]) => window.flamedropBench.armView(selector, type), [
    ready,
    event,
  ] as const)
  await cause()
  const painted = await page.evaluate(() => window.flamedropBench.viewed())
  if (painted === undefined) throw new Error('the comparison was not painted')
  await page.waitForTimeout(SETTLE)
  return painted
}
