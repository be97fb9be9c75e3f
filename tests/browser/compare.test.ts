import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { app, browser, contentOf, fixture, newPage, serveApp } from './harness.ts'
import { breaches, dropProfiles, eventually, fragment, rulesIn } from './person.ts'

// Comparing two profiles, as a person does it.

serveApp()

const SOURCE = fileURLToPath(new URL('../fixtures/source', import.meta.url))
const HEAPS = ['heap.4.pb.gz', 'heap.1.pb.gz'] as const

/** A page on which two heaps were dropped, the older one as the base. */
async function compareHeaps(path = ''): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await page.goto(`${app.origin}/#/${path}`)
  await dropProfiles(page, ...HEAPS)
  await bar(page).getByText('inuse_space').waitFor()
  return page
}

/** Multiplies the base, as far as `scale` can be that. */
async function compareScaled(page: Page, scale: string): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Several with several…' }).click()
  await page.getByLabel('Scale of heap.1.pb.gz').fill(scale)
  await page.keyboard.press('Enter')
}

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Comparison' })
const rows = (page: Page): Locator => page.locator('.compare-row')
const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name }).first()
const cells = (page: Page, name: string) => row(page, name).locator('td').allTextContents()
const mode = (page: Page, name: string) => bar(page).getByText(name, { exact: true }).click()
/** Takes an entry of one of the bar's menus. */
async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await bar(page)
    .getByRole('button', { name: new RegExp(`^${menu}: `) })
    .click()
  await page.getByRole('menuitemradio', { name: new RegExp(`^${entry}`) }).click()
}
const clipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText())

const GREW = '+38.53MB (+262%) inuse_space: 37.77MB of it in main.grow'

describe('two profiles dropped at once', () => {
  test('are compared, the older one as the base, with a sentence for the incident channel', async () => {
    const page = await compareHeaps()
    await bar(page).getByRole('button', { name: 'A, the base: heap.1.pb.gz' }).waitFor()
    await bar(page).getByRole('button', { name: 'B, compared with it: heap.4.pb.gz' }).waitFor()
    await bar(page).getByRole('button', { name: 'Copy the sentence' }).click()
    await eventually(() => clipboard(page)).toBe(GREW)
    await page.getByRole('region', { name: 'A, the base' }).locator('canvas').waitFor()
    await page.getByRole('region', { name: 'B', exact: true }).locator('canvas').waitFor()
    await eventually(() => cells(page, 'main.grow')).toEqual([
      ...['14.25MB', '52.02MB', '+37.77MB', '+265.04%', '+97.79%'],
      ...['14.25MB', '52.02MB', '+37.77MB', '+265.04%', '+97.79%'],
    ])
  })

  test('change places by a key, which Back undoes', async () => {
    const page = await compareHeaps()
    await page.keyboard.press('s')
    await bar(page).getByRole('button', { name: 'A, the base: heap.4.pb.gz' }).waitFor()
    await bar(page).getByText('−38.53MB (−72%) inuse_space').waitFor()
    await page.goBack()
    await bar(page).getByText(GREW).waitFor()
  })

  test('are looked at alone after another key, and compared again by Back', async () => {
    const page = await compareHeaps()
    await page.keyboard.press('c')
    await eventually(() => bar(page).count()).toBe(0)
    await eventually(() => page.locator('.headline').textContent()).toContain('53.23MB')
    await page.goBack()
    await bar(page).getByText(GREW).waitFor()
  })
})

