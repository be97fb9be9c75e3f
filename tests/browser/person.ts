import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { dropFiles, fixture } from './harness.ts'

// What a person does on every view's page, and what they see of it.

/** Drops recorded profiles of tests/fixtures/profiles onto the page. */
export async function dropProfiles(page: Page, ...names: string[]): Promise<void> {
  const files = names.map(async (name) => ({
    name,
    bytes: await fixture(`tests/fixtures/profiles/${name}`),
  }))
  await dropFiles(page, 'body', await Promise.all(files))
}

/** Loads the page anew once what is open in it is kept, so that it comes back. */
export async function reloadKept(page: Page): Promise<void> {
  await eventually(() => page.evaluate(() => history.state?.tab ?? '')).not.toBe('')
  await page.reload()
}

/** The link's part behind the page's address, as a person reads it. */
export function fragment(page: Page): string {
  return decodeURIComponent(new URL(page.url()).hash)
}

/** Questions of a type reach the engine a second late, as with a profile that takes it as long. */
export async function slowDown(page: Page, type: string): Promise<void> {
  await page.evaluate((slow) => {
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (this: Worker, message: unknown) {
      const asked = (message as { readonly query?: { readonly type: string } }).query?.type
      setTimeout(() => post.call(this, message), asked === slow ? 1000 : 0)
    }
  }, type)
}

/** Waits until what `read` gives fits. */
export function eventually<T>(read: () => Promise<T> | T) {
  return expect.poll(read, { timeout: 20_000 })
}

export async function addFilter(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${name} `) }).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** All that axe knows of, or only what another theme or size can change of a screen. */
type Rules = 'all' | 'contrast'

const RULES: Readonly<Record<Rules, Required<RunOptions>['runOnly']>> = {
  all: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
  contrast: { type: 'rule', values: ['color-contrast'] },
}

/** The rules to look at a screen by in a theme: all of them in one is enough. */
export function rulesIn(theme: 'light' | 'dark'): Rules {
  return theme === 'light' ? 'all' : 'contrast'
}

/** Breaches of WCAG AA on the whole page as it is, with where they are. */
export async function breaches(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const result = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        resultTypes: ['violations'],
      }),
    RULES[rules],
  )
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  )
}
