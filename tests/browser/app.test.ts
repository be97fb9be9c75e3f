import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, dropFiles, newPage, serveApp, takeProblems } from './harness.ts'
import { addFilter, breaches, dropProfiles, eventually, fragment, rulesIn } from './person.ts'

// The page as a person uses it, on the build that `npm start` serves.

serveApp()

/** A page with the recorded CPU profile in the top table. */
async function openTop(options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/top${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await firstRow(page).waitFor()
  return page
}

const rows = (page: Page) => page.locator('.top-row')
const firstRow = (page: Page) => rows(page).first()

async function cell(page: Page, row: number, column: number): Promise<string> {
  return (await rows(page).nth(row).locator('td').nth(column).textContent()) ?? ''
}

const showing = (page: Page) => page.locator('.showing').textContent()

describe('the empty page', () => {
  test('says what to do, and every button does something', async () => {
    const page = await newPage(browser, app.origin)
    await page.getByRole('heading', { name: 'Drop a profile here' }).waitFor()
    expect(await page.title()).toBe('Flamedrop')
    expect(await page.getByText('Nothing leaves this browser.').isVisible()).toBe(true)

    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open files…' }).click()
    expect((await chooser).isMultiple()).toBe(true)

    await page.getByRole('button', { name: 'Open a link…' }).click()
    await page.getByLabel('Address of a profile').fill('examples/cpu.pb.gz')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.locator('.workspace').waitFor()
    await eventually(() => fragment(page)).toContain('url=examples/cpu.pb.gz')
  })

  test('opens each of its examples', async () => {
    const page = await newPage(browser, app.origin)
    await page.locator('.example').first().waitFor()
    for (let i = 0; i < (await page.locator('.example').count()); i++) {
      const isOfGoroutines = /goroutines/.test(await page.locator('.example').nth(i).innerText())
      await page.locator('.example').nth(i).click()
      const content = page.locator(isOfGoroutines ? '.group-main' : '.flame-canvas')
      await content.first().waitFor()
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: /^Close/ }).click()
      await page.locator('.example').nth(i).waitFor()
    }
  })
})

describe('a dropped profile', () => {
  test('is shown as a flame graph, and the bar says what it is', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'cpu.pb.gz')
    await page.locator('.flame-canvas').waitFor()
    await eventually(() => page.title()).toBe('leakdemo · cpu · Flame — Flamedrop')
    expect(await page.locator('.headline strong').textContent()).toBe('3.62s')
    expect(await page.locator('.showing').textContent()).toBe('showing all of 3.62s')
    expect(await page.evaluate(() => performance.getEntriesByName('drop').length)).toBe(1)

    await page.keyboard.press('3')
    await firstRow(page).waitFor()
    expect(fragment(page)).toBe('#/top')
    await page.keyboard.press('1')
    await page.locator('.flame-canvas').waitFor()
  })

  test('opens beside what is open, and each comes back with its sample types', async () => {
    const page = await openTop()
    await dropProfiles(page, 'heap.1.pb.gz', 'mutex.pb.gz')
    await eventually(() => page.title()).toContain('inuse_space')
    await page.getByRole('button', { name: /^Sample type/ }).click()
    await page.getByRole('menuitemradio', { name: 'alloc_space' }).click()
    await eventually(() => page.title()).toContain('alloc_space')
    expect(fragment(page)).toContain('si=alloc_space')

    await page.getByRole('button', { name: /^Profile/ }).click()
    expect(await page.getByRole('menuitemradio').count()).toBe(3)
    await page.getByRole('menuitemradio', { name: /cpu\.pb\.gz/ }).click()
    await eventually(() => page.title()).toContain('cpu')
    expect(fragment(page)).not.toContain('alloc_space')
    await page.goBack()
    await eventually(() => page.title()).toContain('alloc_space')
  })

  test('of goroutines opens on them, and several of one kind as a series', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'goroutine.late.debug2.txt')
    await eventually(() => fragment(page)).toBe('#/goroutines')
    await dropProfiles(page, 'heap.3.pb.gz', 'heap.1.pb.gz', 'heap.2.pb.gz')
    await eventually(() => fragment(page)).toBe('#/series')
    await page.getByRole('button', { name: /^Profile: .*heap\.3\.pb\.gz/ }).waitFor()
    await page.goBack()
    await eventually(() => fragment(page)).toBe('#/goroutines')
  })

  test('that cannot be compared with the other says why', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'heap.1.pb.gz', 'cpu.pb.gz')
    await page.getByText('heap.1.pb.gz and cpu.pb.gz cannot be compared').waitFor()
    await eventually(() => page.title()).toContain('inuse_space')
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await page.keyboard.press('c')
    await page.getByText('No other open profile can be compared with heap.1.pb.gz').waitFor()
  })

  test('that is none is named with a reason, and what was open stays', async () => {
    const page = await openTop()
    const before = await rows(page).allTextContents()
    await dropFiles(page, 'body', [
      { name: 'empty.pb.gz', bytes: new Uint8Array() },
      { name: 'page.html', bytes: Buffer.from('<!doctype html><title>Sign in</title>') },
    ])
    const alerts = page.getByRole('alert')
    await eventually(() => alerts.count()).toBe(2)
    expect(await alerts.first().textContent()).toContain('empty.pb.gz')
    expect(await alerts.last().textContent()).toMatch(/page\.html.*HTML/s)
    expect(await rows(page).allTextContents()).toEqual(before)
    await page.getByRole('button', { name: 'Dismiss', exact: true }).first().click()
    await page.getByRole('button', { name: 'Dismiss', exact: true }).first().click()
    expect(await alerts.count()).toBe(0)
  })

  test('among many leaves the view in sight; all go at once, or by the next drop', async () => {
    const page = await openTop()
    const bad = [1, 2, 3, 4, 5, 6].map((i) => ({ name: `${i}.pb.gz`, bytes: new Uint8Array() }))
    const alerts = page.getByRole('alert')
    const height = async (part: string) => (await page.locator(part).boundingBox())!.height
    await dropFiles(page, 'body', bad)
    await eventually(() => alerts.count()).toBe(6)
    expect(await height('.stage > .panels')).toBeLessThanOrEqual(0.41 * (await height('.stage')))
    expect(await breaches(page)).toEqual([])
    await page.getByRole('button', { name: 'Dismiss all' }).click()
    await eventually(() => alerts.count()).toBe(0)
    await dropFiles(page, 'body', bad)
    await eventually(() => alerts.count()).toBe(6)
    await dropProfiles(page, 'heap.1.pb.gz')
    await eventually(() => alerts.count()).toBe(0)
  })
})

