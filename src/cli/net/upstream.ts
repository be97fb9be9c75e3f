import type { IncomingMessage } from 'node:http'
import { askOnce } from './connection.ts'
import { UpstreamError, upstreamError } from './upstream-error.ts'

export interface UpstreamOptions {
  /** Timeout for the first byte, in milliseconds. */
  readonly answerMs: number
  /** Timeout between two pieces of the response, in milliseconds. */
  readonly idleMs: number
  /** Largest response, in bytes. */
  readonly maxBytes: number
  /** Accept any certificate. */
  readonly insecure: boolean
  /** Which redirects are followed: all, or those to its own origin. */
  readonly redirects: 'follow' | 'same-origin'
  readonly signal?: AbortSignal | undefined
}

/** A response of a service. */
export interface Answer {
  readonly status: number
  readonly statusText: string
  /**
   * The media type without parameters, as application/octet-stream; "" if the service does not
   * say.
   */
  readonly type: string
  /** In bytes; null if the service does not say. */
  readonly length: number | null
  /**
   * The bytes, which can be read once.
   * @throws UpstreamError if the stream breaks or is too long
   */
  readonly body: AsyncIterable<Uint8Array>
  /** Closes the connection, if `body` is not read to its end. */
  close(): void
}

const MOST_REDIRECTS = 10
const HEADERS = { 'user-agent': 'flamedrop', 'accept-encoding': 'identity' }

/**
 * Sends a request that contains nothing but the address. Compression is not requested: profiles
 * are compressed already.
 * @throws UpstreamError if the service does not respond; the reason of the signal when it is
 *   aborted
 */
export async function askUpstream(first: URL, options: UpstreamOptions): Promise<Answer> {
  let url = first
  for (let hops = 0; ; hops++) {
    const message = await send(url, options)
    const target = redirectOf(message, url)
    if (!target) return answerOf(message, options)
    message.destroy()
    if (options.redirects === 'same-origin' && target.origin !== first.origin) {
      throw new UpstreamError(`it redirects to another server, ${target.origin}`)
    }
    if (hops === MOST_REDIRECTS) throw new UpstreamError('it redirects without an end')
    url = target
  }
}

function redirectOf({ statusCode, headers }: IncomingMessage, from: URL): URL | null {
  if (!statusCode || ![301, 302, 303, 307, 308].includes(statusCode)) return null
  if (headers.location === undefined) return null
  if (!URL.canParse(headers.location, from))
    throw new UpstreamError('it redirects to what is not an address')
  const target = new URL(headers.location, from)
  if (target.protocol === 'http:' || target.protocol === 'https:') return target
  throw new UpstreamError(`it redirects to a ${target.protocol} address`)
}

async function send(url: URL, options: UpstreamOptions): Promise<IncomingMessage> {
  const { answerMs, insecure, signal } = options
  const ends = new AbortController()
  const late = setTimeout(() => {
    ends.abort(new UpstreamError(`it has not answered for ${answerMs / 1000} s`))
  }, answerMs)
  const stop = signal ? AbortSignal.any([signal, ends.signal]) : ends.signal
  try {
    stop.throwIfAborted()
    return await askOnce(url, { headers: HEADERS, insecure, signal: stop })
  } catch (error) {
    throw stop.aborted ? stop.reason : upstreamError(error)
  } finally {
    clearTimeout(late)
  }
}

function answerOf(message: IncomingMessage, options: UpstreamOptions): Answer {
  const { statusCode = 0, statusMessage = '', headers } = message
  const length = /^\d{1,15}$/.exec(headers['content-length'] ?? '')
  return {
    status: statusCode,
    statusText: statusMessage,
    type: /^\s*([\w.+-]+\/[\w.+-]+)/.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? '',
    length: length ? Number(length[0]) : null,
    body: bodyOf(message, options),
    close: () => message.destroy(),
  }
}

async function* bodyOf(
  message: IncomingMessage,
  { idleMs, maxBytes, signal }: UpstreamOptions,
): AsyncGenerator<Uint8Array> {
  const pause = () => {
    message.destroy(new UpstreamError(`it has sent nothing for ${idleMs / 1000} s`))
  }
  let taken = 0
  let idle = setTimeout(pause, idleMs)
  try {
    for await (const part of message as AsyncIterable<Uint8Array>) {
      // While the reader is busy, the idle time of the service does not count.
      clearTimeout(idle)
      taken += part.length
      if (taken > maxBytes) {
        throw new UpstreamError(`its answer is larger than ${Math.round(maxBytes / 2 ** 20)} MB`)
      }
      yield part
      idle = setTimeout(pause, idleMs)
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : upstreamError(error)
  } finally {
    clearTimeout(idle)
    message.destroy()
  }
}
