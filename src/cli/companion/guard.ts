import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { HttpError } from '../http-error.ts'
import { isToken } from './token.ts'

// Decides which requests are accepted. Pages of other sites in the browser, and other local
// programs, can reach the server as well.

/** The header for the token: custom headers are not sent across origins. */
export const TOKEN_HEADER = 'x-flamedrop-token'

/**
 * Prevents DNS rebinding: a page of another site may let its own name resolve to this machine, and
 * could then read responses as its own. Its requests have that name as their host. Any port is
 * accepted, since it may be forwarded.
 * @throws HttpError for other host names
 */
export function checkHost({ host }: IncomingHttpHeaders): void {
  const name = host?.replace(/:\d*$/, '') ?? ''
  if (isLoopback(name.replace(/^\[(.*)\]$/, '$1'))) return
  throw new HttpError(
    403,
    'This server answers only requests for a name of this machine, such as localhost.',
  )
}

/** Whether a host name or address is loopback, which only this machine can reach. */
export function isLoopback(name: string): boolean {
  return name.toLowerCase() === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/**
 * Accepts only GET and HEAD, without a body.
 * @throws HttpError for others
 */
export function checkMethod({ method, headers }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new HttpError(405, 'Only GET and HEAD are answered here.')
  }
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (coding !== undefined || Number(length ?? 0) !== 0) {
    throw new HttpError(413, 'Requests with a body are not accepted here.')
  }
}

/**
 * Everything but the app itself is for the server's own page: requested from its origin, with the
 * token of the link that opened it.
 * @throws HttpError for other requests
 */
export function checkOwnPage(headers: IncomingHttpHeaders, token: string): void {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  // Behind a proxy the scheme differs.
  const foreign = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host
  if (foreign || (site !== undefined && site !== 'same-origin')) {
    throw new HttpError(403, 'Only the page of this server may ask for this.')
  }
  const given = headers[TOKEN_HEADER]
  if (isToken(typeof given === 'string' ? given : undefined, token)) return
  throw new HttpError(
    403,
    'The token is missing or from another run: open the link that flamedrop printed.',
  )
}
