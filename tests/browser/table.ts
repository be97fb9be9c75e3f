import type { Browser, Page } from 'playwright-core'
import { newPage } from './harness.ts'
import { dropProfiles } from './person.ts'

// The recorded CPU profile in the top table, which the tests of the shell look at.

/** @param options of the link, from `?` on */
export async function openTable(browser: Browser, origin: string, options = ''): Promise<Page> {
  const page = await newPage(browser, origin)
  await page.goto(`${origin}/#/top${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await rows(page).first().waitFor()
  return page
}

export const rows = (page: Page) => page.locator('.top-row')

/** How much the filters leave, as the chips' line says it. */
export const showing = (page: Page) => page.locator('.showing').textContent()

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export const menuItem = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name })
