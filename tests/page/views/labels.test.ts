import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'

// The labels of a profile, as a person reads them and filters by them.

async function open(profile = 'cpu.pb.gz', options = ''): Promise<Page> {
  const page = await openPage(`#/labels${options}`, profile)
  await page.locator('.labels').waitFor()
  return page
}

const value = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) })
const showing = (page: Page) => page.locator('.showing').textContent()

describe('the labels', () => {
  test('are walked by keys, and each has a menu', async () => {
    const page = await open()
    await page.locator('.label-key').first().waitFor()
    await page.locator('.label-key .label-main').first().focus()
    await page.keyboard.press('ArrowDown')
    await eventually(() =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
    ).toContain('route: /sort')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Ignore: no such samples' }).click()
    await eventually(() => fragment()).toContain('ti=^route:/sort$')
    await page.keyboard.press('End')
    await value(page, 'no tenant').waitFor()
  })
})

describe('many labels', () => {
  test('of numbers are a histogram, whose bars filter', async () => {
    const page = await open('heap.4.pb.gz', '?si=alloc_space')
    const bar = page.locator('.label-value.bucket', { hasText: 'MB –' }).first()
    await bar.waitFor()
    const figure = await bar.locator('.label-figure').textContent()
    await bar.locator('.label-main').click()
    await eventually(() => showing(page)).toContain(`showing ${figure}`)
    expect(fragment()).toMatch(/tf=bytes=\d+bytes:\d+bytes/)
  })
})
