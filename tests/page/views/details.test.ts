import { expect, test } from 'vitest'
import { openPage, type Page } from '../harness.ts'

// Everything that is known of a profile, as a person looks it up.

async function open(options = ''): Promise<Page> {
  const page = await openPage(`#/details${options}`, 'cpu.pb.gz')
  await page.getByRole('heading', { name: 'Sample types' }).waitFor()
  return page
}

/** What stands beside a term. */
function fact(page: Page, term: string): Promise<string | null> {
  const row = page.locator('.details dl > div').filter({ hasText: new RegExp(`^${term}(?! type)`) })
  return row.locator('dd').first().textContent()
}

test('the details have what the file says', async () => {
  const page = await open()
  expect(await fact(page, 'Period')).toBe('10ms (10000000)')
  expect(await fact(page, 'Period type')).toBe('cpu/nanoseconds')
  expect(await fact(page, 'Time')).toMatch(/^2026-11-21 02:15:19 UTC \(\d{19} ns\)$/)
  expect(await fact(page, 'Size')).toMatch(/^[\d.]+ kB \([\d,]+ bytes\)$/)
  expect(await page.getByRole('row', { name: /^cpu shown first nanoseconds 3\.62s/ }).count()).toBe(
    1,
  )
  await page.getByRole('region', { name: 'Mappings' }).getByText('leakdemo').first().waitFor()
})

test('the same in a terminal has the filters and can be copied', async () => {
  const page = await open('?f=it%27s&g=lines')
  await page.getByRole('button', { name: 'Copy the command for Traces' }).click()
  await page.getByText('Copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    String.raw`go tool pprof -traces '-focus=it'\''s' -lines cpu.pb.gz`,
  )
})
