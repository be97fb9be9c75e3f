import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ROW } from '../../src/views/picture/scene.ts'
import { app, browser, fixture, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn, slowDown } from './person.ts'

// Several profiles of one program, as a person looks for what grows.

serveApp()

const HEAPS = [1, 2, 3, 4].map((i) => `heap.${i}.pb.gz`)
const GOROUTINES = [1, 2, 3, 4].map((i) => `goroutine.${i}.pb.gz`)

async function open(...profiles: string[]): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/series`)
  await dropProfiles(page, ...profiles)
  await eventually(() => page.locator('.snapshots li').count()).toBe(profiles.length)
  return page
}

interface Dump {
  readonly name: string
  /** When the file was saved: seconds behind 14:03:00. */
  readonly at: number
  /** What each goroutine is in. */
  readonly calls: readonly string[]
}

/** Drops goroutine dumps (debug=2), which do not say when they were taken. */
async function dropDumps(page: Page, dumps: readonly Dump[]): Promise<void> {
  await page.evaluate((sent) => {
    const dataTransfer = new DataTransfer()
    const start = new Date(2026, 10, 21, 14, 3, 0).getTime()
    for (const { name, at, calls } of sent) {
      const text = calls.map(
        (call, id) => `goroutine ${id + 1} [chan send]:\n${call}(0x1)\n\t/srv/leak.go:53 +0x25\n`,
      )
      const lastModified = start + at * 1000
      dataTransfer.items.add(new File([text.join('\n')], name, { lastModified }))
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
      )
    }
  }, dumps)
}

const headline = (page: Page) => page.locator('.verdict-line strong').textContent()
const snapshots = (page: Page) => page.locator('.snapshot-name').allTextContents()
const names = (page: Page) => page.locator('.line .series-name').allTextContents()

describe('heaps', () => {
  test('are put in order, and what grows is named first', async () => {
    const page = await open(...HEAPS.toReversed())
    await eventually(() => headline(page)).toBe(
      'Not sure that it stays, but memory at main.grow (main.go:28) grows: 14.25MB → 52.02MB inuse_space over 4 snapshots in 7.7 s, about 278.05MB more per minute; 4 snapshots are too few to tell.',
    )
    expect(await snapshots(page)).toEqual(HEAPS)
    expect((await names(page))[0]).toContain('main.grow')
    expect(await page.locator('.series-growth').nth(1).textContent()).toBe('+37.77MB')
    expect(await page.locator('.tabs button').first().textContent()).toBe('Series')
  })

  test('are ranked by functions, another sample type and another column', async () => {
    const page = await open(...HEAPS)
    await page.locator('.segment', { hasText: 'Functions, cum' }).click()
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
    // Its allocations fall behind it: that is another process.
    await eventually(() => headline(page)).toContain('over 3 snapshots')
    await page.getByRole('button', { name: 'Put in order' }).click()
    await eventually(() => snapshots(page)).toEqual(HEAPS)
  })

  test('are compared by twos', async () => {
    const page = await open(...HEAPS)
    await page.getByRole('button', { name: 'Compare from: heap.1.pb.gz' }).click()
    await page.getByRole('menuitemradio', { name: 'heap.2.pb.gz' }).click()
    await page.locator('.snapshots-compare').getByText('Compare', { exact: true }).click()
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
      'main.leak (main.go:32, chan send) grow: 85 → 2,714 goroutines over 5 snapshots',
    )
    await page.keyboard.press('g')
    await page
      .locator('.goroutines-series')
      .getByText('main.leak (main.go:32, chan send) grow: 85 → 2,714')
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
  expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
})

describe('the flame graph', () => {
  const canvas = (page: Page) => page.locator('.series .flame-canvas')
  const picture = (page: Page) => page.getByRole('region', { name: 'Flame graph of the series' })

  /** Points to a place in a row of the picture: a share of its width. */
  async function pointTo(page: Page, row: number, share: number): Promise<void> {
    const box = (await canvas(page).boundingBox())!
    await page.mouse.move(box.x + box.width * share, box.y + (row + 0.5) * ROW)
  }

  async function drawn(...profiles: string[]): Promise<Page> {
    const page = await open(...profiles)
    await page.locator('.segment', { hasText: 'Flame graph' }).click()
    await picture(page).getByRole('row').nth(2).waitFor({ state: 'attached' })
    return page
  }

  test('shows what has grown; a link restores it with its zoom', async () => {
    const page = await drawn(...GOROUTINES)
    await pointTo(page, 1, 0.3)
    const card = page.locator('.flame-card')
    await card.getByText('main.leak').waitFor()
    await card.getByText('/srv/leakdemo/main.go:32').waitFor()
    await eventually(() => card.locator('td').allTextContents()).toEqual(
      expect.arrayContaining(['85 → 289', '+204, +240%', '100%', '+1,538/min', '↑3 ↓0 of 3']),
    )
    const trend = await card.locator('.sparkline polyline').getAttribute('points')
    expect(trend?.split(' ')).toHaveLength(4)

    const box = (await canvas(page).boundingBox())!
    const leak = { x: box.width * 0.3, y: 1.5 * ROW }
    await canvas(page).click({ position: leak })
    await eventually(() => fragment(page)).toContain('sel=main.leak')
    const figures = page.getByRole('complementary', { name: 'Selected frame' })
    await figures.getByRole('heading', { name: 'Over 4 snapshots' }).waitFor()
    await figures.getByRole('row', { name: 'cum 85 → 289 +204' }).waitFor()
    await figures.getByRole('heading', { name: 'In goroutine.4.pb.gz' }).waitFor()
    expect(fragment(page)).not.toContain('gz=')
    await canvas(page).dblclick({ position: leak })
    await eventually(() => fragment(page)).toMatch(/gshow=flame.*gz=\d+/)

    const link = page.url()
    const other = await newPage(browser, app.origin)
    await other.goto(link)
    await dropProfiles(other, ...GOROUTINES)
    await picture(other).getByRole('row', { name: 'main.leak' }).waitFor({ state: 'attached' })
    expect(await picture(other).getByRole('row', { name: 'waitForever' }).count()).toBe(0)
    expect(fragment(other)).toContain(fragment(page).match(/gz=\d+/)![0])
    await canvas(other).focus()
    await other.keyboard.press('Escape')
    await eventually(() => fragment(other)).not.toContain('gz=')
    await picture(other).getByRole('row', { name: 'waitForever' }).waitFor({ state: 'attached' })
  })

  test('has what is gone, unless widths are those of the last snapshot', async () => {
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/series?gshow=flame`)
    await dropDumps(page, [
      { name: '1.txt', at: 0, calls: ['main.old', 'main.old', 'main.kept'] },
      { name: '2.txt', at: 60, calls: ['main.kept'] },
      { name: '3.txt', at: 120, calls: ['main.kept', 'main.new'] },
    ])
    const row = (name: string) => picture(page).getByRole('row', { name })
    await row('main.old').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Width: all snapshots' }).click()
    await page.getByRole('menuitemradio', { name: /^last snapshot/ }).click()
    await eventually(() => fragment(page)).toContain('gwidth=last')
    await eventually(() => row('main.old').count()).toBe(0)
    expect(await row('main.new').count()).toBe(1)
    await page.getByRole('button', { name: 'Colour of change: relative' }).click()
    await page.getByRole('menuitemradio', { name: /^absolute/ }).click()
    await eventually(() => fragment(page)).toContain('fchange=absolute')
  })

  test('is walked by keys, and goes from match to match', async () => {
    const page = await drawn(...GOROUTINES)
    await canvas(page).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await eventually(() => fragment(page)).toContain('sel=main.leak')
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toContain('gz=')
    await page.keyboard.press('0')
    await eventually(() => fragment(page)).not.toContain('gz=')
    await page.keyboard.press('/')
    await page.keyboard.type('waitForever')
    await page.getByText(/% of all$/).waitFor()
    await page.keyboard.press('Enter')
    await eventually(() => fragment(page)).toContain('sel=main.waitForever')
  })

  test.each(['light', 'dark'] as const)('has no barrier in %s', async (colorScheme) => {
    const page = await drawn(...GOROUTINES)
    await page.emulateMedia({ colorScheme })
    await canvas(page).click({ position: { x: 200, y: 1.5 * ROW } })
    await page.getByRole('heading', { name: 'Over 4 snapshots' }).waitFor()
    expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
  })
})

