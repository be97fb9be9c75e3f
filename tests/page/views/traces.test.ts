import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'
import type { Locator } from '../locator.ts'

// The traces as a person uses them.

async function openTraces(options = '', profile = 'cpu.pb.gz'): Promise<Page> {
  const page = await openPage(`#/traces${options}`, profile)
  await lines(page).first().waitFor()
  return page
}

const lines = (page: Page): Locator => page.locator('.traces .line')
const line = (page: Page, index: number): Locator => page.locator(`.line[aria-rowindex="${index}"]`)
const words = async (one: Locator): Promise<string> =>
  ((await one.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()

describe('the samples', () => {
  test('stand as pprof prints them: value, labels, the stack from the innermost call', async () => {
    const page = await openTraces()
    await eventually(() => words(line(page, 1))).toBe('10msroute /sorttenant green')
    expect(await words(line(page, 2))).toBe('runtime.releasem (inline)')
    expect(await words(line(page, 9))).toBe('main.worker')
    await page.getByText('360 samples').waitFor()
  })

  test('come heaviest first on request, which the link restores and Back undoes', async () => {
    const page = await openTraces()
    await page.getByLabel('heaviest first').check()
    await eventually(() => words(line(page, 1))).toBe('30ms')
    expect(fragment()).toBe('#/traces?order=value')
    await page.goBack()
    await eventually(() => words(line(page, 1))).toContain('10ms')
  })

  test('have deep stacks folded, to be opened by a click or Enter', async () => {
    const page = await openTraces()
    await page.keyboard.press('/')
    await page.keyboard.type('allocNeedsZero')
    await page.getByLabel('only matches').check()
    const fold = page.locator('.trace-fold').first()
    await fold.waitFor()
    await eventually(() => words(fold)).toMatch(/^… \d+ more frames/)
    const before = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))
    const hidden = Number(/\d+/.exec(await words(fold))![0])
    await fold.click()
    await eventually(() => fold.getAttribute('aria-expanded')).toBe('true')
    await eventually(async () =>
      Number(await page.getByRole('treegrid').getAttribute('aria-rowcount')),
    ).toBe(before + hidden)
    await page.keyboard.press('Enter')
    await eventually(() => fold.getAttribute('aria-expanded')).toBe('false')
    await page.getByLabel('fold deep stacks').uncheck()
    await eventually(() => page.locator('.trace-fold').count()).toBe(0)
    expect(fragment()).toContain('fold=f')
  })
})

describe('a frame', () => {
  test('is selected by a click, focused by a double-click, and has a menu', async () => {
    const page = await openTraces()
    const mallocgc = lines(page).filter({ hasText: 'runtime.mallocgc' }).first()
    await mallocgc.click()
    await eventually(() => fragment()).toContain('sel=runtime.mallocgc')
    await eventually(() => mallocgc.getAttribute('aria-selected')).toBe('true')
    await mallocgc.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Callers and callees' }).waitFor()
    await page.keyboard.press('Escape')
    await mallocgc.dblclick()
    await eventually(() => fragment()).toContain('f=^runtime\\.mallocgc$')
  })
})

describe('a label', () => {
  test('focuses by a click, and by the menu of its sample', async () => {
    const page = await openTraces()
    await line(page, 1).getByRole('button', { name: 'route /sort' }).click()
    await eventually(() => fragment()).toContain('tf=route=^/sort$')
    await eventually(() => page.getByText('360 samples').count()).toBe(0)
    await page.goBack()
    await page.getByText('360 samples').waitFor()
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Focus on tenant: green' }).click()
    await eventually(() => fragment()).toContain('tf=tenant=^green$')
  })
})

describe('the search', () => {
  test('marks, counts samples, walks and leaves out what does not match', async () => {
    const page = await openTraces()
    await page.keyboard.press('/')
    await page.keyboard.type('sortWork')
    await eventually(() => page.locator('.search-matches').textContent()).toMatch(/^\d+ matches$/)
    expect(await page.locator('.line.match mark').first().textContent()).toBe('sortWork')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.line.active').textContent()).toBe('main.sortWork')
    await eventually(() => fragment()).toContain('sel=main.sortWork')
    const first = await page.locator('.line.active').getAttribute('aria-rowindex')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.line.active').getAttribute('aria-rowindex')).not.toBe(
      first,
    )
    await page.keyboard.press('Shift+Enter')
    await eventually(() => page.locator('.line.active').getAttribute('aria-rowindex')).toBe(first)
    await page.getByLabel('only matches').check()
    await page.getByText(/^\d+ of 360 samples$/).waitFor()
  })

  test('opens the stack that hides a match', async () => {
    const page = await openTraces('?f=allocNeedsZero')
    await page.keyboard.press('/')
    await page.keyboard.type('hashGrow')
    await page.locator('.trace-fold.match').waitFor()
    expect(await words(page.locator('.trace-fold'))).toBe('… 9 more frames, 1 of them found')
    await page.locator('#search').press('Enter')
    await eventually(() => page.locator('.line.active').textContent()).toBe('runtime.hashGrow')
    await eventually(() => page.locator('.trace-fold').getAttribute('aria-expanded')).toBe('true')
  })
})

test('what the filters leave nothing of says so', async () => {
  const page = await openTraces()
  page.goto('#/traces?f=nosuchfunction')
  await page.getByText('No sample is left').waitFor()
})
