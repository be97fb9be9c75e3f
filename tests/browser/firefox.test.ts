import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFirefox } from '../../scripts/firefox.mjs'
import { app, fixture, serveApp } from './harness.ts'
import { eventually } from './person.ts'

// The main path in Firefox as it comes, driven over WebDriver BiDi.

const firefox = findFirefox()
let browser: Browser

serveApp()

beforeAll(async () => {
  if (!firefox) return
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true })
})

afterAll(async () => {
  await browser?.close()
})

/** An empty page; what its console shows in red goes into `problems`. */
async function openPage(problems: string[]): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.goto(`${app.origin}/`)
  return page
}

async function drop(page: Page, name: string): Promise<void> {
  const base64 = (await fixture(`tests/fixtures/profiles/${name}`)).toString('base64')
  await page.evaluate(
    (fileName, text) => {
      const dataTransfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
      dataTransfer.items.add(new File([bytes], fileName))
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
      }
    },
    name,
    base64,
  )
}

const textOf = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.textContent ?? '')

const fragment = (page: Page) => decodeURIComponent(new URL(page.url()).hash)

describe.skipIf(!firefox)('in Firefox', () => {
  test('a dropped profile is read, filtered, undone and found again by its link', async () => {
    const problems: string[] = []
    const page = await openPage(problems)
    await drop(page, 'cpu.pb.gz')
    await page.waitForSelector('.flame-canvas')
    await eventually(() => page.title()).toContain('leakdemo')

    await page.keyboard.press('3')
    await page.waitForSelector('.top-row')
    const first = await textOf(page, '.top-row .top-name')
    await page.click('.top-row')
    await page.keyboard.press('f')
    await eventually(() => fragment(page)).toContain('f=^')
    await eventually(() => textOf(page, '.showing')).toContain('% of')

    await page.goBack()
    await eventually(() => fragment(page)).not.toContain('f=^')
    await eventually(() => textOf(page, '.top-row .top-name')).toBe(first)
    expect(problems).toEqual([])
    await page.close()
  })

  test('a link opens the profile that it names', async () => {
    const problems: string[] = []
    const page = await openPage(problems)
    await page.goto(`${app.origin}/#/top?url=examples/cpu.pb.gz&f=json`)
    await page.waitForSelector('.top-row')
    await page.reload()
    await page.waitForSelector('.top-row')
    expect(await textOf(page, '.chip')).toContain('focus')
    expect(problems).toEqual([])
    await page.close()
  })

  test('every view draws something', async () => {
    const problems: string[] = []
    const page = await openPage(problems)
    await page.goto(`${app.origin}/#/flamegraph?url=examples/cpu.pb.gz`)
    await page.waitForSelector('.flame-canvas')
    for (const [key, sign] of VIEWS) {
      await page.keyboard.press(key)
      await page.waitForSelector(sign)
    }
    expect(problems).toEqual([])
    await page.close()
  })
})

/** The key of each view, and something that only a drawn one has. */
const VIEWS = [
  ['2', '.graph svg'],
  ['3', '.top-row'],
  ['4', '.source'],
  ['5', '.peek'],
  ['6', '.traces'],
  ['7', '.labels'],
  ['9', '.details'],
  ['1', '.flame-canvas'],
  // The last one: its prompt takes the keys.
  ['8', '.console'],
] as const