test('dumps go by when their files were saved', async () => {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/series`)
  const leaks = (count: number) => Array<string>(count).fill('main.leak')
  await dropDumps(page, [
    { name: 'now.txt', at: 60, calls: leaks(40) },
    { name: 'before.txt', at: 0, calls: leaks(20) },
    { name: 'at-last.txt', at: 120, calls: leaks(60) },
  ])
  await eventually(() => snapshots(page)).toEqual(['before.txt', 'now.txt', 'at-last.txt'])
  expect(await page.locator('.snapshot-taken').allTextContents()).toEqual([
    'file saved 14:03:00',
    'file saved 14:04:00',
    'file saved 14:05:00',
  ])
  await page.getByText('+20/min').first().waitFor()
  expect(await breaches(page)).toEqual([])
})

test('an order that a person gave is in the link of snapshots with addresses', async () => {
  const page = await newPage(browser, app.origin)
  const paths = ['profiles/heap.1.pb.gz', 'profiles/heap.4.pb.gz']
  await page.route('**/profiles/*', async (route) =>
    route.fulfill({
      body: await fixture(`tests/fixtures${new URL(route.request().url()).pathname}`),
    }),
  )
  await page.goto(
    `${app.origin}/#/series?gorder=${encodeURIComponent(paths.toReversed().join(' '))}`,
  )
  await eventually(() => snapshots(page)).toEqual(['heap.4.pb.gz', 'heap.1.pb.gz'])
  await page.getByRole('button', { name: 'Move heap.1.pb.gz up' }).click()
  await eventually(() => snapshots(page)).toEqual(['heap.1.pb.gz', 'heap.4.pb.gz'])
  await eventually(() => fragment(page)).toContain(`gorder=${paths.join('+')}`)
  await page.goBack()
  await eventually(() => snapshots(page)).toEqual(['heap.4.pb.gz', 'heap.1.pb.gz'])
})

test('what takes long says what it does, and can be stopped', async () => {
  const page = await open(...HEAPS)
  await slowDown(page, 'series')
  await page.locator('.segment', { hasText: 'Functions, cum' }).click()
  const card = page.locator('.series-under-way')
  await card.getByText('4 profiles').waitFor()
  await card.getByRole('button', { name: 'Cancel' }).click()
  await card.getByText('Cancelled: what is shown is from before.').waitFor()
  expect(await breaches(page)).toEqual([])
  await card.getByRole('button', { name: 'Go on' }).click()
  await eventually(() => card.count()).toBe(0)
  await eventually(() => fragment(page)).toContain('gtable=cum')
})
