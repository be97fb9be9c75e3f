import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'
import type { Locator } from '../locator.ts'

// Callers and callees as a person walks them.

async function openPeek(options = ''): Promise<Page> {
  const page = await openPage(`#/peek${options}`, 'cpu.pb.gz')
  await lines(page).first().waitFor()
  return page
}

const lines = (page: Page): Locator => page.locator('.peek .line')
const frames = (page: Page): Locator => page.locator('.peek-frame')
const texts = async (one: Locator): Promise<string[]> => {
  const cells = await one.locator('td > span').allTextContents()
  return cells.map((text) => text.replace(/^[↘↳]/, '')).filter((text) => text !== '')
}

describe('one frame', () => {
  test('is the one with the largest cum, with the figures of the report', async () => {
    const page = await openPeek()
    await eventually(() => texts(frames(page))).toEqual([
      '0',
      '0%',
      '0%',
      '3.52s',
      '97.24%',
      'main.worker',
    ])
    expect(await texts(lines(page).nth(1))).toEqual(['3.52s', '100%', 'runtime/pprof.Do'])
  })

  test('gives way to the caller or callee that is clicked; Back returns', async () => {
    const page = await openPeek()
    await lines(page).filter({ hasText: 'runtime/pprof.Do' }).click()
    await eventually(() => frames(page).textContent()).toContain('runtime/pprof.Do')
    await lines(page).filter({ hasText: 'main.worker.func1' }).click()
    await eventually(() => frames(page).textContent()).toContain('main.worker.func1')
    expect(fragment()).toBe('#/peek?sel=main.worker.func1')
    await eventually(() => page.locator('.inspector .frame-name').textContent()).toBe(
      'main.worker.func1',
    )
    await page.goBack()
    await eventually(() => frames(page).textContent()).toContain('runtime/pprof.Do')
    await page.goBack()
    await eventually(() => frames(page).textContent()).toMatch(/main\.worker$/)
  })

  test('is walked from by keys', async () => {
    const page = await openPeek('?sel=main.hashWork')
    await eventually(() => frames(page).textContent()).toContain('main.hashWork')
    await page.getByRole('treegrid', { name: 'Callers and callees' }).focus()
    await eventually(() => page.locator('.line.active').textContent()).toContain('main.hashWork')
    await page.keyboard.press('ArrowDown')
    const callee = (await texts(page.locator('.line.active'))).at(-1)!
    await page.keyboard.press('Enter')
    await eventually(() => frames(page).textContent()).toContain(callee)
    await eventually(() => page.locator('.line.active').textContent()).toContain(callee)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: /^Focus/ }).click()
    await eventually(() => fragment()).toContain('f=^')
  })

  test('that the filters leave out says so, and leads on', async () => {
    const page = await openPeek('?sel=main.worker')
    page.goto('#/peek?sel=main.worker&f=gcBgMarkWorker')
    await page.getByText('main.worker is not in what the filters leave.').first().waitFor()
    await page.getByRole('button', { name: 'Show the frame with the largest cum' }).click()
    await eventually(() => frames(page).textContent()).toContain('runtime.gcBgMarkWorker')
  })
})

describe('a long list', () => {
  test('shows the heaviest, and all on request', async () => {
    const page = await openPeek('?sel=runtime.asyncPreempt')
    const more = page.locator('.line[aria-expanded]').first()
    await more.waitFor()
    const [count] = /\d+/.exec((await more.textContent()) ?? '') ?? []
    const before = await lines(page).count()
    await more.click()
    await eventually(() => lines(page).count()).toBe(before + Number(count) - 12)
    await page.getByText(/^Show only the heaviest/).click()
    await eventually(() => lines(page).count()).toBe(before)
  })

  test('is shown whole for a match in it, from either side', async () => {
    const page = await openPeek('?sel=runtime.asyncPreempt')
    const more = page.locator('.line[aria-expanded]').first()
    await more.click()
    await page.getByText(/^Show only the heaviest/).waitFor()
    const rest = page.locator('.line:has(+ .line[aria-expanded]) .peek-name')
    const hidden = (await rest.textContent())!.replace(/^↘/, '').replace('(inline)', '').trim()
    for (const key of ['Enter', 'Shift+Enter']) {
      await page.getByText(/^Show only the heaviest/).click()
      await page.keyboard.press('/')
      await page.keyboard.type(hidden)
      await eventually(() => more.getAttribute('class')).toContain('match')
      await page.keyboard.press(key)
      await eventually(() => page.locator('.line.active').textContent()).toContain(hidden)
      await eventually(() => more.getAttribute('aria-expanded')).toBe('true')
    }
  })
})

describe('the regexp', () => {
  test('shows all that it matches; a click shows one alone, Back all again', async () => {
    const page = await openPeek()
    const field = page.getByLabel('peek', { exact: true })
    await field.fill('main\\.')
    await page.getByText('6 frames').waitFor()
    await eventually(() => fragment()).toBe('#/peek?peek=main\\.')
    await lines(page).filter({ hasText: 'crypto/sha256.Sum256' }).first().click()
    await eventually(() => fragment()).toBe('#/peek?sel=crypto/sha256.Sum256')
    await eventually(() => frames(page).count()).toBe(1)
    await page.goBack()
    await page.getByText('6 frames').waitFor()
    await field.press('Escape')
    await eventually(() => frames(page).count()).toBe(1)
  })

  test('that matches nothing, or is none, says so in pprof’s words', async () => {
    const page = await openPeek('?peek=json')
    const field = page.getByLabel('peek', { exact: true })
    await field.fill('nosuchfunction')
    await eventually(() => page.locator('.peek-regexp [role=status]').textContent()).toBe(
      'no matches found for regexp: nosuchfunction',
    )
    await field.fill('(')
    await eventually(() => page.locator('.peek-regexp [role=status]').textContent()).toContain(
      'missing closing )',
    )
  })
})

test('the search marks and walks', async () => {
  const page = await openPeek('?peek=main')
  await page.keyboard.press('/')
  await page.keyboard.type('hashWork')
  await eventually(() => page.locator('.search-matches').textContent()).toMatch(/^\d+ matches$/)
  await page.keyboard.press('Enter')
  await eventually(() => page.locator('.line.active mark').textContent()).toBe('hashWork')
})
