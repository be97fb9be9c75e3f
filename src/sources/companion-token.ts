import { SourceError } from './error.ts'

// The command `flamedrop` serves this page with profiles of its own, and gives them only to a page that
// has the token of the link that it printed: docs/companion.md.

const FIELD = 'token'
const STORED = 'flamedrop-token'
const HEADER = 'X-Flamedrop-Token'

/** The part of the window that the token needs; tests give a fake. */
export interface TokenWindow {
  readonly location: { readonly origin: string; readonly hash: string }
  readonly history: {
    readonly state: unknown
    replaceState(state: unknown, unused: string, url: string): void
  }
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  addEventListener(type: 'popstate', listener: () => void): void
}

/** null: this page is no companion's, or has not been opened by its link. */
let token: string | null = null
let origin = ''

/**
 * Takes the token out of the address, now and whenever a link brings one: what is copied or shared
 * from the address must not hold it. The tab keeps it, so that a reload works. To be called once,
 * before anything else reads the address.
 */
export function startToken(window: TokenWindow): void {
  origin = window.location.origin
  token = stored(window)
  const claim = () => {
    const { hash } = window.location
    const found = fieldsOf(hash).find((field) => field.startsWith(`${FIELD}=`))
    if (found === undefined) return
    token = cleaned(found.slice(FIELD.length + 1))
    store(window, token)
    window.history.replaceState(window.history.state, '', withoutToken(hash))
  }
  claim()
  window.addEventListener('popstate', claim)
}

/** Whether the page was opened by a companion's link. */
export function hasToken(): boolean {
  return token !== null
}

/** What a request for the address has to carry: the token, to the page's own server alone. */
export function tokenHeaders(url: URL): Readonly<Record<string, string>> {
  return token !== null && url.origin === origin ? { [HEADER]: token } : {}
}

/**
 * Why the companion does not give what it has; null where the address is none of its own.
 * @param status of its answer; null where there was none
 */
export function companionError(url: URL, status: number | null): SourceError | null {
  if (url.origin !== origin || !/^\/(profile|source)\//.test(url.pathname)) return null
  if (status === null) {
    return new SourceError(
      `The command flamedrop, which served ${url.host}, is no longer running.`,
      'Start it again in a terminal and open the link that it prints.',
    )
  }
  if (status !== 403) return null
  return new SourceError(
    `${url.host} gives its profiles only to a page that was opened by the link that flamedrop printed.`,
    'Open that link from the terminal where flamedrop runs, or drop the file of the profile here.',
  )
}

function fieldsOf(hash: string): string[] {
  const cut = hash.indexOf('?')
  return cut < 0 ? [] : hash.slice(cut + 1).split('&')
}

function withoutToken(hash: string): string {
  const kept = fieldsOf(hash).filter((field) => !field.startsWith(`${FIELD}=`))
  const path = hash.slice(0, hash.indexOf('?'))
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`
}

function cleaned(text: string): string {
  // A header holds nothing else, and no token of ours does.
  return text.replace(/[^\w-]/g, '')
}

function stored(window: TokenWindow): string | null {
  try {
    // In a frame of another page the storage itself may be refused.
    return window.sessionStorage.getItem(STORED)
  } catch {
    return null
  }
}

function store(window: TokenWindow, value: string): void {
  try {
    window.sessionStorage.setItem(STORED, value)
  } catch {
    // The browser keeps nothing for this page: a reload needs the link again.
  }
}
