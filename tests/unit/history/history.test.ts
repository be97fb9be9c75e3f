import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentId } from '../../../src/history/content-id.ts'
import type { Entry, NewEntry, Tab } from '../../../src/history/entry.ts'
import { bytesOf, MOST_ENTRIES, makeRoom } from '../../../src/history/room.ts'
import { MemoryBrowser } from './memory.ts'

const about = (name: string): NewEntry => ({
  name,
  modified: 0,
  origin: { kind: 'file' },
  types: 'cpu',
  samples: 1,
})

/** A file of so many bytes, the same for the same number. */
const file = (number: number, size: number) => new Blob([new Uint8Array(size).fill(number)])

const tabOf = (id: string, saved: number, ...entries: readonly string[]): Tab => ({
  id,
  saved,
  profiles: entries.map((entry, key) => ({
    key,
    entry,
    name: entry,
    file: entry,
    modified: 0,
    origin: { kind: 'file' },
  })),
  shown: 0,
  comparison: null,
  order: null,
  link: '#/top',
})

describe('content', () => {
  test('is the same file under any name, and another one with one other byte', async () => {
    const bytes = new Uint8Array(2 ** 24 + 5)
    const id = await contentId(new Blob([bytes]))
    expect(await contentId(new File([bytes], 'other'))).toBe(id)
    bytes[bytes.length - 1] = 1
    expect(await contentId(new Blob([bytes]))).not.toBe(id)
    expect(await contentId(new Blob([]))).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('what makes room', () => {
  const entry = (id: string, opened: number, size: number, pinned = false): Entry => ({
    ...about(id),
    id,
    size,
    opened,
    pinned,
    link: '',
    thumbnail: null,
    title: '',
    note: '',
  })
  const entries = [entry('a', 3, 10), entry('b', 1, 10, true), entry('c', 2, 10)]
  const leaving = (size: number, quota: number, ...open: readonly string[]) =>
    makeRoom(entries, size, quota, new Set(open))?.map(({ id }) => id) ?? null

  test('is what was opened longest ago, pinned ones last, and never what is open', () => {
    expect(leaving(10, 40)).toEqual([])
    expect(leaving(1, 30)).toEqual(['c'])
    expect(leaving(15, 30)).toEqual(['c', 'a'])
    expect(leaving(25, 30)).toEqual(['c', 'a', 'b'])
    expect(leaving(15, 30, 'c')).toEqual(['a', 'b'])
    expect(leaving(15, 30, 'c', 'a')).toBe(null)
    expect(leaving(31, 30)).toBe(null)
  })

  test('counts files, too', () => {
    const many = Array.from({ length: MOST_ENTRIES }, (_, i) => entry(`${i}`, i, 1))
    expect(makeRoom(many, 1, 1e9, new Set())?.map(({ id }) => id)).toEqual(['0'])
  })
})

describe('the history', () => {
  test('gives back what was kept, once for equal files', async () => {
    const { history } = new MemoryBrowser().openTab()
    const { id } = await history.keep(file(1, 5), about('a.pb.gz'), 10)
    await history.change(id, { pinned: true, title: 'before', note: 'slow' })
    await history.keep(file(1, 5), about('copy.pb.gz'), 20)
    const { entries } = await history.list()
    expect(entries).toMatchObject([
      { id, name: 'copy.pb.gz', opened: 20, pinned: true, title: 'before', note: 'slow', size: 5 },
    ])
    expect(await (await history.open(id))?.bytes()).toEqual(new Uint8Array(5).fill(1))
    await history.remove([id])
    expect((await history.list()).entries).toEqual([])
  })

  test('keeps nothing when told so, and removes what there was', async () => {
    const browser = new MemoryBrowser()
    const tab = browser.openTab()
    const { id } = await tab.history.keep(file(1, 5), about('a'), 1)
    await tab.history.saveTab(tabOf('t', 1, id))
    await tab.history.configure({ keeping: false })
    expect(await tab.history.keep(file(2, 5), about('b'), 2)).toMatchObject({ outcome: 'off' })
    expect([browser.entries.size, browser.tabs.size]).toEqual([0, 0])
    // It is open: its bytes go with it.
    expect([...browser.bytes.keys()]).toEqual([id])
    await tab.history.release(id)
    expect(browser.bytes.size).toBe(0)
  })

  test('a smaller limit removes what is over it, but for what is open', async () => {
    const browser = new MemoryBrowser()
    const first = browser.openTab()
    for (const n of [1, 2, 3]) await first.history.keep(file(n, 10), about(`${n}`), n)
    first.close()
    const { history } = browser.openTab()
    await history.keep(file(4, 10), about('4'), 4)
    await history.configure({ quota: 25 })
    expect((await history.list()).entries.map(({ name }) => name)).toEqual(['4', '3'])
    await history.configure({ quota: 5 })
    expect((await history.list()).entries.map(({ name }) => name)).toEqual(['4'])
    expect(await history.keep(file(5, 6), about('5'), 5)).toMatchObject({ outcome: 'large' })
  })

  test('a tab finds its files again, and a duplicate of it gets them as well', async () => {
    const browser = new MemoryBrowser()
    const before = browser.openTab()
    const { id } = await before.history.keep(file(1, 5), about('a'), 1)
    await before.history.saveTab(tabOf('t', 1, id))
    expect((await before.history.list()).tabs, 'it is still there').toEqual([])
    before.close()
    const again = browser.openTab()
    expect((await again.history.list()).tabs).toMatchObject([{ id: 't' }])
    expect(await again.history.openTab('t', 'other')).toMatchObject({ id: 't' })
    const duplicate = browser.openTab()
    expect(await duplicate.history.openTab('t', 'other')).toMatchObject({ id: 'other' })
    expect(await duplicate.history.openTab('unknown', 'other')).toBe(null)
    await again.history.saveTab(tabOf('t', 2))
    expect([...browser.tabs.keys()]).toEqual(['other'])
  })

  test('gives no bytes of which only a part was written', async () => {
    const browser = new MemoryBrowser()
    const { history } = browser.openTab()
    let steps = 0
    const id = await contentId(file(8, 40))
    // Whichever step fails, what is there is whole or nothing.
    for (let failing = 1; failing <= 12; failing++) {
      steps = 0
      browser.beforeStep = () => {
        if (++steps === failing) throw new Error('the disk is full')
      }
      await history.keep(file(8, 40), about('8'), 1).catch(() => {})
      browser.beforeStep = () => {}
      expect([undefined, 40]).toContain((await history.open(id))?.size)
      await history.remove([id])
      await history.release(id)
    }
  })

  test('remembers the last twenty tabs that are closed', async () => {
    const browser = new MemoryBrowser()
    for (let i = 0; i < 30; i++) {
      const { history, close } = browser.openTab()
      const { id } = await history.keep(file(i, 5), about(`${i}`), i)
      await history.saveTab(tabOf(`t${i}`, i, id))
      close()
    }
    expect([...browser.tabs.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => `t${i + 10}`))
  })
})

/** A step of a tab. */
const step = fc.oneof(
  fc.record({
    type: fc.constant('keep' as const),
    tab: fc.nat(2),
    file: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    type: fc.constantFrom('remove' as const, 'pin' as const, 'release' as const, 'open' as const),
    tab: fc.nat(2),
    file: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ type: fc.constant('close' as const), tab: fc.nat(2), file: fc.constant(0) }),
)

describe('whatever fails, and in whichever order tabs work', () => {
  test('every entry has its bytes, all fit in the limit, and nothing else is lost', async () => {
    const QUOTA = 60
    const sizeOf = (n: number) => 5 * n
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, n) => contentId(file(n, sizeOf(n)))),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(fc.nat(12), { minLength: 1 }),
        async (steps, failures) => {
          const browser = new MemoryBrowser()
          browser.settings = { keeping: true, quota: QUOTA }
          const tabs = [0, 1, 2].map(() => browser.openTab())
          let count = 0
          browser.beforeStep = () => {
            if (failures[count++ % failures.length] === 0) throw new Error('the disk is full')
          }
          /** What each tab has open, whose bytes it may read at any time. */
          const open = tabs.map(() => new Set<string>())
          const removed = new Set<string>()
          const run = async ({ type, tab, file: n }: (typeof steps)[number]) => {
            const { history } = tabs[tab]!
            const id = ids[n]!
            if (type === 'keep') {
              const { outcome } = await history.keep(file(n, sizeOf(n)), about(`${n}`), count)
              if (outcome !== 'kept') return
              removed.delete(id)
              open[tab]!.add(id)
            } else if (type === 'open') {
              if (await history.open(id)) open[tab]!.add(id)
            } else if (type === 'pin') {
              await history.change(id, { pinned: true })
            } else if (type === 'remove') {
              removed.add(id)
              await history.remove([id])
            } else if (type === 'release') {
              open[tab]!.delete(id)
              await history.release(id)
            } else {
              open[tab]!.clear()
              tabs[tab]!.close()
              tabs[tab] = browser.openTab()
            }
          }
          // Tabs work at the same time, each on one thing after the other.
          for (let i = 0; i < steps.length; i += 6) {
            const some = steps.slice(i, i + 6)
            await Promise.all(
              tabs.map(async (_, tab) => {
                for (const one of some.filter((other) => other.tab === tab)) {
                  await run(one).catch(() => {})
                }
              }),
            )
            const entries = [...browser.entries.values()]
            expect(bytesOf(entries)).toBeLessThanOrEqual(QUOTA)
            for (const { id, size } of entries) expect(browser.bytes.get(id)?.size).toBe(size)
            for (const id of open.flatMap((held) => [...held])) {
              expect(browser.bytes.get(id)?.size, 'what is open').toBeGreaterThan(0)
            }
          }
          for (const id of open.flatMap((held) => [...held])) {
            if (!removed.has(id)) expect(browser.entries.has(id), 'open, not removed').toBe(true)
          }
          browser.beforeStep = () => {}
          for (const tab of tabs) tab.close()
          await browser.openTab().history.sweep()
          expect([...browser.bytes.keys()].sort()).toEqual([...browser.entries.keys()].sort())
        },
      ),
      { numRuns: 150 },
    )
  })
})