describe('a second profile beside one that is open', () => {
  test('is compared with it at once; one key shows it alone', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'heap.4.pb.gz')
    await page.locator('.headline strong').waitFor()
    await dropProfiles(page, 'heap.1.pb.gz')
    await bar(page).getByText(GREW).waitFor()
    await page.keyboard.press('c')
    await eventually(() => bar(page).count()).toBe(0)
    await page.goBack()
    await bar(page).getByText(GREW).waitFor()
    await page.goBack()
    await eventually(() => page.locator('.headline').textContent()).toContain('53.23MB')
  })

  test('is only opened where the two count different things', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'heap.4.pb.gz')
    await page.locator('.headline strong').waitFor()
    await dropProfiles(page, 'cpu.pb.gz')
    await eventually(() => page.locator('.headline').textContent()).toContain('3.62s')
    expect(await page.getByText('have the same sample types').count()).toBe(0)
    await page.getByRole('button', { name: 'Compare' }).click()
    expect(await page.getByRole('menuitem', { name: /^With heap/ }).count()).toBe(0)
  })

  test('is offered to be compared where it is the third', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'cpu.pb.gz')
    await page.locator('.headline strong').waitFor()
    await dropProfiles(page, 'heap.4.pb.gz')
    await eventually(() => page.locator('.headline').textContent()).toContain('53.23MB')
    await dropProfiles(page, 'heap.1.pb.gz')
    await page.getByText('heap.4.pb.gz and heap.1.pb.gz have the same sample types').waitFor()
    await page.keyboard.press('c')
    await bar(page).getByText(GREW).waitFor()
  })

  test('is compared where it is dropped on the half that says so', async () => {
    const page = await newPage(browser, app.origin)
    await dropProfiles(page, 'cpu.pb.gz')
    await page.locator('.headline strong').waitFor()
    await dropProfiles(page, 'heap.1.pb.gz')
    await eventually(() => page.locator('.headline').textContent()).toContain('14.7')
    const base64 = (await fixture('tests/fixtures/profiles/heap.4.pb.gz')).toString('base64')
    const dataTransfer = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
      transfer.items.add(new File([bytes], 'heap.4.pb.gz'))
      return transfer
    }, base64)
    const at = { dataTransfer, clientX: 1000, clientY: 300 }
    await page.dispatchEvent('body', 'dragenter', at)
    await page.getByText('Compare with heap.1.pb.gz').waitFor()
    await page.dispatchEvent('body', 'dragover', at)
    await page.dispatchEvent('body', 'drop', at)
    await bar(page).getByText(GREW).waitFor()
  })
})

