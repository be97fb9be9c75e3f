import { expect, test } from 'vitest'
import { dropProfiles, eventually, fragment, openPage } from '../harness.ts'
import { addFilter, openTop, rows } from '../table.ts'

// Keys that work wherever the focus is, and a link about another file.

test('Escape goes out step by step: of the field, the search, the selection', async () => {
  const page = await openTop()
  await rows(page).filter({ hasText: 'runtime.mallocgc' }).click()
  await page.locator('#search').fill('json')
  await eventually(() => fragment()).toContain('q=json')
  await page.keyboard.press('Escape')
  await eventually(() => fragment()).toBe('#/top?sel=runtime.mallocgc')
  await page.keyboard.press('Escape')
  await eventually(() => document.activeElement?.id).not.toBe('search')
  expect(fragment()).toContain('sel=runtime.mallocgc')
  await page.keyboard.press('Escape')
  await eventually(() => fragment()).toBe('#/top')
})

test('Escape leaves the text of a filter as it was', async () => {
  const page = await openTop()
  await addFilter(page, 'focus', 'json')
  await eventually(() => fragment()).toBe('#/top?f=json')
  await page.getByRole('button', { name: 'Edit focus: json' }).click()
  await page.keyboard.type('sort')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Edit focus: json' }).waitFor()
  expect(fragment()).toBe('#/top?f=json')
})

test('? is text in a field, where F1 lists the keys', async () => {
  const page = await openTop()
  await page.locator('#search').focus()
  await page.keyboard.type('?')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
})

test('a link about another file than the one that is dropped says so, and keeps on', async () => {
  const link = '#/top?f=json&file=heap.pb.gz'
  const page = await openPage(link)
  await page.locator('.empty-link', { hasText: 'heap.pb.gz' }).waitFor()
  await dropProfiles('cpu.pb.gz')
  await rows(page).first().waitFor()
  await page.locator('.panel', { hasText: 'about heap.pb.gz, and this is cpu.pb.gz' }).waitFor()
  expect(fragment()).toBe('#/top?f=json')
})

test('a link about the file that is dropped says nothing', async () => {
  const page = await openPage('#/top?f=json&file=cpu (2).pb.gz')
  await dropProfiles('cpu.pb.gz')
  await rows(page).first().waitFor()
  expect(await page.locator('.panel').count()).toBe(0)
})