describe('the top table', () => {
  test('has only the rows on screen in the page, and all of them by the keyboard', async () => {
    const page = await openTop()
    const grid = page.getByRole('grid')
    const count = Number(await grid.getAttribute('aria-rowcount')) - 1
    expect(await rows(page).count()).toBeLessThan(count)
    await grid.focus()
    await page.keyboard.press('End')
    const last = page.locator(`[aria-rowindex="${count + 1}"]`)
    await eventually(() => last.getAttribute('aria-selected')).toBe('true')
    const active = await grid.getAttribute('aria-activedescendant')
    expect(await last.getAttribute('id')).toBe(active)
    const [row, stage] = await Promise.all([
      last.boundingBox(),
      page.locator('.stage').boundingBox(),
    ])
    expect(row!.y + row!.height).toBeLessThanOrEqual(stage!.y + stage!.height)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await eventually(() => rows(page).nth(1).getAttribute('aria-selected')).toBe('true')
    expect(await page.locator('.inspector .frame-name').textContent()).toBe(await cell(page, 1, 5))
  })
})

describe('filters', () => {
  test('stay when the view changes, and go by reset', async () => {
    const page = await openTop('?f=json')
    await page.keyboard.press('1')
    await page.locator('.flame-canvas').waitFor()
    expect(fragment(page)).toBe('#/flamegraph?f=json')
    await page.getByRole('button', { name: 'reset' }).click()
    await eventually(() => fragment(page)).toBe('#/flamegraph')
  })
})

describe('search', () => {
  test('by a regexp that does not parse says so', async () => {
    const page = await openTop('?q=mall&re=t')
    await page.locator('#search').press('End')
    await page.keyboard.type('(oc')
    await eventually(() => page.locator('.search-matches').textContent()).toBe('not a regexp')
    await page.getByRole('button', { name: 'Search by regular expression' }).click()
    await eventually(() => page.locator('.search-matches').textContent()).toBe('no match')
    expect(await rows(page).count()).toBeGreaterThan(10)
  })
})