describe('the difference', () => {
  test('is in the link with everything that was chosen, each a step that Back undoes', async () => {
    const page = await compareHeaps('top')
    await mode(page, 'What changed')
    await eventually(() => fragment(page)).toBe('#/top?mode=base')
    await bar(page).locator('.compare-note').hover()
    await page.getByText('100% is 38.62MB').waitFor()
    await page.getByText('net change 38.53MB, 99.75% of 38.62MB').waitFor()
    await choose(page, 'Percent', 'of A')
    await bar(page).locator('.compare-note').hover()
    await page.getByText('100% is 14.70MB: the total of the old profile').waitFor()
    await choose(page, 'Amounts', 'same total')
    await eventually(() => fragment(page)).toBe('#/top?norm=t&mode=diff_base')
    await bar(page).getByText('inuse_space scaled to the same total').waitFor()
    await bar(page).getByLabel('only what grew').check()
    await eventually(() => fragment(page)).toContain('dropneg=t')
    for (let back = 0; back < 4; back++) await page.goBack()
    await eventually(() => fragment(page)).toBe('#/top')
  })

  test('as a flame graph says of each frame what has become of it', async () => {
    const page = await compareHeaps('flamegraph?mode=base')
    const table = page.getByRole('region', { name: 'Flame graph' })
    await eventually(() => table.getAttribute('data-pending')).toBeNull()
    await page.locator('canvas').hover({ position: { x: 60, y: 30 } })
    await eventually(() => page.locator('.status-words').textContent()).toBe(
      'main.grow · 14.25MB → 52.02MB (+37.77MB, +265%)',
    )
    await page.getByRole('button', { name: 'Width: both' }).click()
    await page.getByRole('menuitemradio', { name: 'B What it has in B' }).click()
    await eventually(() => fragment(page)).toBe('#/flamegraph?mode=base&fwidth=new')
    await page.getByRole('button', { name: 'Colour of change: relative' }).click()
    await page.getByRole('menuitemradio', { name: 'absolute' }).click()
    await eventually(() => fragment(page)).toContain('fchange=absolute')
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Drawing (SVG)' }).click()
    const saved = String(await contentOf(await download))
    expect(saved).toContain('main.grow · 14.25MB → 52.02MB (+37.77MB, +265%)')
  })

  test('says the pprof command that makes it', async () => {
    const page = await compareHeaps('top?mode=diff_base')
    await eventually(() => page.locator('.status-command').textContent()).toBe(
      'go tool pprof -top -trim=false -diff_base=heap.1.pb.gz heap.4.pb.gz',
    )
  })

  test('lists what grew, shrank, came and went, and leaves out what is small', async () => {
    const page = await compareHeaps('top?mode=base')
    await rows(page).first().waitFor()
    const listed = () => page.getByRole('grid').getAttribute('aria-rowcount')
    await eventually(listed).toBe('74')
    await page.locator('.segment', { hasText: /^new/ }).click()
    await eventually(listed).toBe('40')
    expect(fragment(page)).toContain('cfilter=new')
    await page.locator('.segment', { hasText: /^gone/ }).click()
    await eventually(listed).toBe('2')
    await page.locator('.segment', { hasText: /^all/ }).click()
    await page.getByLabel('changes of at least').fill('0.1MB')
    await eventually(listed).toBe('5')
    await page.getByLabel('changes of at least').fill('a lot')
    await eventually(() =>
      page.getByLabel('changes of at least').getAttribute('aria-invalid'),
    ).toBe('true')
  })

  test('is sorted by any figure of either kind', async () => {
    const page = await compareHeaps('top?mode=base')
    await row(page, 'main.grow').waitFor()
    const delta = page.getByRole('columnheader', { name: 'Δ', exact: true })
    await delta.last().getByRole('button').click()
    await eventually(() => fragment(page)).toContain('cby=cum&ccol=delta')
    await delta.last().getByRole('button').click()
    await eventually(() => delta.last().getAttribute('aria-sort')).toBe('ascending')
    await eventually(() => rows(page).first().textContent()).not.toContain('main.grow')
  })

  test('is copied as it is shown', async () => {
    const page = await compareHeaps('top?mode=base')
    await row(page, 'main.grow').waitFor()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: /^With tabs/ }).click()
    await page.getByText('Copied 72 rows').waitFor()
    const [head, first] = (await clipboard(page)).split('\n').map((line) => line.split('\t'))
    expect(head!.slice(0, 4)).toEqual(['frame', 'flat old', 'flat new', 'flat Δ'])
    expect(first!.slice(0, 4)).toEqual(['main.grow', '14.25MB', '52.02MB', '+37.77MB'])
  })

  test('has a prompt of its own, as each side has', async () => {
    const page = await compareHeaps('console?mode=base')
    const printed = (of: Locator | Page = page) => of.locator('.console-row').allTextContents()
    await eventually(async () => (await printed())[0]).toBe(
      'heap.4.pb.gz against heap.1.pb.gz, as with -base',
    )
    await page.getByRole('combobox', { name: 'Command' }).fill('top1')
    await page.keyboard.press('Enter')
    await eventually(async () => (await printed()).at(-1)).toMatch(/^ +37\.77MB .* main\.grow$/)
    await mode(page, 'Before | after')
    const old = page.getByRole('region', { name: 'A, the base', exact: true })
    await eventually(async () => (await printed(old))[0]).toBe('A, the base: heap.1.pb.gz')
    await old.getByRole('combobox', { name: 'Command of the base' }).fill('top1')
    await page.keyboard.press('Enter')
    await eventually(async () => (await printed(old)).at(-1)).toMatch(/^ +14\.25MB .* main\.grow$/)
    const fresh = page.getByRole('region', { name: 'B', exact: true })
    expect((await printed(fresh))[0]).toBe('B: heap.4.pb.gz')
    await mode(page, 'What changed')
    await eventually(async () => (await printed()).at(-1)).toMatch(/^ +37\.77MB .* main\.grow$/)
  })

  test('has a report for a ticket', async () => {
    const page = await compareHeaps('top?mode=base')
    await page.getByRole('button', { name: 'Report' }).click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await eventually(() => clipboard(page)).toContain('main.grow')
    expect(await clipboard(page)).toContain('`heap.4.pb.gz` against base `heap.1.pb.gz`')
    await page.keyboard.press('s')
    await bar(page).getByText('−38.53MB').waitFor()
    await page.getByRole('button', { name: 'Report' }).click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await eventually(() => clipboard(page)).toContain('`heap.1.pb.gz` against base `heap.4.pb.gz`')
  })
})

