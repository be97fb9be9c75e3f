import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { HttpError } from '../http-error.ts'
import { answerMs, IDLE_MS, MAX_FETCHED, remoteSource, startOf } from '../net/remote.ts'
import { type Answer, askUpstream } from '../net/upstream.ts'
import { UpstreamError } from '../net/upstream-error.ts'
import type { FetchedProfiles, Receipt } from './fetched.ts'

export interface LiveLimits {
  /** The greatest number of concurrent fetches. */
  readonly most: number
  /** Largest response, in bytes. */
  readonly maxBytes: number
  /** Timeout for the first byte, regardless of the length of the recording, in milliseconds. */
  readonly answerMs: number
  /** Timeout between two pieces of the response, in milliseconds. */
  readonly idleMs: number
  /** Timeout for the whole fetch, from the first byte on, in milliseconds. */
  readonly transferMs: number
}

/** An hour, as a recording in seconds. */
const LONGEST_RECORDING = 3600

const LIMITS: LiveLimits = {
  most: 8,
  maxBytes: MAX_FETCHED,
  answerMs: LONGEST_RECORDING * 2000,
  idleMs: IDLE_MS,
  transferMs: 15 * 60_000,
}

const LONGEST_ADDRESS = 4096
/** Longest message that a service may send instead of a profile, in characters. */
const MOST_SAID = 2000

/**
 * Fetches from services for the page, which cannot do so itself without CORS headers. Any http(s)
 * address is allowed, as in the terminal; the service gets nothing but the address, and the page
 * gets plain bytes, which no browser takes for a page of this server.
 */
export class LiveFetches {
  private running = 0
  private readonly limits: LiveLimits

  /** @param fetched keeps what was fetched; null to keep nothing */
  constructor(
    private readonly fetched: FetchedProfiles | null,
    limits: Partial<LiveLimits>,
  ) {
    this.limits = { ...LIMITS, ...limits }
  }

  /**
   * Answers `?url=ADDRESS&seconds=N` with the bytes of the service as they arrive. If its status
   * is not a success, the status is 502 and the bytes are its message. Headers: x-flamedrop-status
   * is its status, x-flamedrop-type its media type, x-flamedrop-profile the number of a kept
   * profile, under which /source/N serves the source files that it names.
   * @throws HttpError if there is nothing to fetch, or no response
   */
  async answer(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const remote = readQuery(query)
    const { most, maxBytes, idleMs, transferMs } = this.limits
    if (this.running >= most) {
      throw new HttpError(503, `${most} fetches are running: wait for one, or cancel it.`)
    }
    // Nothing is sent while a service records: the timeouts above are enough.
    response.setTimeout(0)
    const stop = new AbortController()
    const wait = Math.min(answerMs(remote), this.limits.answerMs)
    const late = setTimeout(() => {
      stop.abort(new UpstreamError(`it takes longer than ${(wait + transferMs) / 1000} s`))
    }, wait + transferMs)
    const leave = (): void => stop.abort(new UpstreamError('the page has gone'))
    response.once('close', leave)
    this.running++
    try {
      const answer = await askUpstream(remote.url, {
        answerMs: wait,
        idleMs,
        maxBytes,
        insecure: remote.insecure,
        redirects: 'same-origin',
        signal: stop.signal,
      })
      await this.pass(answer, response)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      throw new HttpError(502, `${remote.url.host}: ${error.message}.`)
    } finally {
      clearTimeout(late)
      response.off('close', leave)
      this.running--
    }
  }

  private async pass(answer: Answer, response: ServerResponse): Promise<void> {
    const { maxBytes } = this.limits
    const good = answer.status >= 200 && answer.status < 300
    if (good && answer.length !== null && answer.length > maxBytes) {
      answer.close()
      throw new UpstreamError(`its answer is larger than ${Math.round(maxBytes / 2 ** 20)} MB`)
    }
    const said = good ? null : await startOf(answer, MOST_SAID)
    const receipt = good && answer.type !== 'text/html' ? this.fetched?.receive() : undefined
    response.writeHead(good ? 200 : 502, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'cache-control': 'no-store',
      'x-flamedrop-status': answer.status,
      'x-flamedrop-type': answer.type,
      ...(receipt ? { 'x-flamedrop-profile': receipt.number } : {}),
      ...(good && answer.length !== null ? { 'content-length': answer.length } : {}),
    })
    if (said !== null) {
      response.end(said)
      return
    }
    // The page shows that the service has responded, long before the last byte.
    response.flushHeaders()
    const body = receipt ? received(answer.body, receipt) : answer.body
    await pipeline(Readable.from(body, { objectMode: false }), response)
  }
}

async function* received(
  body: AsyncIterable<Uint8Array>,
  { add, keep }: Receipt,
): AsyncGenerator<Uint8Array> {
  for await (const part of body) {
    add(part)
    yield part
  }
  keep()
}

function readQuery(query: URLSearchParams) {
  const address = query.get('url') ?? ''
  const seconds = query.get('seconds') ?? ''
  if (seconds !== '' && !(/^\d{1,5}$/.test(seconds) && Number(seconds) <= LONGEST_RECORDING)) {
    throw new HttpError(400, `A recording takes whole seconds, at most ${LONGEST_RECORDING}.`)
  }
  const remote =
    address.length <= LONGEST_ADDRESS
      ? remoteSource(address, { seconds: Number(seconds || -1), timeout: -1 })
      : null
  if (!remote)
    throw new HttpError(400, 'This is not the address of a service, such as localhost:6060.')
  if (remote.timeoutSeconds > LONGEST_RECORDING * 1.5) {
    throw new HttpError(400, `The address asks for more than ${LONGEST_RECORDING} seconds.`)
  }
  return remote
}
