import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'
import type { Locator } from '../locator.ts'

// The top table's columns, groups and copies as a person uses them.

async function openTop(options = ''): Promise<Page> {
  const page = await openPage(`#/top${options}`, 'cpu.pb.gz')
  await rows(page).first().waitFor()
  return page
}

const rows = (page: Page): Locator => page.locator('.top-row')
const clipboard = (): Promise<string> => navigator.clipboard.readText()

describe('groups', () => {
  test('add up what is in them, and open to show it', async () => {
    const page = await openTop()
    await page.getByRole('button', { name: 'Rows: frames' }).click()
    await page.getByRole('menuitemradio', { name: 'packages' }).click()
    const main = rows(page).filter({ hasText: /main\d+ frames|main \d+ frames/ })
    await main.waitFor()
    expect(fragment()).toBe('#/top?group=package')
    expect(await main.locator('td').allTextContents()).toEqual([
      '0',
      '0%',
      expect.stringMatching(/%$/),
      '3.52s',
      '97.24%',
      'main 6 frames',
    ])
    const before = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))
    await main.click()
    await eventually(() => main.getAttribute('aria-expanded')).toBe('true')
    const count = async () => Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))
    await eventually(count).toBe(before + 6)
    await page.keyboard.press('ArrowLeft')
    await eventually(() => main.getAttribute('aria-expanded')).toBe('false')
    await eventually(count).toBe(before)
    await page.keyboard.press('ArrowRight')
    await eventually(count).toBe(before + 6)
    await page.keyboard.press('ArrowDown')
    await eventually(() => fragment()).toContain('sel=main.')
    await page.goBack()
    await page.getByRole('grid', { name: 'Frames' }).waitFor()
  })

  test('are focused on by their menu, which leaves their cum', async () => {
    const page = await openTop('?group=package')
    const json = rows(page).filter({ hasText: 'encoding/json' })
    const cum = await json.locator('td').nth(4).textContent()
    await json.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Focus' }).click()
    await eventually(() => fragment()).toContain('f=^encoding/json(\\.|::)')
    await eventually(() => page.locator('.showing').textContent()).toContain(`, ${cum} of 3.62s`)
  })
})

describe('copying', () => {
  test('gives the first rows as a table for a ticket, and says how many', async () => {
    const page = await openTop()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: /^As a Markdown table/ }).click()
    await page.getByText('Copied 100 of 212 rows').waitFor()
    const lines = (await clipboard()).trimEnd().split('\n')
    expect(lines.slice(0, 3)).toEqual([
      '| flat | flat% | sum% | cum | cum% | name |',
      '| ---: | ---: | ---: | ---: | ---: | --- |',
      '| 0.63s | 17.40% | 17.40% | 0.63s | 17.40% | crypto/sha256.block |',
    ])
    expect(lines).toHaveLength(102)
  })

  test('gives all rows with tabs, or those that match', async () => {
    const page = await openTop()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: /^With tabs: all 212 rows/ }).click()
    await page.getByText('Copied 212 rows').waitFor()
    const lines = (await clipboard()).trimEnd().split('\n')
    expect(lines).toHaveLength(213)
    expect(lines[1]).toBe('0.63s\t17.40%\t17.40%\t0.63s\t17.40%\tcrypto/sha256.block')
    await page.keyboard.press('/')
    await page.keyboard.type('sha256')
    await page.getByLabel('only matches').check()
    await eventually(() => rows(page).count()).toBeLessThan(10)
    const count = await rows(page).count()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: /^With tabs/ }).click()
    await page.getByText(`Copied ${count} rows`).waitFor()
    expect((await clipboard()).trimEnd().split('\n')).toHaveLength(count + 1)
  })
})
