import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'
import { addFilter, button, menuItem, openTop, rows, showing } from '../table.ts'

// The shell around the views: refining, options, configurations, the palette, two views, tabs.

const paletteField = (page: Page) =>
  page.getByRole('combobox', { name: 'View, action, option, file or function' })

describe('Refine', () => {
  test('asks for a regexp where nothing is selected, by menu and by key', async () => {
    const page = await openTop()
    await button(page, 'Refine').click()
    await menuItem(page, /^Focus…/).click()
    await page.keyboard.type('json')
    await page.keyboard.press('Enter')
    await eventually(() => showing(page)).toContain('470ms, 12.98%')
    await page.keyboard.press('h')
    await page.keyboard.type('^runtime')
    await page.keyboard.press('Enter')
    await eventually(() => fragment()).toBe('#/top?f=json&h=^runtime')
    await page.keyboard.press('r')
    await eventually(() => fragment()).toBe('#/top')
    await page.goBack()
    await eventually(() => fragment()).toBe('#/top?f=json&h=^runtime')
  })

  test('takes the selected frame where there is one', async () => {
    const page = await openTop()
    await rows(page).filter({ hasText: 'runtime.mallocgc' }).click()
    await page.locator('.inspector .figures').waitFor()
    await button(page, 'Refine').click()
    await page.locator('.menu-title', { hasText: 'runtime.mallocgc' }).waitFor()
    await menuItem(page, /^Show from/).click()
    await eventually(() => fragment()).toContain('sf=^runtime\\.mallocgc$')
    await page.keyboard.press('Backspace')
    await eventually(() => fragment()).not.toContain('sf=')
    await page.keyboard.press('w')
    await eventually(() => fragment()).toContain('s=^runtime\\.mallocgc$')
  })

  test('filters of labels are among the chips', async () => {
    const page = await openTop()
    await addFilter(page, 'taghide', 'route')
    await eventually(() => fragment()).toContain('th=route')
    await button(page, 'Edit taghide: route').waitFor()
  })
})

describe('options', () => {
  test('that are not at their default are chips; Back undoes them', async () => {
    const page = await openTop()
    await button(page, 'options').click()
    const nodes = page.getByLabel(/^Nodes/)
    await nodes.fill('20')
    await nodes.press('Enter')
    await eventually(() => fragment()).toBe('#/top?n=20')
    await page.getByLabel(/^Leave out what is small/).uncheck()
    await eventually(() => fragment()).toBe('#/top?n=20&trim=f')
    expect(await nodes.isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('.chip').allTextContents()).toEqual(['nodecount 20', 'trim off'])
    await button(page, 'Remove nodecount').click()
    await eventually(() => fragment()).toBe('#/top?trim=f')
    await page.goBack()
    await page.goBack()
    await eventually(() => fragment()).toBe('#/top?n=20')
  })

  test('refuse what is out of their range', async () => {
    const page = await openTop()
    await button(page, 'options').click()
    const smallest = page.getByLabel(/^Smallest node/)
    await smallest.fill('7')
    await smallest.press('Enter')
    expect(await smallest.inputValue()).toBe('0.005')
    expect(fragment()).toBe('#/top')
  })
})

describe('the palette', () => {
  async function ask(page: Page, text: string): Promise<void> {
    await page.keyboard.press('Control+k')
    await paletteField(page).waitFor()
    await page.keyboard.type(text)
  }
  const active = (page: Page) => page.locator('.palette-option.active .label').textContent()

  test('finds views, options and functions by the keyboard alone', async () => {
    const page = await openTop()
    await ask(page, 'traces')
    await eventually(() => active(page)).toBe('Traces')
    await page.keyboard.press('Enter')
    await eventually(() => fragment()).toBe('#/traces')
    await page.goBack()

    await ask(page, 'granularity files')
    await page.keyboard.press('Enter')
    await eventually(() => fragment()).toBe('#/top?g=files')
    await page.goBack()
    await eventually(() => fragment()).toBe('#/top')

    await ask(page, 'sha256 block')
    await eventually(() => active(page)).toBe('crypto/sha256.block')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.inspector .frame-name').textContent()).toBe(
      'crypto/sha256.block',
    )

    await ask(page, 'json marshal')
    await eventually(() => active(page)).toMatch(/json.*marshal/i)
    const name = await active(page)
    await page.keyboard.press('Control+Enter')
    await eventually(() => fragment().replaceAll('\\', '')).toContain(`f=^${name}$`)
  })

  test.each([
    ['nodecount', 'Nodes (nodecount): report default'],
    ['tagroot', 'tagroot…'],
    ['share', 'Share: copy link'],
    ['copy link', 'Share: copy link'],
    ['source folder', 'Source: choose a source folder…'],
  ])('knows “%s”', async (query, label) => {
    const page = await openTop()
    await ask(page, query)
    await eventually(() => active(page)).toBe(label)
  })

  test('says what it finds nothing for', async () => {
    const page = await openTop()
    await ask(page, 'no such thing')
    await page.getByText('Nothing matches “no such thing”.').waitFor()
  })

  test('copies the link, with the name of the file', async () => {
    const page = await openTop()
    await ask(page, 'copy link')
    await page.keyboard.press('Enter')
    await page.getByText('The link to what is on screen is copied.').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe('http://localhost/#/top?file=cpu.pb.gz')
  })
})

describe('the selection', () => {
  test('that the filters leave out is called so, not a function that nothing calls', async () => {
    const page = await openTop('?f=json&sel=main.hashWork')
    const inspector = page.getByRole('complementary', { name: 'Selected frame' })
    await inspector.getByText('The filters leave no sample of it.').waitFor()
    expect(await inspector.getByText('Nothing calls it.').count()).toBe(0)
    await page.keyboard.press('r')
    await inspector.getByRole('heading', { name: 'Callers' }).waitFor()
  })
})

test('rows stand close to each other when a person wants it, from the menu or by name', async () => {
  const page = await openTop()
  const density = () => document.documentElement.getAttribute('data-density')
  expect(density()).toBe('comfortable')
  await button(page, 'Theme: Same as system').click()
  await page.getByRole('menuitemradio', { name: 'Compact rows' }).click()
  await eventually(density).toBe('compact')
  expect(localStorage.getItem('flamedrop.density')).toBe('"compact"')
  await page.keyboard.press('Control+k')
  await paletteField(page).waitFor()
  await page.keyboard.type('density: comf')
  await page.keyboard.press('Enter')
  await eventually(density).toBe('comfortable')
})

test('the hint below speaks of the view that is on', async () => {
  const page = await openTop()
  const hint = () => page.locator('.status-words').textContent()
  await eventually(hint).toContain('Click a row to select its function')
  await page.keyboard.press('5')
  await eventually(hint).toContain('Click a caller or callee to walk to it')
})

test('a filter by a frame that was just selected is set when the frame is known', async () => {
  const page = await openTop()
  page.goto('#/top?sel=main.hashWork')
  // At once, as a fast hand does; `press` would give the engine time to answer.
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true }))
  await eventually(() => fragment()).toContain('f=^main\\.hashWork$')
})

test('a sandwich of nothing offers the functions that take the most themselves', async () => {
  const page = await openPage('#/flamegraph?dir=sandwich', 'cpu.pb.gz')
  const offers = page.getByRole('list', { name: 'Functions with the largest flat value' })
  await eventually(() => offers.getByRole('button').count()).toBe(5)
  expect(await offers.getByRole('button').first().textContent()).toBe(
    'crypto/sha256.block0.63s 17.40%',
  )
})
