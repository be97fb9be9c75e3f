import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Refusal } from '../refusal.ts'
import { isToken } from './token.ts'

// Which requests the server accepts. Other pages of the browser, and other programs of the machine, can
// reach it as its own page does.

/** Where the page puts the token; a header that is not the browser's own never crosses origins. */
export const TOKEN_HEADER = 'x-flamedrop-token'

/**
 * DNS rebinding: a page elsewhere may let its own name point to this machine, and would then read
 * what is served here as its own. Its requests give it away by that name. Any port will do, since
 * it may be forwarded.
 * @throws Refusal
 */
export function checkHost({ host }: IncomingHttpHeaders): void {
  const name = host?.replace(/:\d*$/, '') ?? ''
  if (isLoopback(name.replace(/^\[(.*)\]$/, '$1'))) return
  throw new Refusal(
    403,
    'This server answers only requests for a name of this machine, such as localhost.',
  )
}

export function isLoopback(name: string): boolean {
  return name.toLowerCase() === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/**
 * Only GET and HEAD, without a body: nothing here takes any.
 * @throws Refusal
 */
export function checkMethod({ method, headers }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Refusal(405, 'Only GET and HEAD are answered here.')
  }
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (coding !== undefined || Number(length ?? 0) !== 0) {
    throw new Refusal(413, 'Requests with a body are not accepted here.')
  }
}

/**
 * What is not the app itself is for the server's own page: asked for from its origin, with the
 * token of the link that opened it.
 * @throws Refusal
 */
export function checkOwnPage(headers: IncomingHttpHeaders, token: string): void {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  // The scheme is another one behind a proxy.
  const foreign = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host
  if (foreign || (site !== undefined && site !== 'same-origin')) {
    throw new Refusal(403, 'Only the page of this server may ask for this.')
  }
  const given = headers[TOKEN_HEADER]
  if (isToken(typeof given === 'string' ? given : undefined, token)) return
  throw new Refusal(
    403,
    'The token is missing or from another run: open the link that flamedrop printed.',
  )
}
