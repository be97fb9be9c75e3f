import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dropFiles, eventually, openPage, type Page } from '../harness.ts'

// A difference that pprof has saved, as a person opens it.

async function openSaved(view: string): Promise<Page> {
  const page = await openPage(`#/${view}`)
  const name = 'heap.diff_base.pb.gz'
  const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/saved', name))
  await dropFiles({ name, bytes })
  await page.getByText('A saved difference:').waitFor()
  return page
}

test('the page says what grew and what shrank, and colours by it', async () => {
  const page = await openSaved('calltree')
  expect(await page.locator('.headline').textContent()).toContain(
    'A saved difference: 0.49MB grew, 10.62MB shrank',
  )
  expect(await page.locator('.showing').textContent()).toContain('net change')
  expect(await page.locator('.workspace').getAttribute('data-changes')).toBe('true')
  expect(await page.locator('.findings').count()).toBe(0)
  // What shrank most stands first.
  const row = page.locator('.calltree .line').first()
  await eventually(() => row.textContent()).toContain('main.grow')
  expect(await row.textContent()).toContain('-10771.19kB')
})

test('rows that shrank have their colour in Top', async () => {
  const page = await openSaved('top')
  const row = page.locator('.top-row').filter({ hasText: 'main.grow' })
  await row.waitFor()
  expect(await row.locator('.heat.flat').getAttribute('style')).toContain('--shrank-bg')
  const grown = page.locator('.top-row').filter({ hasText: 'fmt.(*pp).printValue' })
  expect(await grown.locator('.heat.flat').getAttribute('style')).not.toContain('--shrank-bg')
})
