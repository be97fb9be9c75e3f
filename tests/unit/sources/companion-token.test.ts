import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { TokenWindow } from '../../../src/sources/companion-token.ts'

// How the page gets the token, keeps it and says it.

const ORIGIN = 'http://127.0.0.1:8711'
const OWN = new URL('/profile/1/cpu.pb.gz', ORIGIN)

/** A tab: its address, and what it remembers. */
class Tab implements TokenWindow {
  readonly location = { origin: ORIGIN, hash: '' }
  readonly history = {
    state: { depth: 3 },
    replaceState: (_state: unknown, _unused: string, url: string) => {
      this.location.hash = url
    },
  }
  readonly sessionStorage = {
    getItem: (key: string) => this.memory.get(key) ?? null,
    setItem: (key: string, value: string) => void this.memory.set(key, value),
  }
  private listener = () => {}

  constructor(
    hash: string,
    private readonly memory = new Map<string, string>(),
  ) {
    this.location.hash = hash
  }

  addEventListener(_type: 'popstate', listener: () => void): void {
    this.listener = listener
  }

  /** The user follows a link that differs in its fragment. */
  follow(hash: string): void {
    this.location.hash = hash
    this.listener()
  }
}

let page: typeof import('../../../src/sources/companion-token.ts')

beforeEach(async () => {
  vi.resetModules()
  page = await import('../../../src/sources/companion-token.ts')
})

const headers = () => page.tokenHeaders(OWN)

describe('the token', () => {
  test('is taken out of the address, which keeps the rest letter for letter', () => {
    const tab = new Tab('#/top?f=a%2Fb+c&token=T-1_x&url=/profile/1/cpu.pb.gz')
    const replaced = vi.spyOn(tab.history, 'replaceState')
    page.startToken(tab)
    expect(tab.location.hash).toBe('#/top?f=a%2Fb+c&url=/profile/1/cpu.pb.gz')
    expect(replaced).toHaveBeenCalledWith({ depth: 3 }, '', tab.location.hash)
    expect(headers()).toEqual({ 'X-Flamedrop-Token': 'T-1_x' })
  })

  test('may be all that the link has', () => {
    const tab = new Tab('#/flamegraph?token=T')
    page.startToken(tab)
    expect(tab.location.hash).toBe('#/flamegraph')
    expect(page.hasToken()).toBe(true)
  })

  test('outlives a reload', () => {
    const memory = new Map<string, string>()
    page.startToken(new Tab('#/top?token=T', memory))
    expect([...memory.values()]).toEqual(['T'])
    page.startToken(new Tab('#/top', memory))
    expect(headers()).toEqual({ 'X-Flamedrop-Token': 'T' })
  })

  test('of a later link takes its place', () => {
    const tab = new Tab('#/top?token=old')
    page.startToken(tab)
    tab.follow('#/top?token=new&f=x')
    expect(tab.location.hash).toBe('#/top?f=x')
    expect(headers()).toEqual({ 'X-Flamedrop-Token': 'new' })
    tab.follow('#/top?f=y')
    expect(headers()).toEqual({ 'X-Flamedrop-Token': 'new' })
  })

  test('is no part of a word that only ends with its name', () => {
    const tab = new Tab('#/top?mytoken=x&q=token=y')
    page.startToken(tab)
    expect(tab.location.hash).toBe('#/top?mytoken=x&q=token=y')
    expect(page.hasToken()).toBe(false)
  })

  test('cannot break out of the header', () => {
    page.startToken(new Tab('#/top?token=T%0d%0aX:%20y\r\nz'))
    expect(() => new Headers(headers())).not.toThrow()
  })

  test('works for the visit where the browser keeps nothing', () => {
    const tab = new Tab('#/top?token=T')
    const refuse = () => {
      throw new Error('SecurityError')
    }
    tab.sessionStorage.getItem = refuse
    tab.sessionStorage.setItem = refuse
    page.startToken(tab)
    expect(headers()).toEqual({ 'X-Flamedrop-Token': 'T' })
  })
})

describe('a request', () => {
  test('to any other server is without it', () => {
    page.startToken(new Tab('#/top?token=T'))
    for (const url of [
      'http://127.0.0.1:8712/profile/1/x',
      'https://127.0.0.1:8711/profile/1/x',
      'http://localhost:8711/profile/1/x',
      'https://example.com/cpu.pb.gz',
    ]) {
      expect(page.tokenHeaders(new URL(url))).toEqual({})
    }
  })

  test('of a page that no companion has opened is without it', () => {
    page.startToken(new Tab('#/top?f=x'))
    expect(headers()).toEqual({})
  })
})

describe('what the companion refuses', () => {
  test('is explained: the wrong token, or its end', () => {
    page.startToken(new Tab(''))
    expect(page.companionError(OWN, 403)?.hint).toContain('Open that link')
    expect(page.companionError(OWN, null)?.message).toContain('is no longer running')
  })

  test('is not taken for what others do', () => {
    page.startToken(new Tab(''))
    expect(page.companionError(OWN, 404)).toBeNull()
    expect(page.companionError(new URL('/examples/cpu.pb.gz', ORIGIN), 403)).toBeNull()
    expect(page.companionError(new URL('https://example.com/profile/1/x'), 403)).toBeNull()
  })
})
