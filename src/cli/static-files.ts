import { realpath } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPlainFile } from './file-bytes.ts'
import { HttpError, notFound } from './http-error.ts'

/** A file to send, with its headers. */
export interface FoundFile {
  /** The real path. */
  readonly file: string
  readonly type: string
  readonly cache: string
}

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
 * Also for profiles: the browser must pass on their bytes unchanged, so that their gzip is not
 * declared as a content encoding.
 */
export const OTHER_TYPE = 'application/octet-stream'
export const TEXT_TYPE = 'text/plain; charset=utf-8'

/** A file with a hash in its name, as Vite writes them, never changes. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/

/**
 * Finds the file of the app for a path.
 * @param folder its real path
 * @throws HttpError if there is no such file in the folder
 */
export async function locate(folder: string, names: readonly string[]): Promise<FoundFile> {
  // Names with a leading dot are rejected; a colon names a drive or a stream on Windows.
  if (names.some((name) => name === '' || /^\.|[/\\:\0]/.test(name))) return notFound()
  const path = names.length === 0 ? 'index.html' : names.join('/')
  const file = await realpath(join(folder, path)).catch(notFound)
  // A symbolic link may lead out of the folder.
  if (!file.startsWith(folder + sep)) return notFound()
  return {
    file,
    type: TYPES[extname(path)] ?? OTHER_TYPE,
    cache: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}

/**
 * The decoded segments of a path; none for the root.
 * @throws HttpError for an invalid path
 */
export function namesOf(url: string): readonly string[] {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  if (!path.startsWith('/')) throw new HttpError(400, 'The address is not a path.')
  return path === '/' ? [] : path.slice(1).split('/').map(decoded)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new HttpError(400, 'The address is not well encoded.')
  }
}

/**
 * Sends a file.
 * @throws HttpError if it no longer exists
 */
export async function sendFile(
  { file: path, type, cache }: FoundFile,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { file, size } = await openPlainFile(path).catch(notFound)
  try {
    const headers = { 'content-type': type, 'content-length': size, 'cache-control': cache }
    response.writeHead(200, headers)
    if (method === 'HEAD' || size === 0) response.end()
    // A file that grows meanwhile must not send more than was announced.
    else await pipeline(file.createReadStream({ end: size - 1, autoClose: false }), response)
  } finally {
    await file.close()
  }
}
