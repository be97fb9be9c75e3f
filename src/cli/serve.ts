import { realpath } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CompanionApi } from './companion/api.ts'
import type { SourcePaths } from './companion/fetched.ts'
import { checkHost, checkMethod, checkOwnPage, isLoopback } from './companion/guard.ts'
import type { LiveLimits } from './companion/live.ts'
import type { Offer } from './companion/offers.ts'
import { newToken } from './companion/token.ts'
import { limitConnections } from './connection-slots.ts'
import { HttpError } from './http-error.ts'
import { FRAME_ANCESTORS, PAGE_POLICY } from './policy.ts'
import { locate, namesOf, sendFile, TEXT_TYPE } from './static-files.ts'

export interface ServeOptions extends SourcePaths {
  /** The built app. */
  readonly folder: string
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string | undefined
  /** 0 for any free port; the default is 8711 or the next free one. */
  readonly port?: number | undefined
  /** The profiles to serve. */
  readonly profiles?: readonly Offer[]
  /** Limits for fetches from services. */
  readonly live?: Partial<LiveLimits>
  /** Timeout for the arrival of a request, in milliseconds. */
  readonly requestMs?: number
  /** A browser that receives nothing for so long is disconnected, in milliseconds. */
  readonly idleMs?: number
}

export interface Served {
  /** http://127.0.0.1:8711 */
  readonly origin: string
  /** The token that the page needs to fetch the profiles. */
  readonly token: string
  /** The path of each profile, in order: /profile/1/NAME. */
  readonly profiles: readonly string[]
  close(): Promise<void>
}

const DEFAULT_PORT = 8711
/** The number of ports to try. */
const TRIES = 20
const MOST_CONNECTIONS = 100
const LONGEST_HEADERS = 2 ** 14
const REQUEST_MS = 10_000
const IDLE_MS = 60_000

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `${PAGE_POLICY}; ${FRAME_ANCESTORS}`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // Pages of other origins must not embed these responses.
  'cross-origin-resource-policy': 'same-origin',
}

interface Site {
  /** The real path of the app's folder. */
  readonly folder: string
  readonly api: CompanionApi
  readonly token: string
  /** Whether it listens on loopback only, so that other host names are rejected. */
  readonly loopback: boolean
  readonly idleMs: number
}

/**
 * Serves the built app and, to its page only, the named profiles, their source files and responses
 * of services.
 * @throws system errors if it cannot listen
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { host = '127.0.0.1', profiles = [], requestMs = REQUEST_MS, idleMs = IDLE_MS } = options
  const loopback = isLoopback(host)
  const api = new CompanionApi(profiles, options.live ?? {}, options, loopback)
  const token = newToken()
  const folder = await realpath(options.folder)
  const site: Site = { folder, api, token, loopback, idleMs }
  const limits = {
    maxHeaderSize: LONGEST_HEADERS,
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: requestMs / 4,
  }
  const server = createServer(limits, (request, response) => {
    void answer(site, request, response)
  })
  limitConnections(server, MOST_CONNECTIONS)
  const port = await listen(server, host, options.port)
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    token,
    profiles: api.profiles,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        // Browsers keep connections open for as long as they like; fetches for them end with them.
        server.closeAllConnections()
      }),
  }
}

async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  const first = port ?? DEFAULT_PORT
  const last = port === undefined ? first + TRIES - 1 : first
  for (let next = first; ; next++) {
    try {
      await new Promise<void>((listening, failed) => {
        server.once('error', failed)
        server.listen(next, host, () => {
          server.off('error', failed)
          listening()
        })
      })
      return (server.address() as AddressInfo).port
    } catch (error) {
      server.removeAllListeners('error')
      if (!hasCode(error, 'EADDRINUSE') || next === last) throw error
    }
  }
}

async function answer(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
  response.setTimeout(site.idleMs, () => response.destroy())
  try {
    if (site.loopback) checkHost(request.headers)
    checkMethod(request)
    const url = request.url ?? '/'
    const names = namesOf(url)
    if (site.api.has(names)) {
      checkOwnPage(request.headers, site.token)
      const query = new URLSearchParams(url.split('?').slice(1).join('?'))
      await site.api.answer(names, query, request, response)
    } else {
      await sendFile(await locate(site.folder, names), request, response)
    }
  } catch (error) {
    refuse(response, error)
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    // Reading failed halfway, or the browser has disconnected: no response can be sent.
    response.destroy()
    return
  }
  const { status, message } =
    error instanceof HttpError ? error : new HttpError(500, 'The file could not be read.')
  response.writeHead(status, {
    'content-type': TEXT_TYPE,
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
    // The rest of the request is not awaited.
    ...(status === 405 || status === 413 ? { connection: 'close' } : {}),
  })
  response.end(`${message}\n`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
