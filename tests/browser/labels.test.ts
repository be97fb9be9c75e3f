import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { report } from '../../src/engine/pprof.ts'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { app, browser, dropFiles, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn } from './person.ts'

// The labels of a profile, as a person reads them and filters by them.

serveApp()

async function open(profile = 'cpu.pb.gz', options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/labels${options}`)
  await dropProfiles(page, profile)
  await page.locator('.labels').waitFor()
  return page
}

const value = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) })
const showing = (page: Page) => page.locator('.showing').textContent()

describe('the labels', () => {
  test('are listed with their totals, the heaviest value first', async () => {
    const page = await open()
    await page.locator('.label-key').first().waitFor()
    expect(await page.locator('.label-key strong').allTextContents()).toEqual(['route', 'tenant'])
    const first = await page.locator('.label-value').first().innerText()
    expect(first.split(/\s+/)).toEqual(expect.arrayContaining(['/sort', '2s', '55.25%']))
    expect(await page.getByText('no such label').count()).toBe(2)
    expect(await page.locator('.labels-head [role=status]').textContent()).toMatch(
      /^2 keys, \d+ values$/,
    )
  })

  test('are filtered by a click, and Back undoes it', async () => {
    const page = await open()
    const row = page.locator('.label-value').first()
    const [figure, percent] = await Promise.all([
      row.locator('.label-figure').textContent(),
      row.locator('.label-percent').textContent(),
    ])
    await row.locator('.label-main').click()
    await eventually(() => showing(page)).toContain(`${figure}, ${percent}`)
    expect(fragment(page)).toMatch(/tf=route=\^/)
    await page.goBack()
    await eventually(() => showing(page)).toContain('all of')

    await page
      .locator('.label-value .label-main')
      .first()
      .click({ modifiers: ['Alt'] })
    await eventually(() => fragment(page)).toContain('ti=^route:')
    await eventually(() =>
      page.locator('.label-value .label-name').allTextContents(),
    ).not.toContain('/sort')
    // A second one joins the first.
    await page.locator('.label-value').first().hover()
    await page.locator('.label-value .label-ignore').first().click()
    await eventually(() => fragment(page)).toMatch(/ti=\^route:[^|]+\$\|\^route:/)
  })

  test('are narrowed by a text that the link keeps', async () => {
    const page = await open()
    await page.getByLabel('Filter keys and values').fill('GREEN')
    await eventually(() => page.locator('.label-value .label-name').allTextContents()).toEqual([
      'green',
    ])
    await eventually(() => fragment(page)).toContain('lq=GREEN')
    const link = page.url()
    await page.goto('about:blank')
    await page.goto(link)
    await dropProfiles(page, 'cpu.pb.gz')
    await eventually(() => page.locator('.label-value .label-name').allTextContents()).toEqual([
      'green',
    ])
    await page.getByLabel('Filter keys and values').fill('nothing of the kind')
    await page.getByText('No key or value contains').waitFor()
  })

  test('become frames, in an order that keys and dragging change', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Root frames of route' }).click()
    await page.getByRole('button', { name: 'Root frames of tenant' }).click()
    await eventually(() => fragment(page)).toContain('tagroot=route,tenant')
    const keys = page.locator('.label-frame-key')
    await keys.first().focus()
    await page.keyboard.press('Alt+ArrowRight')
    await eventually(() => fragment(page)).toContain('tagroot=tenant,route')
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('route')

    await keys.first().dragTo(keys.nth(1))
    await eventually(() => fragment(page)).toContain('tagroot=route,tenant')
    await page.getByRole('button', { name: 'No frames for route' }).click()
    await eventually(() => fragment(page)).toContain('tagroot=tenant')
    await page.getByRole('button', { name: 'Flame graph', exact: true }).click()
    await page.locator('.flame-canvas').waitFor()
  })
})

describe('many labels', () => {
  test('exist only on screen', async () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }])
    const location = builder.addLocation({
      lines: [{ function: builder.addFunction({ name: 'main' }), line: 1 }],
    })
    for (let i = 0; i < 10_000; i++) {
      builder.addSample([location], [i + 1], [{ key: 'user', text: `user ${i}` }])
    }
    const bytes = report(builder.build(), { name: 'proto', options: DEFAULT_OPTIONS }) as Uint8Array
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/labels`)
    await dropFiles(page, 'body', [{ name: 'many.pb.gz', bytes }])
    await page.getByRole('button', { name: '9,990 more values' }).click()
    await page.locator('.label-value .label-main').first().focus()
    await page.keyboard.press('End')
    await page.getByRole('button', { name: 'Fewer values' }).waitFor()
    await value(page, 'user: user 0:').waitFor()
    expect(await page.locator('.labels-list > li').count()).toBeLessThan(100)
  })
})

describe('a profile without labels', () => {
  test('says how to add them', async () => {
    const page = await open('mutex.pb.gz')
    await page
      .getByRole('heading', { name: 'The samples of this profile have no labels' })
      .waitFor()
    expect(await page.locator('.labels-none pre').textContent()).toContain('pprof.Do(ctx, labels')
    expect(await breaches(page)).toEqual([])
  })
})

test.each(['light', 'dark'] as const)('the view has no barrier in %s', async (colorScheme) => {
  const page = await open('cpu.pb.gz', '?tagroot=route')
  await page.emulateMedia({ colorScheme })
  await page.locator('.label-value').first().waitFor()
  expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
})
