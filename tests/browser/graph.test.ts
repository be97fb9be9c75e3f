import type { Download, Locator, Page, Route } from 'playwright-core'
import { expect, it } from 'vitest'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { fromStacks } from '../fixtures/stacks.ts'
import { app, browser, contentOf, dropFiles, newPage, serveApp } from './harness.ts'
import {
  breaches,
  dropProfiles,
  eventually,
  fragment,
  reloadKept,
  rulesIn,
  slowDown,
} from './person.ts'

serveApp()

/** The page with a profile's graph on it, all of it on screen. */
async function open(name = 'cpu.pb.gz'): Promise<Page> {
  const page = await opened(name)
  await page.keyboard.press('0')
  await page.locator('.graph-minimap').waitFor({ state: 'detached' })
  return page
}

/** The page with a profile's graph on it, as it opens. */
async function opened(name = 'cpu.pb.gz'): Promise<Page> {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, name)
  await page.getByRole('application', { name: /^Flame graph/ }).waitFor()
  await page.keyboard.press('2')
  await drawn(page)
  return page
}

/** Waits until the graph is drawn and no newer one is on its way. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.graph:not([data-pending]) .graph-node').first().waitFor()
}

/** The box of a function, by its lines as they stand in it. */
function box(page: Page, ...lines: readonly string[]): Locator {
  return page.locator('.graph-node').filter({ hasText: new RegExp(`^${lines.join('')}\\d`) })
}

const status = (page: Page) => page.locator('.status').textContent()

async function saved(page: Page, kind: string): Promise<{ name: string; bytes: Buffer }> {
  const coming: Promise<Download> = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the graph' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await contentOf(download) }
}

it('draws the graph of pprof, with the words of its legend', async () => {
  const page = await open()
  expect(await page.locator('.graph-node').count()).toBe(31)
  expect(await page.locator('.graph-legend').textContent()).toContain('File: leakdemo')
  expect(await page.locator('.graph-shown').textContent()).toBe(
    'Showing nodes accounting for 2.39s, 66.02% of 3.62s total · Dropped 68 nodes (cum <= 0.02s) · Showing top 31 nodes out of 144',
  )
  // Four labels are folded into it.
  expect(await box(page, 'sha256', 'block').textContent()).toBe('sha256block0.63s (17.40%)+4')
  // The same again for those who do not see it.
  const row = page.locator('.graph-table tr').filter({ hasText: 'crypto/sha256.block' }).first()
  expect(await row.textContent()).toContain('0.63s17.40%0.63s17.40%')
})

it('opens at the hottest path, in type that can be read; 0 has all of it, and goes back', async () => {
  const page = await opened()
  const smallest = () =>
    page.locator('.graph-node text').evaluateAll((texts) =>
      Math.min(
        ...texts.map((text) => {
          const scale = (text as SVGGraphicsElement).getScreenCTM()?.a ?? 0
          return Number(text.getAttribute('font-size')) * scale
        }),
      ),
    )
  expect(await smallest()).toBeGreaterThanOrEqual(11)
  const pane = (await page.locator('.graph-pane').boundingBox())!
  for (const path of [
    ['main', 'worker'],
    ['main', 'worker', 'func1'],
  ]) {
    const there = (await box(page, ...path).boundingBox())!
    expect(there.y).toBeGreaterThanOrEqual(pane.y)
    expect(there.y + there.height).toBeLessThan(pane.y + pane.height)
    expect(there.x).toBeGreaterThan(pane.x)
    expect(there.x + there.width).toBeLessThan(pane.x + pane.width)
  }
  await page.locator('.graph-minimap').waitFor()
  await page.keyboard.press('0')
  await page.locator('.graph-minimap').waitFor({ state: 'detached' })
  await page.keyboard.press('0')
  await eventually(smallest).toBeGreaterThanOrEqual(11)
})

it('explains nodes, arrows and labels under the pointer', async () => {
  const page = await open()
  const card = page.locator('.graph-card')
  await box(page, 'sha256', 'block').hover()
  await card.getByText('crypto/sha256.block: flat 0.63s, 17.40%; cum 0.63s, 17.40%').waitFor()
  expect(await status(page)).toContain('crypto/sha256.block: flat 0.63s')
  await page.locator('[data-edge]').getByText('3.50s').hover()
  await card.getByText('main.worker leads to main.worker.func1: 3.50s, 96.69% of 3.62s').waitFor()
  await card.getByText('frames between the two were left out').waitFor()
  // Labels are folded into their nodes.
  expect(await page.locator('.graph-tag').count()).toBe(0)
  await page.getByLabel(/^Labels \(\d+\)$/).check()
  await page.locator('.graph-tag').first().waitFor()
  await page.keyboard.press('0')
  await page.locator('.graph-tag').first().hover()
  await card.getByText(/with the label route:/).waitFor()
  await eventually(() => fragment(page)).toContain('glabels=t')
  await page.mouse.move(5, 5)
  await card.waitFor({ state: 'detached' })
})

