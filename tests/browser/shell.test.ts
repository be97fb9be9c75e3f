import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, contentOf, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, reloadKept, rulesIn } from './person.ts'
import { button, menuItem, openTable, rows } from './table.ts'

// The shell around the views: refining, options, configurations, the palette, two views, tabs.

serveApp()

const openTop = (options?: string) => openTable(browser, app.origin, options)

const paletteField = (page: Page) =>
  page.getByRole('combobox', { name: 'View, action, option, file or function' })

describe('configurations', () => {
  test('are saved, applied, found again on the next visit, and deleted', async () => {
    const page = await openTop('?f=json&g=lines')
    await page.getByRole('button', { name: /^Configuration/ }).click()
    await menuItem(page, 'Save and manage…').click()
    await page.keyboard.type('json lines')
    await page.keyboard.press('Enter')
    await page.getByText('as now').waitFor()
    expect(await breaches(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Configuration: json lines' }).click()
    await page.getByRole('menuitemradio', { name: 'Default' }).click()
    await eventually(() => fragment(page)).toBe('#/top')
    await page.goBack()
    await eventually(() => fragment(page)).toBe('#/top?f=json&g=lines')

    await page.goto(`${app.origin}/#/top?i=gc`)
    await reloadKept(page)
    await page.getByRole('button', { name: /^Configuration/ }).click()
    await page.getByRole('menuitemradio', { name: 'json lines' }).click()
    await eventually(() => fragment(page)).toBe('#/top?f=json&g=lines')

    await page.getByRole('button', { name: /^Configuration/ }).click()
    await menuItem(page, 'Save and manage…').click()
    await button(page, 'Delete json lines').click()
    await button(page, 'Undo').click()
    await button(page, 'Delete json lines').click()
    await eventually(() => page.locator('.configs li').count()).toBe(0)
  })

  test('come from pprof’s settings.json, and go back to one', async () => {
    const page = await openTop()
    await page.getByRole('button', { name: /^Configuration/ }).click()
    await menuItem(page, 'Save and manage…').click()
    const chooser = page.waitForEvent('filechooser')
    await button(page, 'Import…').click()
    const settings = {
      configs: [
        {
          name: 'pprof',
          unit: 'minimum',
          sort: 'cum',
          granularity: 'files',
          trim: true,
          hide: 'x',
        },
        { name: 'bad', granularity: 'bananas' },
      ],
    }
    await (await chooser).setFiles({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(settings)),
    })
    await page.getByText('2 configurations of settings.json taken').waitFor()
    await page.getByText('“bad”: granularity is left out').waitFor()
    await button(page, 'Apply pprof').click()
    await eventually(() => fragment(page)).toBe('#/top?h=x&g=files&sort=cum&n=0&nf=0&ef=0')
    const saved = page.waitForEvent('download')
    await button(page, 'Export').click()
    const file = JSON.parse(String(await contentOf(await saved)))
    expect(file.configs[0]).toEqual(settings.configs[0])
  })
})

describe('the palette', () => {
  test('walks with arrows, says what is active, and leaves by Escape', async () => {
    const page = await openTop()
    await page.locator('#search').focus()
    await page.keyboard.press('Control+k')
    const field = paletteField(page)
    const option = () => page.locator('.palette').getByRole('option', { selected: true })
    await eventually(() => option().textContent()).toContain('Flame graph')
    await page.keyboard.press('ArrowDown')
    await eventually(() => option().textContent()).toContain('Call graph')
    expect(await field.getAttribute('aria-activedescendant')).toBe(
      await option().getAttribute('id'),
    )
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await eventually(() => option().textContent()).toContain('Density: compact')
    expect(await breaches(page)).toEqual([])
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search')
  })

  test('opens examples from the empty page', async () => {
    const page = await newPage(browser, app.origin)
    await page.locator('.example').first().waitFor()
    await page.keyboard.press('Control+k')
    await paletteField(page).waitFor()
    await page.keyboard.type('heap that')
    await eventually(() => page.locator('.palette-option.active .label').textContent()).toBe(
      'A heap that grows',
    )
    await page.keyboard.press('Enter')
    await eventually(() => page.title()).toContain('inuse_space')
  })
})

describe('two views', () => {
  test('by a key; the link restores them, and they change places', async () => {
    const page = await openTop()
    await page.keyboard.press('\\')
    await page.locator('.flame-canvas').waitFor()
    expect(fragment(page)).toBe('#/top?split=flamegraph')
    await page.keyboard.press('|')
    await eventually(() => fragment(page)).toBe('#/flamegraph?split=top')
    await reloadKept(page)
    await page.locator('.flame-canvas').waitFor()
    await rows(page).first().waitFor()
    await button(page, 'Close Top').click()
    await eventually(() => fragment(page)).toBe('#/flamegraph')
    await page.goBack()
    await rows(page).first().waitFor()
    await page.keyboard.press('\\')
    await eventually(() => fragment(page)).toBe('#/flamegraph')
  })

  test('by the menu; the line between them moves by keys', async () => {
    const page = await openTop()
    await button(page, 'Split the stage').click()
    await page.getByRole('menuitemradio', { name: 'Details of the profile' }).click()
    await eventually(() => fragment(page)).toBe('#/top?split=details')
    const line = page.getByRole('separator', { name: 'Width of the views' })
    const before = (await line.boundingBox())!
    await line.focus()
    await page.keyboard.press('ArrowRight')
    await eventually(() => line.getAttribute('aria-valuenow')).toBe('55')
    expect((await line.boundingBox())!.x).toBeGreaterThan(before.x + 20)
  })

  test('stand one below the other where there is little room', async () => {
    const page = await openTop('?split=flamegraph')
    await page.setViewportSize({ width: 700, height: 700 })
    const line = page.getByRole('separator')
    await eventually(() => line.getAttribute('aria-orientation')).toBe('horizontal')
    await line.focus()
    await page.keyboard.press('ArrowUp')
    await eventually(() => line.getAttribute('aria-valuenow')).toBe('45')
    const [table, canvas] = [page.locator('.top-row').first(), page.locator('.flame-canvas')]
    expect((await canvas.boundingBox())!.y).toBeGreaterThan((await table.boundingBox())!.y)
  })
})

describe('the status line', () => {
  const status = (page: Page) => page.locator('.status-words').textContent()

  test('says what is under the pointer, of this view and this profile alone', async () => {
    const page = await openTop()
    await page.keyboard.press('7')
    await page.getByText('/json', { exact: true }).hover()
    await eventually(() => status(page)).toContain('route: /json')
    await page.keyboard.press('9')
    await eventually(() => status(page)).not.toContain('route')
    await page.keyboard.press('7')
    await page.mouse.move(0, 0)
    await page.getByText('/json', { exact: true }).hover()
    await eventually(() => status(page)).toContain('route: /json')
    await dropProfiles(page, 'mutex.pb.gz')
    await eventually(() => page.title()).toContain('delay')
    await eventually(() => status(page)).not.toContain('route')
  })

  test('has no command for a dump of goroutines, which pprof does not read', async () => {
    const page = await openTop()
    await page.locator('.status-command').waitFor()
    await dropProfiles(page, 'goroutine.late.debug2.txt')
    await eventually(() => page.title()).toContain('goroutine')
    await eventually(() => page.locator('.status-command').count()).toBe(0)
  })
})

describe('tabs', () => {
  test('that do not fit are in a menu, which says which of them is shown', async () => {
    const page = await openTop()
    const tabs = page.getByRole('navigation', { name: 'Views' }).locator('.tab')
    expect(await tabs.allTextContents()).toEqual([
      ...['Flame', 'Graph', 'Top', 'Source', 'Peek', 'Traces', 'Labels', 'More'],
    ])
    await page.setViewportSize({ width: 900, height: 700 })
    await eventually(() => tabs.count()).toBeLessThan(8)
    expect(await tabs.count()).toBeGreaterThan(4)
    await button(page, 'More views').click()
    await page.getByRole('menuitemradio', { name: /^Labels/ }).click()
    await eventually(() => fragment(page)).toBe('#/labels')
    expect(await tabs.last().textContent()).toBe('Labels')
    await page.setViewportSize({ width: 1280, height: 700 })
    await eventually(() => tabs.count()).toBe(8)
    expect(await page.locator('.tab[aria-current]').textContent()).toBe('Labels')
  })

  test('of the browser are told apart by title and icon', async () => {
    const page = await openTop('?f=json')
    await eventually(() => page.title()).toBe('leakdemo · cpu · Top · focus json — Flamedrop')
    const icon = () => page.locator('link[rel=icon]').getAttribute('href')
    const cpu = await icon()
    await dropProfiles(page, 'heap.1.pb.gz')
    await eventually(() => page.title()).toContain('inuse_space')
    await eventually(icon).not.toBe(cpu)
  })
})

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each([
    [1600, 1000],
    [900, 700],
  ])('boxes and menus are WCAG AA at %i × %i', async (width, height) => {
    const page = await openTop('?f=json&i=gc&off=i&n=20&split=flamegraph')
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: theme })
    const rules = width === 1600 ? rulesIn(theme) : 'contrast'
    for (const name of ['options', 'Refine', 'Share', 'Split the stage: Flame beside']) {
      await button(page, name).click()
      await page.locator('.popup').waitFor()
      expect(await breaches(page, rules), name).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await paletteField(page).waitFor()
    await page.keyboard.type('json')
    await page
      .getByRole('option', { name: /Unmarshal/ })
      .first()
      .waitFor()
    expect(await breaches(page, rules), 'palette').toEqual([])
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ])
    expect(size).toEqual([width, height])
  })
})

test.each([900, 1000, 1280])('at %s pixels nothing in the bar overlaps', async (width) => {
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width, height: 700 })
  await page.goto(`${app.origin}/#/flamegraph?q=encoding/json`)
  await dropProfiles(page, 'heap.1.pb.gz', 'cpu.pb.gz')
  await eventually(() => page.locator('.search-matches').textContent()).toContain('%')
  const boxes = await page
    .locator('.bar > :is(button, div, nav), .tabs > *, .search > *, .bar-end > *')
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.matches('.tabs, .bar-end') && element.clientWidth > 0)
        .map((element) => element.getBoundingClientRect())
        .map(({ left, right }) => ({ left: Math.round(left), right: Math.round(right) })),
    )
  const inOrder = boxes.toSorted((a, b) => a.left - b.left)
  expect(inOrder.length).toBeGreaterThan(10)
  expect(inOrder.filter(({ right }, i) => right > (inOrder[i + 1]?.left ?? width))).toEqual([])
})
