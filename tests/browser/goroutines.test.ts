import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, dropFiles, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn } from './person.ts'

// Goroutines of a program that leaks, as a person finds out what they wait for.

serveApp()

const DUMP = 'goroutine.late.debug2.txt'

async function open(profile = DUMP, options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/goroutines${options}`)
  await dropProfiles(page, profile)
  await page.locator('.group-main').first().waitFor()
  return page
}

const groups = (page: Page) => page.locator('.group-line').allInnerTexts()
const line = (page: Page, index: number) => page.locator('.group-main').nth(index)
const status = (page: Page) => page.locator('.goroutines-count').textContent()

describe('a dump', () => {
  test('is filtered by state and by wait, which the link keeps and Back undoes', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'semacquire 19' }).click()
    await eventually(() => status(page)).toBe('19 of 2,742 goroutines listed, in 2 stacks')
    await page.getByLabel('Minutes that goroutines have waited at least').fill('1')
    await eventually(() => status(page)).toBe('12 of 2,742 goroutines listed, in 1 stack')
    await eventually(() => fragment(page)).toContain('gwait=1')
    const link = page.url()
    await page.goto('about:blank')
    await page.goto(link)
    await dropProfiles(page, DUMP)
    await eventually(() => status(page)).toBe('12 of 2,742 goroutines listed, in 1 stack')
    await page.getByLabel('Minutes that goroutines have waited at least').fill('99')
    await page.getByText('is in these states').waitFor()

    await page.getByLabel('Minutes that goroutines have waited at least').fill('')
    await page.getByRole('button', { name: 'semacquire 19' }).click()
    await eventually(() => status(page)).toBe('2,742 goroutines in 12 stacks')
    await page.goBack()
    await eventually(() => status(page)).toBe('19 of 2,742 goroutines listed, in 2 stacks')
  })

  test('of many stacks is there only where it is on screen', async () => {
    const text = Array.from(
      { length: 5000 },
      (_, i) => `goroutine ${i + 1} [select]:\nmain.f${i}(0x1)\n\t/srv/main.go:${i + 1} +0x25\n`,
    ).join('\n')
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/goroutines`)
    await dropFiles(page, 'body', [{ name: 'many.txt', bytes: new TextEncoder().encode(text) }])
    await line(page, 0).focus()
    await page.keyboard.press('End')
    await page.getByRole('button', { name: 'main.f4999', exact: true }).waitFor()
    expect(await page.locator('.group').count()).toBeLessThan(80)
  })

  test('is left to every view by wait and state, so that the flame graph has what waits', async () => {
    const page = await open()
    await page.getByLabel('Minutes that goroutines have waited at least').fill('1')
    await page.getByRole('button', { name: 'semacquire 19' }).click()
    await eventually(() => status(page)).toBe('12 of 2,742 goroutines listed, in 1 stack')
    await page.getByRole('button', { name: 'Filter every view' }).click()
    await eventually(() => fragment(page)).toContain('tf=wait=1:')
    expect(fragment(page)).toContain('ti=state=')
    expect(fragment(page)).not.toMatch(/gstate|gwait/)
    await eventually(() => status(page)).toBe('12 goroutines in 1 stack')
    await page.locator('.tabs').getByRole('button', { name: 'Top' }).click()
    await page.getByText('main.waitForever').first().waitFor()
    expect(await page.getByText('main.leak', { exact: true }).count()).toBe(0)
  })

  test('is walked by keys, and a frame selects, with the menu of every view', async () => {
    const page = await open()
    await line(page, 0).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await eventually(() => line(page, 1).getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowLeft')
    await eventually(() => line(page, 1).getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Focus on this group' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'main.leak', exact: true }).click()
    await eventually(() => fragment(page)).toContain('sel=main.leak')
    await page.getByRole('button', { name: 'main.leak', exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Ignore' }).click()
    await eventually(() => status(page)).toBe('28 goroutines in 11 stacks')
  })

  test('is sorted by its columns', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Sort by waiting' }).click()
    await eventually(() => page.locator('.group-wait').nth(1).textContent()).toMatch(/1 min$/)
    await page.getByRole('button', { name: 'Sort by count' }).click()
    await page.getByRole('button', { name: 'Sort by count, descending now' }).click()
    await eventually(async () => (await groups(page)).at(-1)).toContain('main.leak')
  })
})

test('another profile says what the view is for', async () => {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.flame-canvas').waitFor()
  await page.keyboard.press('g')
  await page.getByRole('heading', { name: 'cpu.pb.gz does not count goroutines' }).waitFor()
  expect(await page.locator('.goroutines-none pre').textContent()).toContain(
    '/debug/pprof/goroutine?debug=2',
  )
  expect(await breaches(page)).toEqual([])
})

test.each(['light', 'dark'] as const)('the view has no barrier in %s', async (colorScheme) => {
  const page = await open(DUMP, '?q=leak')
  await page.emulateMedia({ colorScheme })
  await line(page, 0).click()
  await page.locator('.goroutine-list button').first().click()
  await page.locator('.goroutine-block').waitFor()
  expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
})
