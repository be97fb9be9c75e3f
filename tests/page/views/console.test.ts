import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../src/engine/load.ts'
import { report } from '../../../src/engine/pprof.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../src/engine/select/options.ts'
import { eventually, fragment, openPage, type Page, recorded } from '../harness.ts'

// The pprof prompt, as a person types at it. Its downloads are in tests/browser.

async function open(options = ''): Promise<Page> {
  const page = await openPage(`#/console${options}`, 'cpu.pb.gz')
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
  const { profile } = await loadProfile(recorded('cpu.pb.gz'))
  const all = { ...DEFAULT_OPTIONS, compact_labels: true, ...options }
  return [...(report(profile, { name, options: all }) as Iterable<string>)]
}

describe('a line', () => {
  test('prints what pprof prints', async () => {
    const page = await open()
    await run(page, 'top5 -cum')
    const expected = await reported('top', { nodecount: 5, sort: 'cum' })
    expect((await lines(page)).slice(-expected.length)).toEqual(expected)
    await run(page, 'nonsense')
    expect((await lines(page)).at(-1)).toBe('unrecognized command: "nonsense"')
  })

  test('is completed by Tab, and found again by the arrows', async () => {
    const page = await open()
    await field(page).fill('pe')
    await field(page).press('Tab')
    await eventually(() => field(page).inputValue()).toBe('peek')
    await field(page).fill('peek sortW')
    await field(page).press('Tab')
    await eventually(() => field(page).inputValue()).toBe(String.raw`peek main\.sortWork`)
    await field(page).press('Enter')
    await eventually(() => lines(page)).toContainEqual(expect.stringMatching(/\| main\.sortWork$/))

    await field(page).fill('to')
    await field(page).press('Tab')
    await page.getByRole('option', { name: 'topproto' }).waitFor()
    await field(page).press('Tab')
    await field(page).press('Enter')
    expect(await field(page).inputValue()).toBe('top')
    await field(page).press('Enter')
    await field(page).press('ArrowUp')
    await field(page).press('ArrowUp')
    expect(await field(page).inputValue()).toBe(String.raw`peek main\.sortWork`)
    await field(page).press('ArrowDown')
    await field(page).press('ArrowDown')
    expect(await field(page).inputValue()).toBe('')
    // With nothing to complete, Tab goes on as everywhere.
    await field(page).press('Shift+Tab')
    expect(document.activeElement?.getAttribute('aria-label')).not.toBe('Command')
  })

  test('is cleared by Ctrl C, and all that was printed by Ctrl L', async () => {
    const page = await open()
    await field(page).fill('half a thought')
    await field(page).press('Control+c')
    expect(await field(page).inputValue()).toBe('')
    await field(page).press('Control+l')
    await eventually(() => page.locator('.console-row').count()).toBe(0)
  })
})

describe('the names in a report', () => {
  test('are selected by a click and have the menu of every view', async () => {
    const page = await open()
    await run(page, 'top10')
    const name = page.locator('.console-name', { hasText: 'crypto/sha256.block' })
    await name.click()
    await eventually(() => fragment()).toContain('sel=crypto/sha256.block')
    await page.locator('.inspector', { hasText: 'crypto/sha256.block' }).waitFor()
    await name.click({ button: 'right' })
    await page.getByRole('menuitem', { name: /^Ignore/ }).click()
    await eventually(() => fragment()).toContain(String.raw`i=^crypto/sha256\.block$`)
  })
})

describe('the options', () => {
  test('begin as those of the page, and go both ways', async () => {
    const page = await open('?f=json')
    await page.getByText('The prompt has the options of the page').waitFor()
    await run(page, 'top')
    const { length } = await reported('top', { focus: 'json', nodecount: 10 })
    expect(await page.locator('.console-row.remark').count()).toBe(0)
    expect((await lines(page)).slice(-length)).toEqual(
      await reported('top', { focus: 'json', nodecount: 10 }),
    )

    await run(page, 'ignore=reflect')
    await run(page, 'granularity=lines')
    await eventually(() => page.locator('.console-own code').allTextContents()).toEqual([
      'ignore=reflect',
      'granularity=lines',
    ])
    expect(fragment()).not.toContain('reflect')
    await page.getByRole('button', { name: 'Apply to the page' }).click()
    await eventually(() => fragment()).toContain('i=reflect')
    expect(fragment()).toContain('g=lines')
    await page.goBack()
    await eventually(() => fragment()).not.toContain('reflect')
    await page.getByRole('button', { name: 'Take over the page’s' }).click()
    await page.getByText('The prompt has the options of the page').waitFor()
  })
})

describe('a command that would start a program', () => {
  test('shows the page’s own view instead', async () => {
    const page = await open()
    await run(page, 'disasm main')
    expect((await lines(page)).at(-1)).toContain('go tool pprof -disasm=main')
    await field(page).fill('web json')
    await field(page).press('Enter')
    await eventually(() => fragment()).toContain('#/graph?f=json')
    await page.goBack()
    await page.getByText('The graph is on screen').waitFor()
    expect((await lines(page)).join('\n')).toContain('disasm main')
  })
})
