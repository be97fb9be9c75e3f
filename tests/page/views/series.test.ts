import { expect, test } from 'vitest'
import { dropFiles, dropProfiles, eventually, openPage } from '../harness.ts'
import type { Locator } from '../locator.ts'

// A verdict on screen: what it leads to, and the memory of the process that stands under it.

const GOROUTINES = [1, 2, 3, 4].map((i) => `goroutine.${i}.pb.gz`)
const HEAPS = [1, 2, 3, 4].map((i) => `heap.${i}.pb.gz`)

/** A heap of which main.grow holds so many megabytes, as heap?debug=1 writes it. */
function heapText(megabytes: number): Uint8Array<ArrayBuffer> {
  const bytes = megabytes * 2 ** 20
  return Uint8Array.from(
    Buffer.from(
      [
        `heap profile: ${megabytes}: ${bytes} [${megabytes}: ${bytes}] @ heap/1048576`,
        `${megabytes}: ${bytes} [${megabytes}: ${bytes}] @ 0x1 0x2`,
        '#\t0x1\tmain.grow+0x1\t/srv/main.go:28',
        '',
        '# runtime.MemStats',
        `# HeapAlloc = ${bytes}`,
        `# HeapSys = ${2 * bytes}`,
        `# NumGC = ${megabytes}`,
        '',
      ].join('\n'),
    ),
  )
}

const texts = (of: Locator) => of.allTextContents()

test('the memory that heaps as text say is drawn, read by keys, and there as a table', async () => {
  const page = await openPage('#/series')
  await dropFiles(
    ...[4, 8, 12].map((megabytes, i) => ({ name: `h${i + 1}.txt`, bytes: heapText(megabytes) })),
  )
  const process = page.locator('.process')
  await process.getByText('HeapAlloc 4MB → 12MB').waitFor()
  const read = () => texts(page.locator('.process-key strong'))
  expect(await read()).toEqual(['12MB', '24MB'])
  const lines = page.getByRole('slider', { name: /^Snapshot whose figures/ })
  await lines.press('Home')
  expect(await read()).toEqual(['4MB', '8MB'])
  await lines.press('ArrowRight')
  expect(await lines.getAttribute('aria-valuetext')).toMatch(
    /^h2\.txt, .*; HeapAlloc 8MB; HeapSys 16MB$/,
  )
  expect(await texts(page.locator('.process-figures thead th'))).toEqual([
    'Snapshot',
    'When',
    'HeapAlloc',
    'HeapSys',
    'NumGC',
  ])
  expect(await page.locator('.process-figures tbody tr').count()).toBe(3)
})

test('snapshots that say nothing of their process have no lines', async () => {
  const page = await openPage('#/series', ...HEAPS)
  await page.locator('.verdict').waitFor()
  expect(await page.locator('.process').count()).toBe(0)
})

test('a finding selects its function, and leads to the snapshot that it is about', async () => {
  const page = await openPage('#/series', ...GOROUTINES)
  await page.locator('button.verdict-sentence').first().click()
  const selected = () => page.locator('.inspector .frame-name').textContent()
  await eventually(selected).toBe('main.leak')
  await page.getByRole('button', { name: 'Show it in goroutine.4.pb.gz' }).click()
  await page
    .locator('.goroutines-series')
    .getByText(/^main\.leak .* grows?:|^Not sure/)
    .waitFor()
  expect(await page.locator('.goroutines-series button').allTextContents()).toEqual(['Series'])
  expect(await selected()).toBe('main.leak')
})

test('the list of goroutines of an older snapshot leads to the one that the sentence is about', async () => {
  const page = await openPage('#/goroutines', ...GOROUTINES)
  const buttons = () => texts(page.locator('.goroutines-series button'))
  await eventually(buttons).toEqual(['Series'])
  await page.locator('.program').click()
  await page
    .getByRole('menuitemradio', { name: /goroutine\.1\.pb\.gz/ })
    .first()
    .click()
  await eventually(buttons).toEqual(['Show goroutine.4.pb.gz', 'Series'])
  await page.locator('.goroutines-series button').first().click()
  await eventually(buttons).toEqual(['Series'])
})

test('a selection never shows figures of the profile before', async () => {
  const page = await openPage('#/series?sel=main.grow', ...HEAPS)
  const of = () => document.querySelector('.inspector .figures-of .mono')?.textContent
  const figures = () =>
    document.querySelector('.inspector .figures:not(.series-figures)')?.textContent ?? ''
  await eventually(of).toBe('heap.4.pb.gz')
  await eventually(figures).not.toBe('')
  const before = figures()
  const seen = new Set<string>()
  const watch = new MutationObserver(() => {
    if (of() === 'heap.1.pb.gz') seen.add(figures())
  })
  watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  await page.getByRole('button', { name: 'heap.1.pb.gz', exact: true }).click()
  await eventually(() => [...seen].some((text) => text !== '' && text !== before)).toBe(true)
  watch.disconnect()
  expect([...seen]).not.toContain(before)
})

test('series of other kinds are chosen from, and keep to themselves', async () => {
  const page = await openPage('#/series', ...HEAPS)
  await page.locator('.verdict').waitFor()
  expect(await page.locator('.series-chooser').count()).toBe(0)
  await dropProfiles('goroutine.1.pb.gz', 'goroutine.2.pb.gz', 'goroutine.3.pb.gz')
  await page.locator('.series-chooser').getByRole('button').click()
  await eventually(() => texts(page.locator('.series-chooser .menu-item .label'))).toEqual([
    'leakdemo: inuse_space, 4 snapshots',
    'leakdemo: goroutine, 3 snapshots',
  ])
  await eventually(() => texts(page.locator('.snapshot-name'))).toHaveLength(3)
})
