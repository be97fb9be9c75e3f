import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startApp } from './app-server.ts'
import { allow, app, browser, fixture, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn, slowDown } from './person.ts'

// Source as a person reads it: values beside lines, from wherever the text is.

const FOLDER = fileURLToPath(new URL('../fixtures/source', import.meta.url))
const MAIN = 'tests/fixtures/source/leakdemo/main.go'

serveApp()

async function openSource(link = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/source${link}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.picker-row').first().waitFor()
  return page
}

const chooseFolder = (page: Page) =>
  page.locator('input[aria-label="Source folder"]').first().setInputFiles(FOLDER)

/** The row of a line of the file, by its number. */
const line = (page: Page, number: number) =>
  page.locator('.source-code .line', {
    has: page.locator('.code-number', { hasText: new RegExp(`^${number}$`) }),
  })

async function cells(page: Page, number: number): Promise<string[]> {
  const row = line(page, number)
  await row.first().waitFor()
  const figures = await row.first().locator('.code-figure').allTextContents()
  return [...figures, ((await row.first().locator('.code-text').textContent()) ?? '').trim()]
}

const title = (page: Page) => page.locator('.source-head h2').textContent()
const from = (page: Page) => page.locator('.source-from .mono').textContent()

test('says what it does while the first answer takes time', async () => {
  const page = await newPage(browser, app.origin)
  await slowDown(page, 'source')
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await page.getByText('Adding up the values of the lines…').waitFor()
  expect(await page.locator('.source').getAttribute('aria-busy')).toBe('true')
  await page.locator('.source-head h2').waitFor()
  expect(await page.locator('.source').getAttribute('aria-busy')).toBe('false')
})

test('keeps the line in sight in a pane that becomes lower', async () => {
  const page = await openSource('?sel=main.hashWork')
  await page.setViewportSize({ width: 1600, height: 1000 })
  await chooseFolder(page)
  await eventually(() => from(page)).toBe('source/leakdemo/main.go')
  const row = page.locator('.source-code .line.active')
  const inSight = () =>
    row.evaluate((element) => {
      const line = element.getBoundingClientRect()
      const pane = element.closest('.lines-scroller')!.getBoundingClientRect()
      return line.top >= pane.top && line.bottom <= pane.bottom
    })
  await eventually(inSight).toBe(true)
  const height = () => page.locator('.source-code').evaluate((pane) => pane.clientHeight)
  const before = await height()
  await page.setViewportSize({ width: 900, height: 600 })
  await eventually(height).toBeLessThan(before / 2)
  await eventually(inSight).toBe(true)
})

test('opens on the code of what the findings name, the hottest line in the middle third', async () => {
  const page = await openSource()
  await eventually(() => title(page)).toMatch(/^main\./)
  await chooseFolder(page)
  await eventually(() => from(page)).toBe('source/leakdemo/main.go')
  const place = () =>
    page.locator('.source-code .line.active').evaluate((element) => {
      const line = element.getBoundingClientRect()
      const pane = element.closest('.lines-scroller')!.getBoundingClientRect()
      return ((line.top + line.bottom) / 2 - pane.top) / pane.height
    })
  await eventually(place).toBeGreaterThan(1 / 3)
  await eventually(place).toBeLessThan(2 / 3)
})