it('a click selects, in the link too; a click beside it selects nothing', async () => {
  const page = await open()
  await box(page, 'fmt', '\\(\\*pp\\)', 'printValue').click()
  await page.getByRole('heading', { name: 'fmt.(*pp).printValue' }).waitFor()
  await eventually(() => fragment(page)).toContain('sel=fmt.(*pp).printValue')
  expect(await page.locator('.graph-node.selected').count()).toBe(1)
  expect(await page.locator('.graph-node.near').count()).toBeGreaterThan(3)
  await page.locator('.graph-pane').click({ position: { x: 20, y: 300 } })
  await eventually(() => page.locator('.graph-node.selected').count()).toBe(0)
})

it('a double-click focuses, and Back undoes it', async () => {
  const page = await open()
  await box(page, 'main', 'jsonWork').dblclick()
  await eventually(() => fragment(page)).toContain('f=')
  await eventually(() => page.locator('.graph-shown').textContent()).toContain('of 3.62s')
  await drawn(page)
  expect(await box(page, 'sha256', 'block').count()).toBe(0)
  await page.goBack()
  await eventually(() => box(page, 'sha256', 'block').count()).toBe(1)
})

it('a right-click offers what can be done with a function', async () => {
  const page = await open()
  await box(page, 'runtime', 'mallocgc').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Ignore/ }).click()
  await eventually(() => fragment(page)).toContain('i=')
  await eventually(() => box(page, 'runtime', 'mallocgc').count()).toBe(0)
})