describe('one function', () => {
  test('is followed through the views, old and new beside it', async () => {
    const page = await compareHeaps('top?mode=base')
    await row(page, 'fmt.Sprintf').click()
    const inspector = page.getByRole('complementary')
    await inspector.getByText('+100%').first().waitFor()
    for (const view of ['flamegraph', 'graph', 'peek', 'source'] as const) {
      await page.keyboard.press({ flamegraph: '1', graph: '2', source: '4', peek: '5' }[view])
      await eventually(() => fragment(page)).toContain(`#/${view}?sel=fmt.Sprintf`)
      await inspector.getByRole('heading', { name: 'fmt.Sprintf' }).waitFor()
    }
    await mode(page, 'Before | after')
    await eventually(() => page.getByRole('region', { name: 'A, the base' }).count()).toBe(1)
    await page.keyboard.press('3')
    await eventually(() => page.locator('.top-row.selected').count()).toBe(2)
  })
})

describe('lines of a difference say what both sides had', () => {
  const figures = (line: Locator, of: string): Promise<string[]> =>
    line.locator(of).allTextContents()

  test('in Peek, of the frame and of each call', async () => {
    const page = await compareHeaps('peek?mode=base&peek=main')
    const lines = page.locator('.peek .line')
    await eventually(() => figures(page.locator('.peek-frame').first(), '.peek-number')).toEqual([
      ...['14.25MB', '52.02MB', '37.77MB', '97.79%', '97.79%'],
      ...['14.25MB', '52.02MB', '37.77MB', '97.79%'],
    ])
    await eventually(() => figures(lines.nth(2), '.peek-number:not(.peek-own)')).toEqual([
      '0.16MB',
      '0.46MB',
      '0.31MB',
      '100%',
    ])
    await page.locator('.peek-frame').first().hover()
    await eventually(() => page.locator('.status-words').textContent()).toContain(
      'cum 14.25MB → 52.02MB (37.77MB',
    )
    await mode(page, 'Before | after')
    await eventually(() => page.locator('.peek.comparing').count()).toBe(0)
    await eventually(() => figures(page.locator('.peek-frame').first(), '.peek-number')).toEqual([
      ...['14.25MB', '96.94%', '96.94%', '14.25MB', '96.94%'],
    ])
  })

  test('in Source, of each line', async () => {
    const page = await compareHeaps('source?mode=diff_base&sel=main.grow')
    const line = page.locator('.source-code .line', { hasText: '52.02MB' })
    await eventually(() => figures(line, '.code-figure')).toEqual([
      ...['14.25MB', '52.02MB', '+37.77MB'],
      ...['14.25MB', '52.02MB', '+37.77MB'],
    ])
    await eventually(() => line.locator('.code-gutter').getAttribute('title')).toContain(
      'flat 14.25MB → 52.02MB: 37.77MB',
    )
    await mode(page, 'Before | after')
    await eventually(() => page.locator('.source-code.comparing').count()).toBe(0)
  })

  test('in Source, of each call that is inlined', async () => {
    const page = await compareHeaps('source?mode=base&sel=main.(*registry).put')
    await compareScaled(page, '2')
    const line = page.locator('.source-code .line')
    await page.getByRole('button', { name: 'Show the inlined calls' }).first().click()
    const inlined = line.filter({ hasText: 'sync.(*Mutex).Lock' })
    await eventually(() => figures(inlined, '.code-cum')).toEqual([
      ...['32.09kB', '16.05kB', '−16.05kB'],
    ])
  })
})

