import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type Arrival,
  type Browser,
  changeView,
  noteShown,
  noteTab,
  startNavigation,
  undo,
  viewStore,
} from '../../../src/store/navigation.ts'
import { setFilter, withView } from '../../../src/store/view.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

/** A browser's history, without a browser. */
class FakeBrowser implements Browser {
  private readonly entries: { hash: string; state: unknown }[]
  private at = 0
  private readonly listeners = new Map<string, (() => void)[]>()

  constructor(
    hash: string,
    private readonly search = '',
  ) {
    this.entries = [{ hash, state: null }]
  }

  readonly sessionStorage = {
    remembered: new Map<string, string>(),
    getItem(name: string): string | null {
      return this.remembered.get(name) ?? null
    },
    setItem(name: string, text: string): void {
      this.remembered.set(name, text)
    },
  }
  /** How the page was come to. */
  visit = 'navigate'
  readonly performance = {
    getEntriesByType: () => [{ type: this.visit }] as unknown as PerformanceEntryList,
  }

  get location() {
    return { hash: this.entries[this.at]!.hash, search: this.search, pathname: '/' }
  }

  get hashes(): string[] {
    return this.entries.map(({ hash }) => hash)
  }

  readonly history = {
    browser: this as FakeBrowser,
    get state(): unknown {
      return structuredClone(this.browser.entries[this.browser.at]!.state)
    },
    pushState(state: unknown, _: string, hash: string) {
      const { browser } = this
      browser.entries.splice(++browser.at, Number.POSITIVE_INFINITY, { hash, state })
    },
    replaceState(state: unknown, _: string, hash: string) {
      const { browser } = this
      browser.entries[browser.at] = { hash, state }
    },
    back() {
      const { browser } = this
      if (browser.at === 0) throw new Error('left the page')
      browser.at--
      browser.tell('popstate')
    },
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }

  tell(type: string): void {
    for (const listener of this.listeners.get(type) ?? []) listener()
  }

  edit(hash: string): void {
    this.entries.splice(++this.at, Number.POSITIVE_INFINITY, { hash, state: null })
    this.tell('popstate')
  }
}

let arrivals: Arrival[] = []

function start(hash: string): FakeBrowser {
  const browser = new FakeBrowser(hash)
  arrivals = []
  startNavigation(browser, (arrival) => arrivals.push(arrival))
  return browser
}

const focus = (text: string) => changeView((view) => setFilter(view, 'focus', text))
const type = (search: string) => changeView((view) => withView(view, { search }), 'replace')

beforeEach(() => {
  vi.useFakeTimers()
  viewStore.setState(INITIAL_VIEW, true)
})

describe('navigation', () => {
  test('begins with the view of the address', () => {
    start('#/top?f=json&g=bananas')
    expect(viewStore.getState()).toMatchObject({ path: 'top', options: { focus: 'json' } })
    expect(arrivals).toEqual([
      {
        view: viewStore.getState(),
        problems: [expect.stringContaining('bananas')],
        shown: null,
        comparison: null,
        tab: '',
      },
    ])
  })

  test('takes a url before the # along, once', () => {
    const browser = new FakeBrowser('#/top?f=json', '?url=https%3A%2F%2Fhost%2Fcpu.pb.gz')
    startNavigation(browser, () => {})
    expect(viewStore.getState()).toMatchObject({ path: 'top', url: 'https://host/cpu.pb.gz' })
    expect(browser.hashes).toEqual(['/#/top?f=json&url=https%3A%2F%2Fhost%2Fcpu.pb.gz'])
  })

  test('Back undoes a step', () => {
    const browser = start('#/flamegraph')
    focus('json')
    focus('sort')
    expect(browser.hashes).toEqual(['#/flamegraph', '#/flamegraph?f=json', '#/flamegraph?f=sort'])
    undo()
    expect(viewStore.getState().options.focus).toBe('json')
    undo()
    expect(viewStore.getState()).toEqual(INITIAL_VIEW)
  })

  test('does not leave the page', () => {
    start('#/flamegraph')
    expect(() => undo()).not.toThrow()
    focus('json')
    undo()
    expect(() => undo()).not.toThrow()
  })

  test('typing amends the entry, and not at every key', () => {
    const browser = start('#/flamegraph')
    const replace = vi.spyOn(browser.history, 'replaceState')
    for (const text of ['j', 'js', 'jso', 'json']) type(text)
    expect(viewStore.getState().search).toBe('json')
    expect(replace).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    expect(replace).toHaveBeenCalledTimes(1)
    expect(browser.hashes).toEqual(['#/flamegraph?q=json'])
  })

  test('what was typed before a step is in the entry that Back leads to', () => {
    const browser = start('#/flamegraph')
    type('json')
    focus('sort')
    expect(browser.hashes).toEqual(['#/flamegraph?q=json', '#/flamegraph?f=sort&q=json'])
  })

  test('what was typed last is in the address when the page is left', () => {
    const browser = start('#/flamegraph')
    type('json')
    browser.tell('pagehide')
    expect(browser.hashes).toEqual(['#/flamegraph?q=json'])
  })

  test('a change that changes nothing is no step', () => {
    const browser = start('#/flamegraph?f=json')
    focus('json')
    expect(browser.hashes).toHaveLength(1)
  })

  test('an edited address is followed, and Back leads out of it', () => {
    const browser = start('#/flamegraph')
    browser.edit('#/top?i=gc')
    expect(viewStore.getState()).toMatchObject({ path: 'top', options: { ignore: 'gc' } })
    undo()
    expect(viewStore.getState()).toEqual(INITIAL_VIEW)
  })

  test('after a reload the entry says what was on screen, and in which tab', () => {
    const browser = start('#/flamegraph')
    noteShown({ shown: 7, comparison: null })
    noteTab('t1')
    vi.advanceTimersByTime(1000)
    focus('json')
    startNavigation(browser, (arrival) => arrivals.push(arrival))
    expect(arrivals.at(-1)).toMatchObject({ shown: 7, tab: 't1' })
  })

  test('after a crash as well, where the browser has lost its state; not on another visit', () => {
    const browser = start('#/flamegraph')
    noteTab('t1')
    focus('json')
    const lost = () => browser.history.replaceState(null, '', '#/flamegraph?f=json')
    lost()
    browser.visit = 'reload'
    startNavigation(browser, (arrival) => arrivals.push(arrival))
    expect(arrivals.at(-1)).toMatchObject({ tab: 't1' })
    undo()
    expect(browser.location.hash).toBe('#/flamegraph')
    lost()
    browser.visit = 'navigate'
    startNavigation(browser, (arrival) => arrivals.push(arrival))
    expect(arrivals.at(-1)).toMatchObject({ tab: '' })
  })
})
