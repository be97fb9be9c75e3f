import { SourceError } from '../sources/error.ts'
import { parseUrl, resolveUrl } from '../sources/url.ts'
import { AskError } from '../worker/client.ts'
import { dispatch, type Failure } from './session.ts'

let lastFailure = 0

/**
 * Reports a failure to open something; open profiles stay open.
 * @param address of what failed; "" for a file
 */
export function fail(
  name: string,
  error: unknown,
  kept: Failure['kept'] = null,
  address = '',
): void {
  const links = error instanceof AskError && address !== '' ? linksOf(error, address) : null
  const failure = { ...failureOf(name, error), kept }
  dispatch({ type: 'failed', failure: links ? { ...failure, links } : failure })
}

function linksOf({ links }: AskError, address: string): Failure['links'] | null {
  if (links.length === 0) return null
  return links.flatMap((name) => {
    const url = parseUrl(name, resolveUrl(address, document.baseURI).href)
    return url ? { name, url: url.href } : []
  })
}

/** The failure for an error, as shown to the user. */
export function failureOf(name: string, error: unknown): Failure {
  const id = ++lastFailure
  if (error instanceof AskError || error instanceof SourceError) {
    return { id, name, message: error.message, hint: error.hint, reopen: false, kept: null }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { id, name, message, hint: 'Try to open it again.', reopen: false, kept: null }
}
