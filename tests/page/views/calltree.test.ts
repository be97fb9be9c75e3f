import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'
import type { Locator } from '../locator.ts'

// The call tree as a person uses it.

async function openTree(options = ''): Promise<Page> {
  const page = await openPage(`#/calltree${options}`, 'cpu.pb.gz')
  await lines(page).first().waitFor()
  return page
}

const lines = (page: Page): Locator => page.locator('.calltree .line')
const active = (page: Page): Locator => page.locator('.calltree .line.active')
const nameOf = async (line: Locator): Promise<string> =>
  ((await line.locator('.calltree-name').textContent()) ?? '').trim()
const rowCount = async (page: Page): Promise<number> =>
  Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))

describe('the call tree', () => {
  test('opens the hottest path at first sight and stands at its end', async () => {
    const page = await openTree()
    await active(page).waitFor()
    expect(await page.locator('.line[aria-expanded="true"]').count()).toBeGreaterThan(0)
    expect(Number(await active(page).getAttribute('aria-level'))).toBeGreaterThan(1)
  })

  test('is walked, opened and closed by the arrow keys', async () => {
    const page = await openTree()
    await active(page).waitFor()
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Home')
    await eventually(() => active(page).getAttribute('aria-rowindex')).toBe('1')
    const all = await rowCount(page)
    await page.keyboard.press('ArrowLeft')
    await eventually(() => active(page).getAttribute('aria-expanded')).toBe('false')
    await eventually(() => rowCount(page)).toBeLessThan(all)
    await page.keyboard.press('ArrowRight')
    await eventually(() => active(page).getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowRight')
    await eventually(() => active(page).getAttribute('aria-level')).toBe('2')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await eventually(() => active(page).getAttribute('aria-level')).toBe('1')
    await page.keyboard.press('*')
    await eventually(async () =>
      Number(await active(page).getAttribute('aria-level')),
    ).toBeGreaterThan(2)
  })

  test('focuses by Enter', async () => {
    const page = await openTree()
    await active(page).waitFor()
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Home')
    const name = await nameOf(active(page))
    await page.keyboard.press('Enter')
    await eventually(() => fragment()).toContain(`f=^${name.replaceAll('.', '\\.')}$`)
  })

  test('goes bottom-up and joins repeats, which the link keeps', async () => {
    const page = await openTree()
    await page.getByRole('radio', { name: 'Bottom-up' }).click()
    await page.getByLabel('collapse recursion').check()
    await eventually(() => fragment()).toContain('tdir=up&tcollapse=t')
    await eventually(() => page.locator('.calltree .line .heat.flat').count()).toBe(0)
    await page.goBack()
    await page.goBack()
    await eventually(() => page.locator('.calltree .line .heat.flat').count()).toBeGreaterThan(0)
  })

  test('has one row for both sides of a comparison, what changed most first', async () => {
    const page = await openPage('#/calltree', 'heap.1.pb.gz', 'heap.4.pb.gz')
    await page.locator('.calltree .line .grew').first().waitFor()
    const columns = await page.locator('.calltree-columns').textContent()
    expect(columns).toContain('oldnewΔΔ%Δ flat')
    expect(await page.getByRole('treegrid').count()).toBe(1)
    const figures = lines(page).first().locator('.calltree-number')
    expect(await figures.count()).toBe(5)
    expect(await figures.nth(2).textContent()).toMatch(/^\+/)
    await page.getByRole('radio', { name: 'Bottom-up' }).click()
    await eventually(() => figures.count()).toBe(4)
  })

  test('leaves own code, with what libraries do for it', async () => {
    const page = await openTree()
    const all = await rowCount(page)
    await page.getByLabel('collapse library').check()
    await eventually(() => fragment()).toContain('town=t')
    await eventually(() => rowCount(page)).toBeLessThan(all)
    const names = await Promise.all(
      Array.from({ length: await rowCount(page) }, (_, row) => nameOf(lines(page).nth(row))),
    )
    expect(names).toContain('main.hashWork')
    // What has no caller stays.
    const below = names.filter((name) => !/^(?:main|runtime)\./.test(name))
    expect(below).toEqual([])
  })

  test('opens what hides a match', async () => {
    const page = await openTree()
    await page.keyboard.press('/')
    await page.keyboard.type('allocNeedsZero')
    await eventually(() => page.locator('.search-matches').textContent()).toBe('1 match')
    expect(await page.locator('.line.match').count()).toBe(0)
    await page.keyboard.press('Enter')
    await eventually(() => nameOf(active(page))).toContain('allocNeedsZero')
  })

  test('folds what a function calls into it by its menu', async () => {
    const page = await openTree()
    await active(page).waitFor()
    const first = lines(page).first()
    const name = await nameOf(first)
    await first.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Fold what it calls into it' }).click()
    await eventually(() => fragment()).toContain('prunefrom=')
    await eventually(() => nameOf(lines(page).first())).toBe(name)
    await eventually(() => lines(page).first().getAttribute('aria-expanded')).toBe(null)
  })
})
