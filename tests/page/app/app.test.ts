import { describe, expect, test } from 'vitest'
import { eventually, fragment, type Page, recorded } from '../harness.ts'
import { addFilter, openTop, rows, showing } from '../table.ts'

// The page as a person uses it: table, filters, search and keys.

async function cell(page: Page, row: number, column: number): Promise<string> {
  return (await rows(page).nth(row).locator('td').nth(column).textContent()) ?? ''
}

describe('the top table', () => {
  test('is sorted by a click on a header, and by a second one the other way', async () => {
    const page = await openTop()
    const header = (name: string) => page.getByRole('columnheader', { name, exact: true })
    expect(await header('flat').getAttribute('aria-sort')).toBe('descending')
    expect([await cell(page, 0, 0), await cell(page, 0, 5)]).toEqual([
      '0.63s',
      'crypto/sha256.block',
    ])

    await header('cum').getByRole('button').click()
    await eventually(() => cell(page, 0, 3)).toBe('3.52s')
    expect(await header('cum').getAttribute('aria-sort')).toBe('descending')
    expect(await header('flat').getAttribute('aria-sort')).toBeNull()
    expect(fragment()).toBe('#/top?sort=cum')

    await header('name').getByRole('button').click()
    await eventually(() => header('name').getAttribute('aria-sort')).toBe('ascending')
    await eventually(async () => (await cell(page, 0, 5)) < (await cell(page, 5, 5))).toBe(true)
    await header('name').getByRole('button').click()
    await eventually(async () => (await cell(page, 0, 5)) > (await cell(page, 5, 5))).toBe(true)
  })

  test('offers filters by a right-click, and focuses by a double-click', async () => {
    const page = await openTop()
    await rows(page).filter({ hasText: 'runtime.mallocgc' }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Ignore' }).click()
    await eventually(() => fragment()).toContain('i=^runtime\\.mallocgc$')
    await eventually(() => rows(page).filter({ hasText: 'runtime.mallocgc' }).count()).toBe(0)
    await rows(page).filter({ hasText: 'fmt.(*pp).printValue' }).dblclick()
    await eventually(() => fragment()).toContain('f=^fmt\\.\\(\\*pp\\)\\.printValue$')
  })
})

describe('filters', () => {
  test('are chips: added, switched off, edited, removed; Back undoes each', async () => {
    const page = await openTop()
    await addFilter(page, 'focus', 'json')
    await eventually(() => showing(page)).toContain('showing 470ms, 12.98% of 3.62s')
    expect(fragment()).toBe('#/top?f=json')

    await page.getByRole('button', { name: 'focus: on' }).click()
    await eventually(() => showing(page)).toContain('showing all of 3.62s')
    expect(fragment()).toBe('#/top?f=json&off=f')

    await page.getByRole('button', { name: 'Edit focus: json' }).click()
    await page.keyboard.type('sort')
    await page.keyboard.press('Enter')
    await eventually(() => fragment()).toBe('#/top?f=sort')

    await page.getByRole('button', { name: 'Remove focus' }).click()
    await eventually(() => fragment()).toBe('#/top')

    for (const before of ['#/top?f=sort', '#/top?f=json&off=f', '#/top?f=json', '#/top']) {
      await page.goBack()
      await eventually(() => fragment()).toBe(before)
    }
    expect(await page.locator('.chip').count()).toBe(0)
    await eventually(() => showing(page)).toContain('showing all of 3.62s')
  })

  test('that do not parse or match nothing say so, and the rows stay', async () => {
    const page = await openTop()
    await addFilter(page, 'focus', 'json(')
    await eventually(() => page.locator('.chip .problem').textContent()).toContain('missing clos')
    expect(await rows(page).count()).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Edit focus: json(' }).click()
    await page.keyboard.type('nosuchfunction')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.chip .problem').textContent()).toBe('matches nothing')
  })
})

describe('search', () => {
  test('marks, counts and walks through what matches', async () => {
    const page = await openTop()
    await page.keyboard.press('/')
    await page.keyboard.type('mallocgc')
    await eventually(() => page.locator('.search-matches').textContent()).toBe('1 match')
    expect(await page.locator('.top-row.match mark').textContent()).toBe('mallocgc')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.inspector .frame-name').textContent()).toBe(
      'runtime.mallocgc',
    )
    await page.getByLabel('only matches').check()
    await eventually(() => rows(page).count()).toBe(1)
    await eventually(() => fragment()).toContain('q=mallocgc')
    await page.locator('#search').press('Escape')
    await eventually(() => rows(page).count()).toBeGreaterThan(10)
  })
})

describe('a search that is no regexp', () => {
  test('is told at the field, which is marked', async () => {
    const page = await openTop()
    await page.getByRole('button', { name: 'Search by regular expression' }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('malloc(')
    await eventually(() => page.locator('.search-matches').textContent()).toBe('not a regexp')
    expect(await page.locator('#search').getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.type('gc)')
    await eventually(() => page.locator('#search').getAttribute('aria-invalid')).toBe('false')
  })
})

describe('a paste', () => {
  /** @returns whether the page has taken it */
  function paste(text: string): boolean {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    const clipboardData = { files: [], getData: () => text }
    return !document.body.dispatchEvent(Object.assign(event, { clipboardData }))
  }

  test('of text opens it as a file, also beside another profile', async () => {
    const page = await openTop()
    paste(new TextDecoder().decode(recorded('goroutine.late.debug2.txt')))
    await page.getByText('pasted text').first().waitFor()
    await page.locator('.goroutines, .flame, .top').first().waitFor()
    await eventually(() => document.title).toContain('pasted text')
  })

  test('of a word is left to the browser', async () => {
    await openTop()
    expect(paste('json.Marshal')).toBe(false)
  })
})

describe('keys', () => {
  test('filter by the selection, Backspace undoes, and a field keeps its letters', async () => {
    const page = await openTop()
    await rows(page).filter({ hasText: 'runtime.mallocgc' }).click()
    await page.locator('.inspector .figures').waitFor()
    await page.keyboard.press('f')
    await eventually(() => fragment()).toContain('f=^runtime\\.mallocgc$')
    await page.keyboard.press('Backspace')
    await eventually(() => fragment()).not.toContain('f=^')
    await page.keyboard.press('/')
    await page.keyboard.type('fih12')
    await page.keyboard.press('Backspace')
    expect(await page.locator('#search').inputValue()).toBe('fih1')
    expect(fragment()).toMatch(/^#\/top\b/)
  })
})
