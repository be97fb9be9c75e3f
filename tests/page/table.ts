import { openPage, type Page } from './harness.ts'

// The recorded CPU profile in the top table, which the tests of the shell look at.

/** @param options of the link, from `?` on */
export async function openTop(options = ''): Promise<Page> {
  const page = await openPage(`#/top${options}`, 'cpu.pb.gz')
  await rows(page).first().waitFor()
  return page
}

export const rows = (page: Page) => page.locator('.top-row')

/** How much the filters leave, as the chips' line says it. */
export const showing = (page: Page) => page.locator('.showing').textContent()

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export const menuItem = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name })

export async function addFilter(page: Page, name: string, text: string): Promise<void> {
  await button(page, 'Add a filter').click()
  await menuItem(page, new RegExp(`^${name} `)).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
