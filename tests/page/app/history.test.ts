import { expect, test } from 'vitest'
import {
  dropProfiles,
  eventually,
  fragment,
  openAgain,
  openPage,
  type Page,
  reload,
} from '../harness.ts'
import { keptLinks, keptProfiles } from '../window.ts'

// What this browser keeps, as a person sees it; its storage is in memory here.

const row = (page: Page, name: string) => page.locator('.history-row').filter({ hasText: name })
const names = (page: Page) => page.locator('.history-name').allTextContents()
const isKept = (count = 1) => eventually(keptProfiles).toBe(count)

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More about ${name}` }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click()
}

test('what was opened is listed on the next visit, and opens in the view it was in', async () => {
  const page = await openPage('#/top?f=json', 'cpu.pb.gz')
  await isKept()
  await eventually(keptLinks).toEqual(['#/top?f=json'])
  await openAgain()
  const cpu = row(page, 'cpu.pb.gz')
  await eventually(() => cpu.textContent()).toContain('360 samples')
  await eventually(() => cpu.textContent()).toContain('in Top, focus=json')
  await cpu.getByRole('button').first().click()
  await eventually(() => page.title()).toContain('focus json')
  await eventually(fragment).toBe('#/top?f=json')
})

test('a reload brings back all that was open, in its order, and Back', async () => {
  const page = await openPage('#/top', 'heap.1.pb.gz', 'heap.4.pb.gz')
  const bar = page.getByRole('region', { name: 'Comparison' })
  await eventually(() => bar.count()).toBe(1)
  await dropProfiles('cpu.pb.gz')
  await eventually(() => page.locator('.program .count').textContent()).toBe('3')
  await eventually(() => page.title()).toContain('cpu')
  await isKept(3)
  await reload()
  await eventually(() => page.locator('.program .count').textContent()).toBe('3')
  await eventually(() => page.title()).toContain('cpu')
  page.goBack()
  await eventually(() => bar.textContent()).toContain('heap.4.pb.gz')
})

test('several that were open in a closed tab open as they were', async () => {
  const page = await openPage('#/top', 'heap.1.pb.gz', 'heap.4.pb.gz')
  const bar = page.getByRole('region', { name: 'Comparison' })
  await eventually(() => bar.count()).toBe(1)
  await isKept(2)
  await openAgain()
  const compared = page.getByRole('button', { name: /^heap.4.pb.gz compared with heap.1.pb.gz/ })
  await compared.click()
  await eventually(() => bar.textContent()).toContain('heap.1.pb.gz')
  await eventually(fragment).toContain('#/top')
})

test('entries are pinned, renamed, annotated and removed', async () => {
  const page = await openPage('#/top', 'cpu.pb.gz')
  await isKept()
  await openAgain()
  await choose(page, 'cpu.pb.gz', 'Pin')
  await eventually(() => names(page)).toEqual(['cpu.pb.gz (pinned)'])
  await choose(page, 'cpu.pb.gz', 'Rename')
  await page.getByLabel('Name').fill('<b>before</b>')
  await page.keyboard.press('Enter')
  await eventually(() => names(page)).toEqual(['<b>before</b> (pinned)'])
  await choose(page, '<b>before</b>', 'Note')
  await page.getByLabel('Note').fill('slow since Monday')
  await page.keyboard.press('Enter')
  await eventually(() => page.locator('.history-note').textContent()).toBe('slow since Monday')
  await choose(page, '<b>before</b>', 'Remove')
  await eventually(() => page.locator('.history-row').count()).toBe(0)
})

test('nothing is kept by those who wish so, after a question', async () => {
  const page = await openPage('#/top', 'cpu.pb.gz')
  await isKept()
  await openAgain()
  await page.getByRole('button', { name: 'Keep: up to 1 GB' }).click()
  await page.getByRole('menuitemradio', { name: /^nothing/ }).click()
  await page.getByRole('button', { name: 'Remove all' }).click()
  await eventually(() => page.locator('.history-row').count()).toBe(0)
  await page.goto('#/top')
  await dropProfiles('cpu.pb.gz')
  await eventually(() => page.title()).toContain('cpu')
  await openAgain()
  await eventually(() => page.getByRole('button', { name: 'Keep: nothing' }).count()).toBe(1)
  expect(await page.locator('.history-row').count()).toBe(0)
})
