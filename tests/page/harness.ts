import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import { Locator, newPerson } from './locator.ts'
import { beginPage, forgetKept, furnish } from './window.ts'

// The page without a browser: its own code on happy-dom, asking the real engine in this thread.
// Nothing is drawn and nothing has a place; what needs either is a test of tests/browser.

furnish()

/** The page as a person uses it, in the words of the browser tests. */
export class Page extends Locator {
  readonly keyboard = {
    press: (key: string): Promise<void> => this.active().press(key),
    type: (text: string): Promise<void> => this.active().type(text),
  }

  constructor() {
    super(() => [document.documentElement])
  }

  async evaluate<T>(read: () => T): Promise<T> {
    return read()
  }

  title(): string {
    return document.title
  }

  /** Follows a link, as one that is clicked or typed. */
  goto(link: string): void {
    history.pushState(null, '', link)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }

  goBack(): void {
    history.back()
  }

  private active(): Locator {
    return new Locator(() => [document.activeElement ?? document.body])
  }
}

/** Opens the page at a link (`#/top?f=json`) and drops recorded profiles on it. */
export async function openPage(link = '', ...profiles: readonly string[]): Promise<Page> {
  localStorage.clear()
  sessionStorage.clear()
  forgetKept()
  history.replaceState(null, '')
  await load(link)
  if (profiles.length > 0) await dropProfiles(...profiles)
  return new Page()
}

/** Loads the page anew at the same address, as a reload does. */
export async function reload(): Promise<void> {
  await load(location.hash)
}

/** Closes the page, and opens it in another tab. */
export async function openAgain(link = ''): Promise<void> {
  leave()
  sessionStorage.clear()
  history.replaceState(null, '')
  await load(link)
}

/** Ends the page on screen. */
let leave = () => {}

async function load(link: string): Promise<void> {
  leave()
  // The app keeps what it knows in its modules: each test has its own.
  vi.resetModules()
  const problems: string[] = []
  vi.spyOn(console, 'error').mockImplementation((...said) => {
    // happy-dom does not have every element.
    if (!/is unrecognized in this browser/.test(said[0])) problems.push(said.map(String).join(' '))
  })
  window.happyDOM.setURL(`http://localhost/${link}`)
  document.body.innerHTML = '<div id="root"></div>'
  newPerson()
  const end = beginPage()
  const { createRoot } = await import('react-dom/client')
  let unmount = () => {}
  vi.doMock('react-dom/client', () => ({
    createRoot(element: Element) {
      const root = createRoot(element)
      unmount = () => root.unmount()
      return root
    },
  }))
  await import('../../src/main.tsx')
  leave = () => {
    leave = () => {}
    unmount()
    end()
    vi.restoreAllMocks()
  }
  onTestFinished(() => {
    leave()
    expect(problems, 'what went wrong in the page').toEqual([])
  })
}

/** Drops recorded profiles of tests/fixtures/profiles onto the page. */
export function dropProfiles(...names: readonly string[]): Promise<void> {
  return dropFiles(...names.map((name) => ({ name, bytes: recorded(name) })))
}

/** Bytes of a recorded profile. */
export function recorded(name: string): Uint8Array<ArrayBuffer> {
  return readFileSync(join(import.meta.dirname, '../fixtures/profiles', name))
}

/** Lets files go over the page, as soon as it takes them, as a user who drags them from outside. */
export async function dropFiles(
  ...files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]
): Promise<void> {
  const dropped = files.map(({ name, bytes }) => new File([bytes], name))
  const dataTransfer = {
    types: ['Files'],
    files: dropped,
    items: dropped.map((file) => ({
      kind: 'file',
      getAsFile: () => file,
      webkitGetAsEntry: () => null,
    })),
  }
  const isTaken = (type: string): boolean => {
    const event = new Event(type, { bubbles: true, cancelable: true })
    return !document.body.dispatchEvent(Object.assign(event, { dataTransfer, clientX: 0 }))
  }
  await eventually(() => isTaken('dragover')).toBe(true)
  isTaken('drop')
}

/** The link's part behind the page's address, as a person reads it. */
export function fragment(): string {
  return decodeURIComponent(location.hash)
}

/** Waits until what `read` gives fits. */
export function eventually<T>(read: () => Promise<T> | T) {
  return expect.poll(read, { timeout: 30_000, interval: 5 })
}
