import { SourceError } from './error.ts'

// The command `flamedrop` serves this page with profiles, which only a page with the token of the
// printed link may fetch: docs/companion.md.

const FIELD = 'token'
const STORED = 'flamedrop-token'
const HEADER = 'X-Flamedrop-Token'

/** The part of the window that is used here; tests pass a fake. */
export interface TokenWindow {
  readonly location: { readonly origin: string; readonly hash: string }
  readonly history: {
    readonly state: unknown
    replaceState(state: unknown, unused: string, url: string): void
  }
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  addEventListener(type: 'popstate', listener: () => void): void
}

/** null if the page is not served by a companion, or was not opened by its link. */
let token: string | null = null
let origin = ''

/**
 * Removes the token from the address, at the start and whenever a link has one, so that it is not
 * copied or shared. It is stored for the tab, so that a reload works. To be called once, before
 * anything else reads the address.
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

/** The headers of a request: the token, if the address is on the page's own server. */
export function tokenHeaders(url: URL): Readonly<Record<string, string>> {
  return token !== null && url.origin === origin ? { [HEADER]: token } : {}
}

/**
 * The error for a failed request to the companion; null for other addresses.
 * @param status of the response; null if there was none
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
  // Other characters are not allowed in headers, and never occur in a token.
  return text.replace(/[^\w-]/g, '')
}

function stored(window: TokenWindow): string | null {
  try {
    // Within a frame of another page, access to the storage may be denied.
    return window.sessionStorage.getItem(STORED)
  } catch {
    return null
  }
}

function store(window: TokenWindow, value: string): void {
  try {
    window.sessionStorage.setItem(STORED, value)
  } catch {
    // The browser stores nothing for this page: a reload needs the link again.
  }
}
