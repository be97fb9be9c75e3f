import { companionError, tokenHeaders } from './companion-token.ts'
import { SourceError } from './error.ts'

export interface DownloadOptions {
  /** Called with the number of bytes received; `total` is 0 if the server does not say. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Largest response, in bytes. */
  readonly maxBytes?: number
}

/** The size of a Blob that browsers support. */
const MAX_BYTES = 2 ** 31

/**
 * Parses the address of a profile as entered or in a link; relative ones are relative to the page.
 * @throws SourceError for anything but http and https, and for http if the browser would block it
 */
export function resolveUrl(text: string, page: string): URL {
  const url = parseUrl(text.trim(), page)
  if (!url || text.trim() === '') {
    throw new SourceError(
      `“${text}” is not an address.`,
      'Give the whole address of a profile, such as https://example.com/cpu.pb.gz.',
    )
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError(
      `A ${url.protocol} address cannot be opened.`,
      'Only http and https addresses can. Open a file of this machine with “Open files…”.',
    )
  }
  const asking = parseUrl(page)
  if (asking?.protocol === 'https:' && url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    throw new SourceError(
      `${url.host} is an http address: the browser does not let this page, which was loaded over https, read it (mixed content).`,
      `Try the same address with https, or download ${url.href} and drop the file here.`,
    )
  }
  return url
}

/** Whether a host name means the machine that the browser runs on. */
export function isThisMachine(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1')
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|::1)$/.test(name)
}

/** Parses an address; null if it is invalid. (URL.parse is too new for some browsers.) */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

/** The name of a profile at an address: the last part of the path. */
export function nameOfUrl(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '')
  if (last === undefined) return url.host
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/**
 * Downloads a profile.
 * @throws SourceError if the server does not provide it; the reason of the signal when it is
 *   aborted
 */
export async function download(url: URL, options: DownloadOptions = {}): Promise<Blob> {
  const { onProgress, signal, maxBytes = MAX_BYTES } = options
  try {
    const response = await fetch(url, { signal: signal ?? null, headers: tokenHeaders(url) })
    if (!response.ok) throw companionError(url, response.status) ?? refused(response.status, url)
    // With Content-Encoding, the length is that of the encoded bytes.
    const encoded = response.headers.has('content-encoding')
    const total = encoded ? 0 : Number(response.headers.get('content-length') ?? 0)
    return await collect(response, total, maxBytes, url, onProgress)
  } catch (error) {
    if (signal?.aborted || error instanceof SourceError) throw error
    throw companionError(url, null) ?? unreachable(url)
  }
}

/**
 * Collects the bytes of a response.
 * @param url the name in messages
 */
export async function collect(
  response: Response,
  total: number,
  maxBytes: number,
  url: URL,
  onProgress: DownloadOptions['onProgress'],
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let done = 0
  onProgress?.(0, total)
  const reader = response.body?.getReader()
  while (reader) {
    const part = await reader.read()
    if (part.done) break
    if (done === 0 && isMarkup(response, part.value)) {
      await reader.cancel()
      throw webPage(response, url)
    }
    parts.push(part.value)
    done += part.value.length
    if (done > maxBytes) {
      await reader.cancel()
      throw new SourceError(
        `${nameOfUrl(url)} from ${url.host} is larger than ${Math.round(maxBytes / 2 ** 20)} MB.`,
        'Download it and read it with go tool pprof.',
      )
    }
    onProgress?.(done, done > total ? 0 : total)
  }
  return new Blob(parts)
}

/**
 * Whether the response is a web page: servers also send profiles as text/html, so that its first
 * bytes decide.
 */
function isMarkup({ headers }: Response, start: Uint8Array): boolean {
  if (!/\b(html|xhtml)\b/i.test(headers.get('content-type') ?? '')) return false
  const text = new TextDecoder().decode(start.subarray(0, 512))
  // The index page of a service lists its profiles, which the engine reports.
  return /^\uFEFF?\s*</.test(text) && !/<title>\/debug\/pprof\/?<\/title>/.test(text)
}

/** The error for a web page in the place of a profile, which is most often a login page. */
function webPage(response: Response, url: URL): SourceError {
  const end = parseUrl(response.url)
  if (response.redirected && end && end.host + end.pathname !== url.host + url.pathname) {
    return new SourceError(
      `${url.host} redirected the browser to ${end.host}${end.pathname}, which is a web page: most likely a sign-in page.`,
      'Sign in there, download the profile, then drop the file here.',
    )
  }
  return new SourceError(
    `${url.host}${url.pathname} is a web page, not a profile.`,
    'Give the address of the file itself, as the “raw” or “download” link on that page has it.',
  )
}

function refused(status: number, url: URL): SourceError {
  const what = `${url.host} answered ${status}`
  if (status === 404 || status === 410) {
    return new SourceError(
      `${what}: there is nothing at ${url.pathname}.`,
      'Check the address; the profile may have been deleted since the link was made.',
    )
  }
  if (status === 401 || status === 403) {
    return new SourceError(
      `${what}: it does not let this page read ${url.pathname}.`,
      'Download the profile where you are signed in, then drop the file here.',
    )
  }
  return new SourceError(
    `${what} for ${url.pathname}.`,
    status >= 500
      ? 'The problem is on the server. Try again later.'
      : 'Check the address, or download the profile and drop the file here.',
  )
}

/** The error for an unreachable address; the browser does not reveal the reason. */
function unreachable(url: URL): SourceError {
  return new SourceError(
    `${url.host} could not be read: it is not reachable, it requires a sign-in first, or it does not allow other pages to read from it (CORS).`,
    `Download ${url.href} and drop the file here.`,
  )
}
