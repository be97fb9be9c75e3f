import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Served } from '../../src/cli/serve.ts'
import { launch, newPage, startApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment } from './person.ts'

// Several profiles of one program, as a person looks for what grows.

let browser: Browser
let app: Served

beforeAll(async () => {
  app = await startApp()
  browser = await launch()
})

afterAll(async () => {
  await browser.close()
  await app.close()
})

const HEAPS = [1, 2, 3, 4].map((i) => `heap.${i}.pb.gz`)
const GOROUTINES = [1, 2, 3, 4].map((i) => `goroutine.${i}.pb.gz`)

async function open(...profiles: string[]): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/series`)
  await dropProfiles(page, ...profiles)
  await eventually(() => page.locator('.snapshots li').count()).toBe(profiles.length)
  return page
}

const headline = (page: Page) => page.locator('.verdict-line strong').textContent()
const snapshots = (page: Page) => page.locator('.snapshot-name').allTextContents()
const names = (page: Page) => page.locator('.line .series-name').allTextContents()

describe('heaps', () => {
  test('are put in order, and what grows is named first', async () => {
    const page = await open(...HEAPS.toReversed())
    await eventually(() => headline(page)).toBe(
      '37.77MB more inuse_space at main.grow, main.go:28: 14.25MB → 52.02MB; more each time over 4 snapshots.',
    )
    expect(await snapshots(page)).toEqual(HEAPS)
    expect((await names(page))[0]).toContain('main.grow')
    expect(await page.locator('.series-growth').nth(1).textContent()).toBe('+37.77MB')
    expect(await page.locator('.tabs button').first().textContent()).toBe('Series')
  })

  test('are ranked by functions, another sample type and another column', async () => {
    const page = await open(...HEAPS)
    await page.getByRole('button', { name: 'Functions, cum' }).click()
    await eventually(() => fragment(page)).toContain('gtable=cum')
    await page.getByRole('button', { name: 'Sort by name' }).click()
    await eventually(async () => (await names(page))[0]).not.toContain('main.grow')
    await page.goBack()
    await page.goBack()
    await eventually(async () => (await names(page))[0]).toContain('main.grow')
    await page.goto(`${app.origin}/#/series?si=alloc_space`)
    await page.getByText('this is no leak by itself').waitFor()
  })

  test('can be moved, and put in order again', async () => {
    const page = await open(...HEAPS)
    await page.getByRole('button', { name: 'Move heap.4.pb.gz up' }).click()
    await eventually(() => snapshots(page)).toEqual([
      'heap.1.pb.gz',
      'heap.2.pb.gz',
      'heap.4.pb.gz',
      'heap.3.pb.gz',
    ])
    await eventually(() => headline(page)).toBe('Nothing grows steadily over 4 snapshots.')
    await page.getByRole('button', { name: 'Put in order' }).click()
    await eventually(() => snapshots(page)).toEqual(HEAPS)
  })

  test('are compared by twos', async () => {
    const page = await open(...HEAPS)
    await page.getByLabel('Compare from').selectOption('heap.2.pb.gz')
    await page.locator('.snapshots-compare button').click()
    await page.getByText('+22.10MB (+71%) inuse_space').waitFor()
    await page.goBack()
    await eventually(() => snapshots(page)).toEqual(HEAPS)
  })

  test('are walked by keys; the row selects in every view', async () => {
    const page = await open(...HEAPS)
    await page.getByRole('treegrid', { name: 'What grows' }).focus()
    await page.keyboard.press('ArrowDown')
    await eventually(() => fragment(page)).toContain('sel=main.grow')
    await page.keyboard.press('/')
    await page.keyboard.type('hashwork')
    await page.locator('.line.match').first().waitFor()
    await page.getByRole('treegrid', { name: 'What grows' }).focus()
    await page.keyboard.press('n')
    await eventually(() => fragment(page)).toContain('sel=main.hashWork')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toContain('f=^main\\.grow$')
    await eventually(() => names(page)).toHaveLength(1)
  })
})

describe('goroutines', () => {
  test('are told by where they wait, over binary profiles and a dump', async () => {
    const page = await open(...GOROUTINES, 'goroutine.late.debug2.txt')
    await eventually(() => headline(page)).toContain(
      '2,629 more goroutines wait at main.leak, main.go:32, chan send: 85 → 2,714',
    )
    await page.keyboard.press('g')
    await page
      .locator('.goroutines-series')
      .getByText('2,629 more goroutines wait at main.leak')
      .waitFor()
    expect(await breaches(page)).toEqual([])
    const line = page.locator('.group-line', { hasText: 'main.leak main.go:32' })
    await eventually(() => line.locator('.group-trend').getAttribute('title')).toBe(
      '85 → 160 → 222 → 289 → 2,714',
    )
  })
})

test('one profile says what the view is for', async () => {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, 'heap.1.pb.gz')
  await page.locator('.flame-canvas').waitFor()
  await page.keyboard.press('t')
  await page.getByRole('heading', { name: 'A series needs two profiles of one kind' }).waitFor()
  expect(await breaches(page)).toEqual([])
})

test.each(['light', 'dark'] as const)('the view has no barrier in %s', async (colorScheme) => {
  const page = await open(...HEAPS)
  await page.goto(`${app.origin}/#/series?q=main`)
  await page.emulateMedia({ colorScheme })
  await eventually(() => headline(page)).toContain('main.grow')
  await page.locator('.line.match').first().click()
  expect(await breaches(page)).toEqual([])
})
