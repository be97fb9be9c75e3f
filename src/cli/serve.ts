import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FRAME_ANCESTORS, PAGE_POLICY } from './policy.ts'

export interface ServeOptions {
  /** The built app. */
  readonly folder: string
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string | undefined
  /** 0 takes any free one; default 8711 or one of the next that is free. */
  readonly port?: number | undefined
  /** Files to offer beside the app; each is read when it is asked for. */
  readonly files?: readonly string[]
}

export interface Served {
  /** http://127.0.0.1:8711 */
  readonly origin: string
  /** Where each of the files is, in their order: /local/TOKEN/NAME. */
  readonly files: readonly string[]
  close(): Promise<void>
}

const DEFAULT_PORT = 8711
/** How many ports to try before giving up. */
const TRIES = 20

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}
/**
 * For a profile too: the browser must hand its bytes over as they are, so its gzip is not
 * declared as the encoding of the transfer.
 */
const OTHER_TYPE = 'application/octet-stream'

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `${PAGE_POLICY}; ${FRAME_ANCESTORS}`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // No page elsewhere may embed what is read here.
  'cross-origin-resource-policy': 'same-origin',
}

/** A file with a hash in its name, as Vite writes them, never changes. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/

/** Why a request gets no file: the status and a sentence. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

interface Site {
  /** Real path of the app's folder. */
  readonly folder: string
  /** Path of each file offered, by its place. */
  readonly files: ReadonlyMap<string, string>
  /** Listens to this machine alone, so that no other name for it is right. */
  readonly loopback: boolean
}

/**
 * Serves the built app, and the files that were named, to this machine.
 * @throws the system's error if it cannot listen
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const host = options.host ?? '127.0.0.1'
  // A token that nobody can guess: other pages in the browser can reach this server too.
  const files = new Map(
    (options.files ?? []).map((file) => [
      `/local/${randomBytes(16).toString('hex')}/${encodeURIComponent(basename(file))}`,
      file,
    ]),
  )
  const site = { folder: await realpath(options.folder), files, loopback: isLoopback(host) }
  const server = createServer((request, response) => {
    void answer(site, request, response)
  })
  const port = await listen(server, host, options.port)
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    files: [...files.keys()],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        // Connections that browsers keep open would hold it for as long as they like.
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
  try {
    checkHost(site, request.headers.host)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      throw new Refusal(405, 'Only GET and HEAD are answered here.')
    }
    const { file, size, type, cache } = await locate(site, request.url ?? '/')
    response.writeHead(200, {
      'content-type': type,
      'content-length': size,
      'cache-control': cache,
    })
    if (request.method === 'HEAD') response.end()
    // A file that grows while it is read must not give more than was announced.
    else if (size === 0) response.end()
    else await pipeline(createReadStream(file, { end: size - 1 }), response)
  } catch (error) {
    refuse(response, error)
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    // Reading has failed halfway, or the browser has gone: there is nothing left to say.
    response.destroy()
    return
  }
  const { status, message } =
    error instanceof Refusal ? error : new Refusal(500, 'The file could not be read.')
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`${message}\n`)
}

/**
 * DNS rebinding: a page elsewhere may let its own name point to this machine, and would then read
 * what is served here as its own. Its requests give it away by that name. Any port will do, since
 * it may be forwarded.
 */
function checkHost(site: Site, host: string | undefined): void {
  if (!site.loopback) return
  const name = host?.replace(/:\d*$/, '') ?? ''
  if (isLoopback(name.replace(/^\[(.*)\]$/, '$1'))) return
  throw new Refusal(403, 'This server answers to the name of this machine only, as localhost.')
}

function isLoopback(name: string): boolean {
  return name.toLowerCase() === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

interface Located {
  readonly file: string
  /** In bytes. */
  readonly size: number
  readonly type: string
  readonly cache: string
}

/** @param url path and query of a request */
async function locate(site: Site, url: string): Promise<Located> {
  const names = namesOf(url)
  const local = site.files.get(`/${names.map(encodeURIComponent).join('/')}`)
  if (local !== undefined) {
    return { file: local, size: await sizeOf(local), type: OTHER_TYPE, cache: 'no-store' }
  }
  // Names with a leading dot are nobody's business; a colon names a drive or a stream on Windows.
  if (names.some((name) => name === '' || /^\.|[/\\:\0]/.test(name))) return notFound()
  const path = names.length === 0 ? 'index.html' : names.join('/')
  const file = await realpath(join(site.folder, path)).catch(notFound)
  // A symbolic link may lead out of the folder.
  if (!file.startsWith(site.folder + sep)) return notFound()
  return {
    file,
    size: await sizeOf(file),
    type: TYPES[extname(path)] ?? OTHER_TYPE,
    cache: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}

/** What stands between the slashes, decoded; none for the root. */
function namesOf(url: string): readonly string[] {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  if (!path.startsWith('/')) throw new Refusal(400, 'The address is not a path.')
  return path === '/' ? [] : path.slice(1).split('/').map(decoded)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new Refusal(400, 'The address is not well encoded.')
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(notFound)
  return found.isFile() ? found.size : notFound()
}

function notFound(): never {
  throw new Refusal(404, 'There is no such file.')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