describe('what did not change', () => {
  test.each(['peek', 'source'])('is said to be the same on both sides: %s', async (view) => {
    const page = await compareHeaps(`${view}?mode=base&sel=main.(*registry).put`)
    await page
      .getByText('main.(*registry).put did not change: cum 0.02MB and flat 0 on both sides.')
      .waitFor()
  })

  test.each(['peek', 'source', 'traces', 'graph', 'labels'])('may be all: %s', async (view) => {
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/${view}?mode=base`)
    await dropProfiles(page, 'heap.1.pb.gz', 'heap.1.pb.gz')
    await page.getByText('Nothing has changed: it is the same on both sides.').waitFor()
  })
})

test('snapshots of one kind are a series as well', async () => {
  const page = await compareHeaps('top?mode=base')
  await bar(page).getByRole('button', { name: 'Comparison: more' }).click()
  await page.getByRole('button', { name: '2 snapshots of one kind: see what grows' }).click()
  await eventually(() => fragment(page)).toBe('#/series?mode=base')
  await page.getByRole('region', { name: 'Series' }).waitFor()
  await page.goBack()
  await row(page, 'main.grow').waitFor()
})

describe('both sides beside each other', () => {
  const side = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

  test('say of the frame under the pointer what both have of it, and outline it on both', async () => {
    const page = await compareHeaps('flamegraph')
    const old = side(page, 'A, the base').locator('canvas')
    const drawn = () => old.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
    await side(page, 'B').locator('.flame:not([data-pending]) canvas').waitFor()
    await eventually(() => old.getAttribute('aria-label')).not.toContain('on its way')
    const before = await drawn()
    await side(page, 'B')
      .locator('canvas')
      .hover({ position: { x: 60, y: 30 } })
    await eventually(() => page.locator('.status-words').textContent()).toBe(
      'main.grow · 14.25MB → 52.02MB (+37.77MB, +265%)',
    )
    await eventually(async () => (await drawn()) !== before).toBe(true)
    await page.locator('.status-words').hover()
    await eventually(drawn).toBe(before)
  })

  test('light up the rows of the function under the pointer in all tables', async () => {
    const page = await compareHeaps('top')
    await row(page, 'fmt.Sprintf').waitFor()
    await side(page, 'A, the base').locator('.top-row', { hasText: 'fmt.Sprintf' }).hover()
    const lit = page.locator('.frames-row.pointed')
    await eventually(() => lit.count()).toBe(3)
    for (const each of await lit.all()) expect(await each.textContent()).toContain('fmt.Sprintf')
    await eventually(() => page.locator('.status-words').textContent()).toMatch(
      /^fmt\.Sprintf · cum 0\.16MB \(1\.06%\)/,
    )
    await page.locator('.status-words').hover()
    await eventually(() => lit.count()).toBe(0)
  })

  test.each([
    ['top', '.top-scroller'],
    ['flamegraph', '.flame-scroller'],
  ])('scroll together: %s', async (view, scroller) => {
    const page = await compareHeaps(view)
    await page.setViewportSize({ width: 1280, height: 480 })
    await side(page, 'B').locator(scroller).waitFor()
    await eventually(() => page.locator('[data-pending], [aria-busy=true]').count()).toBe(0)
    const scrollers = page.locator(scroller)
    const tops = () => scrollers.evaluateAll((all) => all.map(({ scrollTop }) => scrollTop))
    await scrollers.last().hover()
    await page.mouse.wheel(0, 24)
    await eventually(tops).toEqual([24, 24])
    await scrollers.first().hover()
    await page.mouse.wheel(0, -24)
    await eventually(tops).toEqual([0, 0])
  })

  test('are walked by keys each for itself: goroutines', async () => {
    const page = await newPage(browser, app.origin)
    await page.goto(`${app.origin}/#/goroutines`)
    await dropProfiles(page, 'goroutine.1.pb.gz', 'goroutine.4.pb.gz')
    const fresh = side(page, 'B')
    await fresh.locator('.group [aria-expanded]').first().focus()
    await page.keyboard.press('ArrowDown')
    const focused = () => fresh.locator('.group').nth(1).locator(':focus').count()
    await eventually(focused).toBe(1)
  })

  test('leave no room for another view, which the control and the key say', async () => {
    const page = await compareHeaps('top')
    const split = page.getByRole('button', { name: 'Split the stage' })
    expect(await split.isDisabled()).toBe(true)
    expect(await split.getAttribute('title')).toContain('on the stage')
    await page.keyboard.press('\\')
    await page.getByText('Both sides of the comparison are on the stage.').waitFor()
    expect(fragment(page)).toBe('#/top')
    await mode(page, 'What changed')
    await split.click()
    await page.getByRole('menuitemradio', { name: 'Flame graph' }).click()
    await eventually(() => fragment(page)).toBe('#/top?split=flamegraph&mode=base')
  })

  test('have a pprof command each', async () => {
    const page = await compareHeaps('details')
    await eventually(() => page.locator('.status-command').textContent()).toBe(
      'go tool pprof -raw heap.1.pb.gz; go tool pprof -raw heap.4.pb.gz',
    )
    const command = (of: string) =>
      side(page, of).locator('.details-command', { hasText: '-traces' }).textContent()
    await eventually(() => command('A, the base')).toBe('go tool pprof -traces heap.1.pb.gz')
    await eventually(() => command('B')).toBe('go tool pprof -traces heap.4.pb.gz')
    await choose(page, 'Amounts', 'same total')
    await eventually(() => page.locator('.status-command').count()).toBe(0)
  })

  test('scroll through the same source together', async () => {
    const page = await compareHeaps('source?sel=main.grow')
    await page.locator('input[aria-label="Source folder"]').first().setInputFiles(SOURCE)
    const scrollers = page.locator('.source-code .lines-scroller')
    const tops = () => scrollers.evaluateAll((all) => all.map(({ scrollTop }) => scrollTop))
    await eventually(() => page.locator('.code-text', { hasText: 'func grow' }).count()).toBe(2)
    await scrollers.last().hover()
    await page.mouse.wheel(0, 440)
    await eventually(async () => (await tops())[0]).toBeGreaterThan(100)
    await eventually(async () => new Set(await tops()).size).toBe(1)
    await scrollers.first().hover()
    await page.mouse.wheel(0, -5000)
    await eventually(tops).toEqual([0, 0])
  })
})