describe('a link', () => {
  const LINK =
    '#/top?si=samples&f=sort&g=lines&sort=cum&off=f&url=examples/cpu.pb.gz&q=main&later=1'

  test('restores all that was seen, also by a reload', async () => {
    const page = await newPage(browser, app.origin)
    const seen = async () => ({
      fragment: fragment(page),
      title: await page.title(),
      chip: await page.locator('.chip').textContent(),
      rows: await rows(page).allTextContents(),
    })
    await page.goto(`${app.origin}/${LINK}`)
    await firstRow(page).waitFor()
    await eventually(() => page.title()).toContain('samples')
    const before = await seen()
    expect(before.fragment).toBe(LINK)
    expect(before.chip).toBe('focussortoff')
    await page.reload()
    await firstRow(page).waitFor()
    await eventually(seen).toEqual(before)
  })

  test('to what is not there is a sentence', async () => {
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/top?url=gone.pb.gz&g=bananas`)
    await eventually(() => page.getByRole('alert').textContent()).toMatch(/gone\.pb\.gz.*404/s)
    expect(await page.getByText('g=bananas').count()).toBe(1)
    expect(await takeProblems(page)).toEqual([expect.stringContaining('404')])
  })
})

describe('what takes long or breaks', () => {
  test('a download shows where it comes from, and Escape cancels it', async () => {
    const page = await openTop()
    const asked = page.waitForRequest('**/slow.pb.gz')
    await page.route('**/slow.pb.gz', () => {
      // It never answers.
    })
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Open a link…' }).click()
    await page.keyboard.type('slow.pb.gz')
    await page.keyboard.press('Enter')
    await asked
    const card = page.getByRole('region', { name: 'Opening' })
    await card.waitFor()
    expect(await card.textContent()).toContain(`slow.pb.gz from ${new URL(app.origin).host}`)
    await page.keyboard.press('Escape')
    await eventually(() => card.count()).toBe(0)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await rows(page).count()).toBeGreaterThan(10)
  })

  test('a crash of the engine is said, and opening again puts it right', async () => {
    const page = await openTop()
    const engine = page.workers().find((worker) => worker.url().includes('engine'))
    await engine!.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory')
      })
    })
    const alert = page.getByRole('alert')
    await eventually(() => alert.textContent()).toContain('The engine stopped')
    await alert.getByRole('button', { name: 'Open again' }).click()
    await firstRow(page).waitFor()
    expect(await alert.count()).toBe(0)
    await addFilter(page, 'focus', 'json')
    await eventually(() => showing(page)).toContain('12.98%')
    await takeProblems(page)
  })
})

describe('the layout', () => {
  test('folds the inspector away in a narrow window, and nothing overflows', async () => {
    const page = await openTop('?f=json&i=nothing&off=i&unit=ms&noinlines=t')
    await page.setViewportSize({ width: 900, height: 700 })
    expect(await page.locator('.inspector').isVisible()).toBe(false)
    await firstRow(page).click()
    await page.getByRole('button', { name: 'Selection', exact: true }).click()
    await page.locator('.inspector .figures').waitFor()
    const [width, height] = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      return [scrollWidth, scrollHeight]
    })
    expect([width, height]).toEqual([900, 700])
    const last = await page.getByRole('button', { name: 'More', exact: true }).boundingBox()
    expect(last!.x + last!.width).toBeLessThanOrEqual(900)
  })

  test.each(['light', 'dark'] as const)('is WCAG AA in %s', async (theme) => {
    const page = await newPage(browser, app.origin)
    await page.getByRole('button', { name: /^Theme/ }).click()
    await page.getByRole('menuitemradio', { name: new RegExp(theme, 'i') }).click()
    await page.locator('.example').first().waitFor()
    expect(await breaches(page, rulesIn(theme)), 'empty page').toEqual([])

    await dropProfiles(page, 'cpu.pb.gz')
    await page.locator('.flame-canvas').waitFor()
    await eventually(() => page.title()).toContain('cpu')
    expect(await breaches(page, rulesIn(theme)), 'flame graph').toEqual([])

    await page.keyboard.press('3')
    await addFilter(page, 'focus', 'json')
    await addFilter(page, 'hide', 'nosuchfunction')
    await page.keyboard.press('/')
    await page.keyboard.type('decode')
    await rows(page).nth(3).click()
    await page.locator('.inspector .neighbours').first().waitFor()
    await dropFiles(page, 'body', [{ name: 'empty', bytes: new Uint8Array() }])
    await page.getByRole('alert').waitFor()
    expect(await breaches(page, rulesIn(theme)), 'top').toEqual([])
  })
})

test('are listed by ?', async () => {
  const page = await openTop()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => page.getByRole('dialog').count()).toBe(0)
})
