import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Elsewhere, startElsewhere } from './elsewhere.ts'
import {
  allow,
  app,
  browser,
  contentOf,
  fixture,
  newPage,
  serveApp,
  takeProblems,
} from './harness.ts'
import { breaches, dropProfiles, eventually } from './person.ts'
import { button, menuItem, openTable, rows, showing } from './table.ts'

// Profiles and links that come from elsewhere and go there.

serveApp()

let elsewhere: Elsewhere

beforeAll(async () => {
  elsewhere = await startElsewhere(app.origin)
})

afterAll(() => elsewhere.close())

const openTop = (options?: string) => openTable(browser, app.origin, options)

describe('sharing', () => {
  test('copies a link that restores what is on screen', async () => {
    const page = await openTop('?f=json&split=flamegraph')
    // The browser's own clipboard: no other file of tests uses it.
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'))
    await button(page, 'Share').click()
    await page.getByText('not the file: send cpu.pb.gz along').waitFor()
    expect(await breaches(page)).toEqual([])
    await button(page, 'Copy link').click()
    await page.getByText('Copied').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const other = await newPage(browser, app.origin)
    await other.goto(link)
    await other.getByText('The link is about cpu.pb.gz, which is not in it').waitFor()
    await dropProfiles(other, 'cpu.pb.gz')
    await eventually(() => showing(other)).toContain('470ms, 12.98%')
    await other.locator('.flame-canvas').waitFor()
    await eventually(() => other.url()).toBe(link.replace('&file=cpu.pb.gz', ''))
    expect(link).toContain('&file=cpu.pb.gz')
  })

  test('saves the profile as it came, and as it is filtered', async () => {
    const page = await openTop('?f=json')
    await button(page, 'Share').click()
    const original = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download cpu\.pb\.gz/ }).click()
    const file = await original
    expect(file.suggestedFilename()).toBe('cpu.pb.gz')
    const bytes = await fixture('tests/fixtures/profiles/cpu.pb.gz')
    expect((await contentOf(file)).equals(bytes)).toBe(true)

    await button(page, 'More').click()
    const filtered = page.waitForEvent('download')
    await menuItem(page, 'Download as filtered').click()
    const left = await filtered
    expect(left.suggestedFilename()).toBe('cpu.filtered.pb.gz')
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+o')
    await (await chooser).setFiles({
      name: 'left.pb.gz',
      mimeType: '',
      buffer: await contentOf(left),
    })
    // Beside the one that it was taken from: by itself, after that.
    await page.getByRole('region', { name: 'Comparison' }).waitFor()
    await page.keyboard.press('c')
    await eventually(() => page.locator('.headline strong').textContent()).toBe('470ms')
  })
})

