import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import { app, browser, dropFiles, newPage, serveApp, takeProblems } from './harness.ts'

// The demangler is half a megabyte: only who opens a profile that needs it fetches it.

serveApp()

/** A profile in which each of the functions takes a sample. */
function profileOf(...names: string[]): Uint8Array {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'count' }])
  names.forEach((name, i) => {
    const lines = [{ function: builder.addFunction({ name }) }]
    builder.addSample([builder.addLocation({ address: BigInt(16 + i), lines })], [9 - i], [])
  })
  return Buffer.concat([...encodeProto(builder.build())])
}

/** Drops a profile on the top table and waits for a row of that name. */
async function open(page: Page, row: string, ...names: string[]): Promise<void> {
  await page.goto(`${app.origin}/#/top`)
  await dropFiles(page, 'body', [{ name: 'cpu.pb', bytes: profileOf(...names) }])
  await page.locator('.top-row').filter({ hasText: row }).waitFor()
}

function watchWasm(page: Page): string[] {
  const fetched: string[] = []
  page.context().on('request', (request) => {
    if (request.url().endsWith('.wasm')) fetched.push(new URL(request.url()).pathname)
  })
  return fetched
}

test('a Go profile does not fetch the demangler', async () => {
  const page = await newPage(browser, app.origin)
  const fetched = watchWasm(page)
  await open(page, 'main.(*Server).Serve', 'main.(*Server).Serve', 'main.main')
  expect(fetched).toEqual([])
})

test('a C++ profile fetches it once', async () => {
  const page = await newPage(browser, app.origin)
  const fetched = watchWasm(page)
  await open(page, 'Foo::run(int)::{lambda()#1}::operator()', '_ZZN3Foo3runEiENKUlvE_clEv')
  await open(page, 'mycrate::main', '_RNvCs1234_7mycrate4main')
  expect(fetched).toHaveLength(1)
})

test('without it the names stay, and the page says so', async () => {
  const page = await newPage(browser, app.origin)
  await page.context().route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
  await open(page, '_ZZN3Foo3runEiENKUlvE_clEv', '_ZZN3Foo3runEiENKUlvE_clEv', '_ZN3Foo3runEv')
  await page
    .locator('.top-row')
    .filter({ hasText: /^.*Foo::run$/ })
    .waitFor()
  await page.getByText('the demangler cannot be loaded (the server says 404)').waitFor()
  // Chromium may note the failed request on the console.
  await takeProblems(page)
})
