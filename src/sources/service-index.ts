import { notAnIndex } from './service-errors.ts'

// The index page of net/http/pprof, which lists the profiles of a service. Its format is that of
// Go's net/http/pprof (Index): a table with a link for each profile and its count in the cell
// before. Go up to 1.10 lists the profiles of runtime/pprof, newer versions also cmdline, profile
// and trace.

/** A profile that a service offers. */
export interface Offered {
  readonly name: string
  /** The number of records in it: goroutines, threads, places; null if the index does not say. */
  readonly count: number | null
}

/** The greatest number of profiles of an index. */
const MOST_OFFERED = 200
const LONGEST_NAME = 200

/** Profiles that net/http/pprof always registers, listed or not. */
const ALWAYS = ['profile', 'trace']
/** Endpoints for pprof that are not profiles. */
const NO_PROFILES = ['symbol']

/**
 * The profiles of every Go service, in the order of an incident: used if the index cannot be read.
 */
export const USUAL: readonly Offered[] = [
  'profile',
  'heap',
  'goroutine',
  'allocs',
  'mutex',
  'block',
  'threadcreate',
  'trace',
].map((name) => ({ name, count: null }))

/**
 * Reads an index. The text is parsed into an inert document: nothing in it is run or loaded.
 * @param address of the index; links have to be below it
 * @throws SourceError if it lists no profiles
 */
export function readIndex(html: string, address: URL): readonly Offered[] {
  const page = new DOMParser().parseFromString(listIn(html), 'text/html')
  const found = new Map<string, Offered>()
  for (const link of page.querySelectorAll('a[href]')) {
    if (found.size === MOST_OFFERED) break
    const name = nameOfLink(link.getAttribute('href') ?? '', address)
    // The link to debug=2 is another link to goroutine, without a count.
    if (name === '' || found.has(name) || NO_PROFILES.includes(name)) continue
    found.set(name, { name, count: countBeside(link) })
  }
  if (found.size === 0) throw notAnIndex(address.href)
  for (const name of ALWAYS) if (!found.has(name)) found.set(name, { name, count: null })
  return inOrder([...found.values()])
}

/**
 * Without the <style> of Go's page, which this page's content security policy would block with a
 * message.
 */
function listIn(html: string): string {
  const lower = html.toLowerCase()
  const [from, to] = [lower.indexOf('<table'), lower.lastIndexOf('</table>')]
  return from >= 0 && to > from ? html.slice(from, to) : html
}

/** The part of the link's path below the index; "" for other links. */
function nameOfLink(href: string, address: URL): string {
  try {
    const { origin, pathname } = new URL(href, address)
    if (origin !== address.origin || !pathname.startsWith(address.pathname)) return ''
    const name = decodeURIComponent(pathname.slice(address.pathname.length))
    return name.length <= LONGEST_NAME && !/[\p{Cc}\p{Cf}]/u.test(name) ? name : ''
  } catch {
    // Not an address, or invalid percent-encoding.
    return ''
  }
}

function countBeside(link: Element): number | null {
  const text = link.closest('td')?.previousElementSibling?.textContent?.trim() ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** The usual profiles in their order, then the custom ones. */
function inOrder(offers: readonly Offered[]): readonly Offered[] {
  const place = ({ name }: Offered): number => {
    const at = USUAL.findIndex((usual) => usual.name === name)
    return at < 0 ? USUAL.length : at
  }
  return [...offers].sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
}
