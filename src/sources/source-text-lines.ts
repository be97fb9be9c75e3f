import { companionError, tokenHeaders } from './companion-token.ts'
import { SourceError } from './error.ts'

/** Larger files are data, not source code, in bytes. */
const MAX_BYTES = 16 * 2 ** 20

/**
 * Reads the lines of a source file.
 * @throws SourceError if it is not text
 */
export async function readLines(blob: Blob, name: string): Promise<readonly string[]> {
  if (blob.size > MAX_BYTES) {
    throw new SourceError(`${name} is larger than 16 MB.`, 'It is not shown.')
  }
  const text = await blob.text()
  if (text.includes('\0')) throw new SourceError(`${name} is not text.`, 'It is not shown.')
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/**
 * Fetches the lines of a source file.
 * @returns null if there is no such file
 * @throws SourceError if the server cannot be reached
 */
export async function fetchLines(
  url: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const address = new URL(url, location.href)
  const { host } = address
  let blob: Blob
  try {
    // The server learns only the path of the file.
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: tokenHeaders(address),
    })
    if (response.status === 404 || response.status === 410) return null
    if (!response.ok) {
      const own = companionError(address, response.status)
      if (own) throw own
      throw new SourceError(`${host} answered ${response.status}.`, 'Try again in a while.')
    }
    blob = await response.blob()
  } catch (error) {
    if (signal.aborted || error instanceof SourceError) throw error
    const own = companionError(address, null)
    if (own) throw own
    throw new SourceError(
      `${host} could not be read.`,
      'It is not reachable, or does not allow other pages to read from it (CORS).',
    )
  }
  return readLines(blob, name)
}