it('is walked by keys, along the arrows', async () => {
  const page = await open()
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('heading', { name: 'main.worker', exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('heading', { name: 'main.worker.func1' }).waitFor()
  await eventually(() => page.locator('.graph [aria-live]').textContent()).toContain(
    'main.worker.func1: flat 0',
  )
  await page.keyboard.press('ArrowUp')
  await page.getByRole('heading', { name: 'main.worker', exact: true }).waitFor()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: /^Focus/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await eventually(() => fragment(page)).toContain('f=')
})

it('zooms with wheel and keys, moves by dragging, and fits again', async () => {
  const page = await open()
  const block = box(page, 'sha256', 'block')
  const before = (await block.boundingBox())!
  const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.wheel(0, -300)
  const width = async () => (await block.boundingBox())!.width
  await eventually(width).toBeGreaterThan(before.width * 1.5)
  const zoomed = (await block.boundingBox())!
  // What is under the pointer stays there.
  expect(Math.abs(zoomed.x + zoomed.width / 2 - middle.x)).toBeLessThan(3)
  await page.locator('.graph-minimap').waitFor()

  await page.mouse.down()
  await page.mouse.move(middle.x + 120, middle.y + 40, { steps: 4 })
  await page.mouse.up()
  const moved = (await block.boundingBox())!
  expect(moved.x - zoomed.x).toBeCloseTo(120, 0)
  expect(moved.y - zoomed.y).toBeCloseTo(40, 0)
  // A drag selects nothing.
  expect(await page.locator('.graph-node.selected').count()).toBe(0)

  await page.getByRole('application').focus()
  await page.keyboard.press('-')
  await eventually(width).toBeLessThan(zoomed.width)
  // Another view and back: the zoom is as it was.
  const left = await width()
  await page.keyboard.press('1')
  await page.getByRole('application', { name: /^Flame graph/ }).waitFor()
  await page.keyboard.press('2')
  await drawn(page)
  expect(await width()).toBeCloseTo(left, 1)
  await page.keyboard.press('0')
  await eventually(width).toBeCloseTo(before.width, 1)
  expect(await page.locator('.graph-minimap').count()).toBe(0)
})

it('a press on the small map goes there', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Zoom to 100%' }).click()
  const map = page.locator('.graph-minimap')
  const { width, height } = (await map.boundingBox())!
  const legend = page.locator('.graph-legend')
  await map.click({ position: { x: width * 0.4, y: height * 0.05 } })
  const pane = (await page.locator('.graph-picture').boundingBox())!
  const there = (await legend.boundingBox())!
  expect(there.x + there.width).toBeGreaterThan(pane.x)
  expect(there.y + there.height).toBeGreaterThan(pane.y)
  expect(there.y).toBeLessThan(pane.y + pane.height)
})

it('shows as many nodes as asked for; each step is in the link and Back undoes it', async () => {
  const page = await open()
  await page.getByLabel('Nodes', { exact: true }).fill('10')
  await eventually(() => fragment(page)).toContain('n=10')
  await eventually(() => page.locator('.graph-node').count()).toBeLessThan(11)
  await page.getByLabel(/^of at least/).fill('30')
  await eventually(() => fragment(page)).toContain('nf=0.3')
  await page.getByLabel('Call tree').check()
  await eventually(() => fragment(page)).toContain('calltree=')
  await reloadKept(page)
  await drawn(page)
  expect(await page.getByLabel('Nodes', { exact: true }).inputValue()).toBe('10')
  await page.getByLabel('Trim').uncheck()
  await eventually(() => page.getByLabel('Nodes', { exact: true }).isDisabled()).toBe(true)
})

it('marks what the search finds, and n walks there', async () => {
  const page = await open()
  await page.keyboard.press('/')
  await page.keyboard.type('regexp')
  await eventually(() => page.locator('.graph-node.match').count()).toBe(3)
  await page.getByText('3 matches').waitFor()
  await page.getByRole('application').focus()
  await page.keyboard.press('n')
  await eventually(() => fragment(page)).toMatch(/sel=regexp\./)
})

it('goes to what the search says now, while what it said before is still marked', async () => {
  const page = await open()
  await page.keyboard.press('/')
  await page.keyboard.type('r')
  await eventually(() => page.locator('.graph-node.match').count()).toBeGreaterThan(3)
  await slowDown(page, 'graph')
  await page.keyboard.type('egexp')
  await page.keyboard.press('Enter')
  await eventually(() => fragment(page)).toMatch(/sel=/)
  expect(fragment(page)).toContain('sel=regexp.')
})

it('says of a selected function that it is not shown, and shows it', async () => {
  const page = await open()
  await page.goto(`${page.url()}?sel=sort.Strings`)
  const note = page.locator('.graph-missing')
  await note
    .getByText('sort.Strings is selected but not among the nodes shown: cum 0.32s, 8.84%.')
    .waitFor()
  await note.getByRole('button', { name: /^Show it/ }).click()
  await page.locator('.graph-node.selected').waitFor()
  expect(await note.count()).toBe(0)
})

it('says that the engine takes time before there is anything to lay out', async () => {
  const page = await newPage(browser, app.origin)
  await slowDown(page, 'graph')
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByRole('application', { name: /^Flame graph/ }).waitFor()
  await page.keyboard.press('2')
  await page.getByText('Adding up the graph…').waitFor()
  await drawn(page)
  expect(await page.getByText('Adding up the graph…').count()).toBe(0)
})

it('says that a layout takes time, which can be cancelled and begun again', async () => {
  const page = await newPage(browser, app.origin)
  await dropProfiles(page, 'cpu.pb.gz')
  await page.getByRole('application', { name: /^Flame graph/ }).waitFor()
  // Graphviz is not let through: the layout takes for ever.
  const graphviz = '**/graph-layout.worker*'
  const held = new Promise<Route>((resolve) => page.route(graphviz, resolve))
  await page.keyboard.press('2')
  await page.getByText(/^Laying out 31 nodes and \d+ arrows…/).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText(/^The layout of 31 nodes and \d+ arrows was cancelled/).waitFor()
  await page.unroute(graphviz)
  await (await held).abort().catch(() => {})
  await page.getByRole('button', { name: 'Lay it out' }).click()
  await drawn(page)
  expect(await page.getByRole('button', { name: 'Lay it out' }).count()).toBe(0)
})

it('refuses a graph that nobody could read, and offers fewer nodes', async () => {
  const page = await newPage(browser, app.origin)
  const names = Array.from({ length: 1200 }, (_, i) => `f${i}`)
  const profile = fromStacks(
    `${names.join(' ')}\n---\ncpu/nanoseconds ${names.map(() => '5').join(' ')}`,
  )
  await dropFiles(page, 'body', [
    { name: 'wide.pb', bytes: Buffer.concat([...encodeProto(profile)]) },
  ])
  await page.getByRole('application', { name: /^Flame graph/ }).waitFor()
  await page.keyboard.press('2')
  await page.getByText('Every node is lighter than 0.5%').waitFor()
  await page.getByLabel('Trim').uncheck()
  await page.getByText('the graph has 1,200 nodes and 0 arrows: too large to lay out').waitFor()
  await page.getByRole('button', { name: 'Show 80 nodes' }).click()
  await page.getByRole('button', { name: 'Show light nodes, too' }).click()
  await drawn(page)
  expect(await page.locator('.graph-node').count()).toBe(80)
})

it('explains an empty graph', async () => {
  const page = await open()
  await page.getByLabel(/^of at least/).fill('99')
  await page.getByText('Every node is lighter than 99%').waitFor()
  await page.getByRole('button', { name: 'Show light nodes, too' }).click()
  await drawn(page)
})

it('saves SVG, PNG and DOT', async () => {
  const page = await open()
  const svg = await saved(page, 'SVG')
  expect(svg.name).toBe('cpu.svg')
  expect(svg.bytes.toString()).toMatch(/^<\?xml.*<svg .*sha256.*<\/svg>\n$/s)
  const png = await saved(page, 'PNG')
  expect(png.name).toBe('cpu.png')
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(png.bytes.length).toBeGreaterThan(50_000)
  const dot = await saved(page, 'DOT')
  expect(dot.bytes.toString()).toMatch(/^digraph "leakdemo" \{\nnode \[style=filled/)
})

it('is without breaches of accessibility in light and dark', async () => {
  const page = await open()
  await box(page, 'fmt', '\\(\\*pp\\)', 'printValue').click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await breaches(page, rulesIn(colorScheme)), colorScheme).toEqual([])
  }
})
