import { describe, expect, test } from 'vitest'
import { eventually, fragment, openPage, type Page } from '../harness.ts'

// Goroutines of a program that leaks, as a person finds out what they wait for.

const DUMP = 'goroutine.late.debug2.txt'

async function open(profile = DUMP, options = ''): Promise<Page> {
  const page = await openPage(`#/goroutines${options}`, profile)
  await page.locator('.group-main').first().waitFor()
  return page
}

const groups = (page: Page) => page.locator('.group-line').allInnerTexts()
const line = (page: Page, index: number) => page.locator('.group-main').nth(index)
const status = (page: Page) => page.locator('.goroutines-count').textContent()

describe('a dump', () => {
  test('is listed by stack, the most goroutines first, and its tab comes first', async () => {
    const page = await open()
    const [first, second] = await groups(page)
    expect(first?.split(/\s+/)).toEqual(
      expect.arrayContaining(['2,714', 'chan', 'send', 'main.leak', 'main.go:32', 'main.leakLoop']),
    )
    expect(second).toContain('main.waitForever')
    expect(await status(page)).toBe('2,742 goroutines in 12 stacks')
    expect(await page.locator('.tabs button').first().textContent()).toBe('Goroutines')
  })

  test('filters the list alone by state, until every view is to have the filter', async () => {
    const page = await open()
    const everywhere = page.getByRole('button', { name: 'Filter every view' })
    expect(await everywhere.count()).toBe(0)
    await page.getByRole('button', { name: 'semacquire 19' }).click()
    await page.getByText('The other views show all.').waitFor()
    await everywhere.click()
    await eventually(() => fragment()).toContain('tf=state=^semacquire$')
    expect(fragment()).not.toContain('gstate')
    await eventually(() => status(page)).toBe('19 goroutines in 2 stacks')
    expect(await everywhere.count()).toBe(0)
    await page.goBack()
    await eventually(() => status(page)).toBe('19 of 2,742 goroutines listed, in 2 stacks')
  })

  test('says in plain words what a group waits for, and shows one with its arguments', async () => {
    const page = await open()
    await line(page, 0).click()
    const details = page.locator('.group-details')
    await details.getByText('Waits for somebody to take its value from a channel.').waitFor()
    expect(await line(page, 0).getAttribute('aria-expanded')).toBe('true')
    await details.getByText('Goroutines 1 – 100 of 2,714').waitFor()
    await details.getByRole('button', { name: 'Next', exact: true }).click()
    await details.getByText('Goroutines 101 – 200 of 2,714').waitFor()
    await eventually(() => details.locator('.goroutine-list button').count()).toBe(100)
    await details.locator('.goroutine-list button').first().click()
    await eventually(() => details.locator('.goroutine-block').textContent()).toMatch(
      /^goroutine \d+ \[chan send.*\]:\nmain\.leak\(.*\)\n\t\/srv\/leakdemo\/main\.go:32/,
    )
    await line(page, 0).click()
    await eventually(() => details.count()).toBe(0)
  })

  test('is narrowed to one group in every view', async () => {
    const page = await open()
    await line(page, 1).click()
    await page.getByRole('button', { name: 'Focus on this group' }).click()
    await eventually(() => status(page)).toBe('12 goroutines in 1 stack')
    expect(fragment()).toContain('f=^main\\.waitForever$')
    expect(fragment()).toContain('tf=state=^semacquire$')
    await page.goBack()
    await eventually(() => status(page)).toBe('2,742 goroutines in 12 stacks')
  })

  test('is searched, and the matches are gone through', async () => {
    const page = await open()
    await page.keyboard.press('/')
    await page.keyboard.type('registry')
    await eventually(() => page.locator('.group.match').count()).toBe(2)
    await line(page, 0).focus()
    await page.keyboard.press('n')
    await eventually(() =>
      page.evaluate(() => document.activeElement?.closest('.group')?.textContent),
    ).toContain('main.(*registry).put')
    await page.getByLabel('Only matches').check()
    await eventually(() => status(page)).toBe('8 of 2,742 goroutines listed, in 2 stacks')
  })
})

test('a binary profile says that its states are inferred', async () => {
  const page = await open('goroutine.4.pb.gz')
  await page.getByText('they are inferred from the runtime’s frames').waitFor()
  expect((await groups(page))[0]).toContain('chan send')
})