describe('the source of a function', () => {
  test('is shown with the values of list, from the folder that is chosen', async () => {
    const page = await openSource()
    await page.locator('.source-head h2').waitFor()
    await page.getByLabel('Find a function or a file').fill('hashWork')
    await page.keyboard.press('Enter')
    await eventually(() => title(page)).toBe('main.hashWork')
    expect(await page.locator('.source-figures').textContent()).toBe(
      'flat 0 · cum 2.43s (67.13% of 3.62s)',
    )
    // Without its text, the lines that have samples.
    expect(await cells(page, 59)).toEqual(['.', '1.29s', ''])
    expect(await page.getByText('is not available').isVisible()).toBe(true)

    await chooseFolder(page)
    await eventually(() => from(page)).toBe('source/leakdemo/main.go')
    expect(await cells(page, 58)).toEqual([
      '.',
      '1.14s',
      's := sha256.Sum256([]byte(fmt.Sprint(n)))',
    ])
    expect(await cells(page, 59)).toEqual(['.', '1.29s', 'return fmt.Sprintf("%x", s)'])
    await eventually(() => page.locator('.tok-keyword').count()).toBeGreaterThan(0)

    await page.getByLabel('only this function').check()
    await eventually(() => line(page, 76).count()).toBe(0)
    expect(fragment(page)).toContain('scope=function')
  })

  test('is the one selected in another view, and what it calls is a click away', async () => {
    const page = await openSource('?sel=main.hashWork')
    await chooseFolder(page)
    await eventually(() => title(page)).toBe('main.hashWork')
    await line(page, 59).click()
    await eventually(() => fragment(page)).toContain('line=59')
    const side = page.getByRole('complementary', { name: 'Calls' })
    await side.getByText('cum 1.29s (35.64%)').waitFor()
    await side.getByRole('button', { name: /fmt\.Sprintf$/ }).click()
    await eventually(() => title(page)).toBe('fmt.Sprintf')
    expect(fragment(page)).not.toContain('line=')
    await page.goBack()
    await eventually(() => title(page)).toBe('main.hashWork')
    await eventually(() => line(page, 59).getAttribute('aria-selected')).toBe('true')

    // A call site shows the line that calls.
    await side.getByRole('button', { name: /main\.worker\.func1/ }).click()
    await eventually(() => title(page)).toBe('main.worker.func1')
    await eventually(() => line(page, 93).getAttribute('aria-selected')).toBe('true')
  })

  test('opens the calls inlined into a line, and a link restores the line', async () => {
    const page = await openSource('?sel=main.sortWork&line=78')
    await eventually(() => line(page, 78).getAttribute('aria-selected')).toBe('true')
    await page.getByRole('treegrid', { name: 'Source lines' }).focus()
    await page.keyboard.press('Enter')
    const inlined = page.locator('.code-inline').first()
    await inlined.waitFor()
    expect(await line(page, 78).getAttribute('aria-expanded')).toBe('true')
    expect(await inlined.textContent()).toMatch(/sort\.Strings.*sort\.go:\d+/)
    await page.keyboard.press('Enter')
    await eventually(() => inlined.count()).toBe(0)
  })

  test('is walked by hot lines and by what the search finds', async () => {
    const page = await openSource('?sel=main.hashWork&line=58')
    await chooseFolder(page)
    await eventually(() => from(page)).toBe('source/leakdemo/main.go')
    await page.getByRole('treegrid', { name: 'Source lines' }).focus()
    await page.keyboard.press(']')
    await eventually(() => fragment(page)).toContain('line=59')
    await page.keyboard.press('[')
    await eventually(() => fragment(page)).toContain('line=58')
    await page.keyboard.press('/')
    await page.keyboard.type('waitforever')
    await eventually(() => page.locator('.source-code mark').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
  })
})

describe('where the text is from', () => {
  test('the server that gave the profile has what the profile names', async () => {
    const served = await startApp({
      profiles: [
        { file: fileURLToPath(new URL('../fixtures/profiles/cpu.pb.gz', import.meta.url)) },
      ],
      sourcePath: fileURLToPath(new URL('../fixtures/source/leakdemo', import.meta.url)),
    })
    const page = await newPage(browser, served.origin)
    const opened = `url=${served.profiles[0]}&token=${served.token}`
    await page.goto(`${served.origin}/#/source?sel=main.hashWork&${opened}`)
    await eventually(() => from(page)).toBe('/srv/leakdemo/main.go')
    expect((await cells(page, 59))[2]).toBe('return fmt.Sprintf("%x", s)')
    await served.close()
  })

  test('nothing is fetched from the net before the user agrees', async () => {
    const page = await openSource()
    const asked: string[] = []
    allow(page, 'https://raw.githubusercontent.com')
    await page.route('https://raw.githubusercontent.com/**', async (route) => {
      asked.push(route.request().url())
      await route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        contentType: 'text/plain',
        body: await fixture(MAIN),
      })
    })
    await page.getByLabel('Find a function or a file').fill('fmt.Sprintf')
    await page.keyboard.press('Enter')
    await page.getByText('Only file paths leave this browser.').waitFor()
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Once' }).click()
    const url = 'https://raw.githubusercontent.com/golang/go/go1.19/src/fmt/print.go'
    await eventually(() => from(page)).toBe(url)
    expect(asked).toEqual([url])
    // What was fetched here ends before the lines that have samples.
    await page.getByText('it is another version').waitFor()

    await page.getByLabel('Find a function or a file').fill('runtime.mallocgc')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Never' }).click()
    await page.getByText('What was tried').click()
    await page.getByText('you chose not to fetch from there').waitFor()
    expect(asked).toEqual([url])
  })

  test('the table of addresses is the user’s, and can be reset', async () => {
    const page = await openSource('?sel=main.hashWork')
    await page.getByRole('button', { name: 'Where source comes from', exact: true }).click()
    const table = page.getByLabel(/Addresses of modules/)
    await table.fill('std nowhere')
    await page.getByText('Line 1:').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Reset the addresses' }).click()
    expect(await table.inputValue()).toContain('github.com/{owner}/{repo}')
    expect(await page.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true)
  })
})

test.each(['light', 'dark'] as const)('everyone can use it in the %s theme', async (scheme) => {
  const page = await openSource('?sel=main.hashWork&line=59')
  await page.emulateMedia({ colorScheme: scheme })
  await page.locator('.side-calls button').first().waitFor()
  expect(await breaches(page, rulesIn(scheme))).toEqual([])
  await chooseFolder(page)
  await page.locator('.tok-keyword').first().waitFor()
  expect(await breaches(page, rulesIn(scheme))).toEqual([])
})
