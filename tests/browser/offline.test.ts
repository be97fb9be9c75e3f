import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { Served } from '../../src/cli/serve.ts'
import { startApp } from './app-server.ts'
import { browser, fixture, serveApp } from './harness.ts'
import { dropProfiles, eventually } from './person.ts'

// The installed page: without its server, in a new version, and with files that are shared with it.

serveApp()

const built =
  process.env['FLAMEDROP_APP'] ?? fileURLToPath(new URL('../../dist/app', import.meta.url))

/** A page of a server of its own, which may end, with the service worker installed. */
async function openInstalled(folder: string): Promise<{ page: Page; served: Served }> {
  const served = await startApp({ folder, profiles: [] })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  onTestFinished(async () => {
    await context.close()
    await served.close()
  })
  const page = await context.newPage()
  await page.goto(`${served.origin}/`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  return { page, served }
}

/** What the page keeps of the server's answers. */
const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const all = names.map(async (name) =>
      (await (await caches.open(name)).keys()).map((r) => r.url),
    )
    return (await Promise.all(all)).flat()
  })

/** Gives the script of the page another name, as a build with other code does. */
async function newBuild(folder: string): Promise<void> {
  const [script = ''] =
    /index-[\w-]{8}(?=\.js)/.exec(await readFile(join(folder, 'index.html'), 'utf8')) ?? []
  const files = await readdir(folder, { recursive: true })
  for (const file of files.filter((name) => /\.(js|html)$/.test(name))) {
    const path = join(folder, file)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replaceAll(script, 'index-another1'))
    if (file.includes(script)) await rename(path, path.replace(script, 'index-another1'))
  }
  const worker = join(folder, 'service-worker.js')
  const text = await readFile(worker, 'utf8')
  await writeFile(worker, text.replace(/version:(.)\w+/, 'version:$1another'))
}

test('the page opens without its server, and all views with it', async () => {
  const { page, served } = await openInstalled(built)
  // What is not of the build is not kept, even if the page has read it.
  await page.evaluate(() => fetch('profile/1/secret').then((response) => response.text()))
  expect((await cached(page)).filter((url) => /profile\/|source\/|live/.test(url))).toEqual([])
  await served.close()
  await page.goto(`${served.origin}/?x#/top`)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.top-row').first().waitFor()
  await page.keyboard.press('2')
  await page.locator('.graph-node').first().waitFor()
  // What was open comes back as well.
  await page.reload()
  await page.locator('.graph-node').first().waitFor()
})

test('a new version waits for the user, and nothing is lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flamedrop-offline-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(built, folder, { recursive: true })
  const { page, served } = await openInstalled(folder)
  await page.goto(`${served.origin}/?x#/top`)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.locator('.top-row').first().waitFor()
  await eventually(() => page.evaluate(() => history.state?.tab ?? '')).not.toBe('')
  await newBuild(folder)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready' })
  await notice.waitFor()
  // Parts of the old version still load.
  await page.keyboard.press('2')
  await page.locator('.graph-node').first().waitFor()
  await notice.getByRole('button', { name: 'Reload' }).click()
  await page.locator('script[src*="index-another1"]').waitFor({ state: 'attached' })
  await page.locator('.graph-node').first().waitFor()
  expect(await notice.count()).toBe(0)
})

test('files that another app shares open in the page', async () => {
  const { page, served } = await openInstalled(built)
  await page.reload()
  const cpu = (await fixture('tests/fixtures/profiles/cpu.pb.gz')).toString('base64')
  await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
    const form = new FormData()
    form.append('profiles', new File([bytes], 'shared.pb.gz'))
    const { url } = await fetch('share', { method: 'POST', body: form })
    location.href = url
  }, cpu)
  await eventually(() => page.title()).toContain('Flame — ')
  await eventually(() => page.url()).toBe(`${served.origin}/`)
  expect((await cached(page)).filter((url) => url.includes('shared'))).toEqual([])
})