describe('in a small window', () => {
  /** Whether the middle of an element is what is seen there. */
  const isSeen = (of: Locator): Promise<boolean> =>
    of.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })

  async function compareSmall(path: string): Promise<Page> {
    const page = await compareHeaps(path)
    await page.setViewportSize({ width: 900, height: 700 })
    return page
  }

  test('the sentence leaves room for what ends its line', async () => {
    const page = await compareHeaps('top')
    await page.setViewportSize({ width: 900, height: 700 })
    const sentence = await bar(page).getByText(GREW).boundingBox()
    const copy = await bar(page).getByRole('button', { name: 'Copy the sentence' }).boundingBox()
    expect(Math.abs(sentence!.y - copy!.y)).toBeLessThan(sentence!.height)
    // The controls are one row, the sentence another: at most 15 % of the height.
    expect((await bar(page).boundingBox())!.height).toBeLessThan(105)
  })

  test('both tables keep their names in sight', async () => {
    const page = await compareSmall('top')
    const names = page.locator('.top-row .top-name', { hasText: 'main.grow' })
    await eventually(() => names.count()).toBe(2)
    for (const name of await names.all()) await eventually(() => isSeen(name)).toBe(true)
  })

  test.each(['What changed', 'Before | after'])(
    'changes scroll sideways behind their names: %s',
    async (shown) => {
      const page = await compareSmall('flamegraph')
      await mode(page, shown)
      if (shown === 'What changed') await page.keyboard.press('3')
      const name = row(page, 'main.grow').locator('.compare-frame')
      await name.waitFor()
      const scroller = page.locator('.compare-scroller')
      await eventually(() => isSeen(page.getByRole('button', { name: 'Copy', exact: true }))).toBe(
        true,
      )
      await scroller.evaluate((element) => element.scrollTo({ left: 9999 }))
      expect(await scroller.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(50)
      await eventually(() => isSeen(name)).toBe(true)
    },
  )

  test('graphs have more room than what is said about them', async () => {
    const page = await compareSmall('graph')
    const bars = page.getByRole('toolbar', { name: 'Graph', exact: true })
    await eventually(() => bars.count()).toBe(2)
    for (const of of await bars.all()) {
      await eventually(async () => (await of.boundingBox())!.height).toBeLessThan(80)
    }
  })

  test('nothing covers where source comes from', async () => {
    const page = await compareSmall('source?sel=main.grow')
    const buttons = page.getByRole('button', { name: 'Where source comes from…' })
    await eventually(() => buttons.count()).toBe(2)
    for (const button of await buttons.all()) await eventually(() => isSeen(button)).toBe(true)
  })
})