describe('an address', () => {
  /** A page that may read from the other server. */
  async function openPage(): Promise<Page> {
    const page = await newPage(browser, app.origin)
    allow(page, elsewhere.origin)
    return page
  }
  const go = (page: Page, path: string) =>
    page.goto(`${app.origin}/#/top?url=${encodeURIComponent(elsewhere.origin + path)}`)

  test('on another server is opened, and the link to it is complete', async () => {
    const page = await openPage()
    await go(page, '/cpu.pb.gz')
    await rows(page).first().waitFor()
    await button(page, 'Share').click()
    await page.getByText('complete on this machine only').waitFor()
    await page.getByText('need Flamedrop running there on their own machine').waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download cpu\.pb\.gz/ }).click()
    const bytes = await fixture('tests/fixtures/profiles/cpu.pb.gz')
    expect((await contentOf(await saved)).equals(bytes)).toBe(true)
  })

  test.each([
    ['/gone.pb.gz', /answered 404: there is nothing at \/gone\.pb\.gz/],
    ['/private.pb.gz', /answered 403: it does not let this page read/],
    ['/no-cors.pb.gz', /could not be read.*\(CORS\)/],
    ['/page.html', /\/page\.html is a web page, not a profile/],
    ['/expired.pb.gz', /redirected the browser to .*\/login, which is a web page/],
  ])('%s says what is wrong and what to do', async (path, words) => {
    const page = await openPage()
    await go(page, path)
    const alert = page.getByRole('alert')
    await eventually(() => alert.textContent()).toMatch(words)
    expect(await breaches(page)).toEqual([])
    await takeProblems(page)
  })

  test('that is slow shows how far it is, and can be given up', async () => {
    const page = await openPage()
    await go(page, '/slow.pb.gz')
    const card = page.getByRole('region', { name: 'Opening' })
    await eventually(() => card.textContent()).toMatch(/Downloading: 1\.0 MB of 4\.0 MB, 25%/)
    await card.getByRole('button', { name: /^Cancel/ }).click()
    await page.getByRole('heading', { name: 'Drop a profile here' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

describe('pasting on the empty page', () => {
  const paste = (page: Page, text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    }, text)

  test('an address opens it; other text does nothing', async () => {
    const page = await newPage(browser, app.origin)
    await page.locator('.example').first().waitFor()
    await paste(page, 'see examples/cpu.pb.gz')
    expect(await page.locator('.load-card, .workspace').count()).toBe(0)
    await paste(page, `${app.origin}/examples/cpu.pb.gz`)
    await page.locator('.workspace').waitFor()
  })

  test('a file opens it', async () => {
    const page = await newPage(browser, app.origin)
    await page.locator('.example').first().waitFor()
    const base64 = (await fixture('tests/fixtures/profiles/cpu.pb.gz')).toString('base64')
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
      clipboardData.items.add(new File([bytes], 'pasted.pb.gz'))
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
    }, base64)
    await page.locator('.workspace').waitFor()
    await page.getByRole('button', { name: /^Profile: leakdemo, pasted\.pb\.gz/ }).waitFor()
  })
})

describe('a profile from another page', () => {
  /** A page that opens or embeds the app, and what the app says to it. */
  async function openHost(origin: string): Promise<Page> {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const host = await context.newPage()
    await host.goto(origin)
    const base64 = (await fixture('tests/fixtures/profiles/cpu.pb.gz')).toString('base64')
    await host.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
      const heard: unknown[] = []
      Object.assign(window, { heard })
      window.addEventListener('message', ({ data, source }) => {
        heard.push(data)
        if (data?.type !== 'flamedrop-ready') return
        const message = { type: 'flamedrop-open', name: 'handed.pb.gz', profile: bytes.buffer }
        ;(source as Window).postMessage(message, '*')
      })
    }, base64)
    return host
  }
  const heard = (host: Page) =>
    host.evaluate(() => (window as unknown as { heard: { type: string }[] }).heard)

  async function openTab(host: Page, address: string): Promise<Page> {
    const opened = host.waitForEvent('popup')
    await host.evaluate((url) => void window.open(url), address)
    return opened
  }

  test('of another origin is opened when the user says so', async () => {
    const host = await openHost(`${elsewhere.origin}/opener.html`)
    // The same server by another name is another origin.
    const address = elsewhere.origin.replace('127.0.0.1', 'localhost')
    const page = await openTab(host, `${address}/app/#/top?f=json`)
    const alert = page.getByRole('alert')
    await eventually(() => alert.textContent()).toContain(
      `${elsewhere.origin} asks to open a profile here: handed.pb.gz`,
    )
    expect(await breaches(page)).toEqual([])
    await alert.getByRole('button', { name: 'Open' }).click()
    await eventually(() => showing(page)).toContain('470ms, 12.98%')
    await eventually(() => heard(host)).toContainEqual({
      type: 'flamedrop-accepted',
      name: 'handed.pb.gz',
    })
  })

  test('is not opened when the user refuses', async () => {
    const host = await openHost(`${elsewhere.origin}/opener.html`)
    const address = elsewhere.origin.replace('127.0.0.1', 'localhost')
    const page = await openTab(host, `${address}/app/`)
    await page.getByRole('alert').getByRole('button', { name: 'Refuse' }).click()
    await eventually(() => page.getByRole('alert').count()).toBe(0)
    await eventually(async () => (await heard(host)).map(({ type }) => type)).toEqual([
      'flamedrop-ready',
      'flamedrop-refused',
    ])
    expect(await page.locator('.workspace').count()).toBe(0)
  })

  test('of the own origin is opened at once', async () => {
    const host = await openHost(`${app.origin}/`)
    const page = await openTab(host, `${app.origin}/#/top`)
    await rows(page).first().waitFor()
  })

  test('comes into a frame as well', async () => {
    const host = await openHost(`${elsewhere.origin}/opener.html`)
    await host.evaluate(
      (url) => {
        const frame = document.createElement('iframe')
        frame.src = url
        frame.width = '900'
        frame.height = '600'
        document.body.append(frame)
      },
      `${elsewhere.origin.replace('127.0.0.1', 'localhost')}/app/#/top`,
    )
    const frame = host.frameLocator('iframe')
    await frame.getByRole('button', { name: 'Open', exact: true }).click()
    await frame.locator('.top-row').first().waitFor()
  })
})
