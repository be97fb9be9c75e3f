import { SourceError } from './error.ts'

export interface DownloadOptions {
  /** `total` is 0 where the server does not say. Bytes. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Largest answer to take, in bytes. */
  readonly maxBytes?: number
}

/** Room that a browser gives one Blob without complaint. */
const MAX_BYTES = 2 ** 31

/**
 * The address of a profile as a user or a link writes it; relative ones are relative to the page.
 * @throws SourceError for anything but http and https
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
  return url
}

/** null for what is no address. (URL.parse is too new for some browsers.) */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

/** What a profile at this address is called: the last part of its path. */
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
 * @throws SourceError when the server gives no such file; the signal's reason when it fired
 */
export async function download(url: URL, options: DownloadOptions = {}): Promise<Blob> {
  const { onProgress, signal, maxBytes = MAX_BYTES } = options
  try {
    const response = await fetch(url, { signal: signal ?? null })
    if (!response.ok) throw refused(response.status, url)
    // With Content-Encoding the length is that of other bytes than those that we see.
    const encoded = response.headers.has('content-encoding')
    const total = encoded ? 0 : Number(response.headers.get('content-length') ?? 0)
    return await collect(response, total, maxBytes, url, onProgress)
  } catch (error) {
    if (signal?.aborted || error instanceof SourceError) throw error
    throw unreachable(url)
  }
}

async function collect(
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
      ? 'The trouble is on the server. Try again in a while.'
      : 'Check the address, or download the profile and drop the file here.',
  )
}

/** The browser does not tell a page which of these it was. */
function unreachable(url: URL): SourceError {
  return new SourceError(
    `${url.host} could not be read: it is not reachable, or it does not allow other pages to read from it (CORS).`,
    `Download ${url.href} and drop the file here.`,
  )
}