test('all that is compared can be saved where the link is, to be sent along', async () => {
  const page = await compareHeaps()
  await page.getByRole('button', { name: 'Share' }).click()
  for (const name of HEAPS) await page.getByRole('button', { name: `Download ${name}` }).waitFor()
})

describe('a link to two addresses', () => {
  const LINK = '#/top?url=profiles/new.pb.gz&mode=diff_base&base=profiles/old.pb.gz'

  test('opens and compares both, and again after a reload', async () => {
    const page = await newPage(browser, app.origin)
    for (const [name, file] of [
      ['new', 'heap.4'],
      ['old', 'heap.1'],
    ]) {
      const body = await fixture(`tests/fixtures/profiles/${file}.pb.gz`)
      await page.route(`${app.origin}/profiles/${name}.pb.gz`, (route) => route.fulfill({ body }))
    }
    await page.goto(`${app.origin}/${LINK}`)
    await bar(page).getByText(GREW).waitFor()
    await row(page, 'main.grow').click()
    await eventually(() => fragment(page)).toContain('&sel=main.grow')
    expect(fragment(page)).toContain('base=profiles/old.pb.gz')
    await page.keyboard.press('s')
    await eventually(() => fragment(page)).toContain('base=profiles/new.pb.gz')
    await page.goBack()
    await page.reload()
    await bar(page).getByText(GREW).waitFor()
    await eventually(() => page.locator('.compare-row.selected').count()).toBe(1)
  })
})

test('several are compared with several, each with a scale of its own', async () => {
  const page = await compareHeaps('top?mode=base')
  await compareScaled(page, 'x')
  await page.getByText('The scale of heap.1.pb.gz must be a number above 0.').waitFor()
  await page.keyboard.press('Escape')
  await compareScaled(page, '2')
  await bar(page).getByRole('button', { name: 'A, the base: 2 × heap.1.pb.gz' }).waitFor()
  await eventually(async () => (await cells(page, 'main.grow'))[0]).toBe('28.50MB')
})

test.each([
  ['light', 'flamegraph'],
  ['dark', 'flamegraph'],
  ['light', 'top'],
  ['dark', 'top'],
  ['light', 'graph'],
  ['light', 'peek'],
  ['dark', 'peek'],
  ['light', 'source'],
  ['dark', 'source'],
  ['light', 'console'],
  ['dark', 'traces'],
] as const)(
  'both beside each other, and their difference, are WCAG AA: %s %s',
  async (theme, view) => {
    // The traces are looked at in this theme alone.
    const rules = view === 'traces' ? 'all' : rulesIn(theme)
    const page = await newPage(browser, app.origin)
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(`${app.origin}/#/${view}?sel=fmt.Sprintf`)
    await dropProfiles(page, ...HEAPS)
    await bar(page).getByText('inuse_space').waitFor()
    await page.getByRole('complementary').getByText('+100%').first().waitFor()
    expect(await breaches(page, rules)).toEqual([])
    await mode(page, 'What changed')
    await eventually(() => fragment(page)).toContain('mode=base')
    expect(await breaches(page, rules)).toEqual([])
  },
)
