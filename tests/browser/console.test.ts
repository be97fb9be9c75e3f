import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../src/engine/load.ts'
import { report } from '../../src/engine/pprof.ts'
import { DEFAULT_OPTIONS, type Options } from '../../src/engine/select/options.ts'
import { app, browser, contentOf, fixture, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, rulesIn } from './person.ts'

// The pprof prompt, as a person types at it.

serveApp()

async function open(options = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/console${options}`)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByText('Entering interactive mode').waitFor()
  return page
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Command' })
const lines = (page: Page) => page.locator('.console-row').allTextContents()

/** Types a line as it would be typed at once, and waits for what it prints. */
async function run(page: Page, line: string): Promise<void> {
  await field(page).fill(line)
  await field(page).press('Enter')
  await eventually(() => lines(page)).toContainEqual(expect.stringContaining(`(pprof) ${line}`))
  await page.locator('.console-row.running').waitFor({ state: 'detached' })
}

async function reported(name: string, options: Partial<Options>): Promise<string[]> {
  const { profile } = await loadProfile(await fixture('tests/fixtures/profiles/cpu.pb.gz'))
  const all = { ...DEFAULT_OPTIONS, compact_labels: true, ...options }
  return [...(report(profile, { name, options: all }) as Iterable<string>)]
}

describe('a line', () => {
  test('that writes a file is a download', async () => {
    const page = await open()
    const download = page.waitForEvent('download')
    await run(page, 'top3 >three.txt')
    const file = await download
    expect(file.suggestedFilename()).toBe('three.txt')
    const text = String(await contentOf(file))
    expect(text).toBe(`${(await reported('top', { nodecount: 3 })).join('\n')}\n`)
  })
})

test.each(['light', 'dark'] as const)('the view has no barrier in %s', async (colorScheme) => {
  const page = await open()
  await page.emulateMedia({ colorScheme })
  await run(page, 'top10')
  await run(page, 'nonsense')
  await field(page).fill('to')
  await field(page).press('Tab')
  await page.getByRole('listbox').waitFor()
  expect(await breaches(page, rulesIn(colorScheme))).toEqual([])
})
