import { expect, test } from 'vitest'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { fromStacks } from '../fixtures/stacks.ts'
import { app, browser, dropFiles, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment } from './person.ts'

// What is said of a profile at first sight, and that no name can widen the page that says it.

serveApp()

test('findings stand where nothing is selected; a click shows one, Back takes it back', async () => {
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width: 1400, height: 900 })
  await dropProfiles(page, 'heap.4.pb.gz')
  const finding = page.getByRole('button', { name: /^main\.grow \(main\.go:28\) retains 52\.02MB/ })
  await finding.first().waitFor()
  expect(await breaches(page)).toEqual([])
  await page.getByRole('button', { name: /allocates most: 228\.15MB/ }).click()
  await eventually(() => fragment(page)).toContain('si=alloc_space')
  expect(fragment(page)).toContain('sel=main.hashWork')
  await page.goBack()
  await finding.first().waitFor()
  expect(fragment(page)).not.toContain('sel=')
})

test('in a narrow window the first stands above the view, the others behind it', async () => {
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width: 900, height: 700 })
  await dropProfiles(page, 'goroutine.4.pb.gz')
  await page
    .getByText('7 goroutines wait for locks, all of them in main.(*registry).put')
    .first()
    .waitFor()
  await page.getByRole('button', { name: '1 more finding' }).click()
  await page.getByText('One stack holds 91 % of the 317 goroutines').waitFor()
})

test('names of 20,000 letters do not widen the page, of one profile or of two', async () => {
  const name = `main.${'Wide'.repeat(5000)}`
  const profile = (value: number): Uint8Array =>
    Buffer.concat([...encodeProto(fromStacks(`${name}\n----\nsamples/count ${value}`))])
  const page = await newPage(browser, app.origin)
  await page.setViewportSize({ width: 900, height: 700 })
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  await dropFiles(page, 'body', [{ name: `${name}.pb`, bytes: profile(3) }])
  for (const view of ['top', 'peek', 'traces', 'flamegraph']) {
    await page.evaluate((path) => {
      location.hash = `#/${path}`
    }, view)
    await page
      .locator('main')
      .getByText('Wide')
      .first()
      .waitFor({ state: 'attached' })
      .catch(() => {})
    expect(await width(), view).toBe(900)
  }
  await dropFiles(page, 'body', [{ name: `${name}2.pb`, bytes: profile(5) }])
  await page.getByRole('region', { name: 'Comparison' }).waitFor()
  expect(await width()).toBe(900)
})
