import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerMs, IDLE_MS, MAX_FETCHED, remoteSource, startOf } from '../net/remote.ts'
import { type Answer, askUpstream } from '../net/upstream.ts'
import { UpstreamError } from '../net/upstream-error.ts'
import { Refusal } from '../refusal.ts'
import type { FetchedProfiles, Receipt } from './fetched.ts'

export interface LiveLimits {
  /** Fetches at the same time. */
  readonly most: number
  /** Largest answer to pass on, in bytes. */
  readonly maxBytes: number
  /** How long a service may take to answer, whatever the recording's length, in milliseconds. */
  readonly answerMs: number
  /** How long a service may pause within its answer, in milliseconds. */
  readonly idleMs: number
  /** How long a fetch may take on top of the time to its first byte, in milliseconds. */
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
/** Characters of what a service says in place of a profile. */
const MOST_SAID = 2000

/**
 * Fetches from services for the page, which may not do so itself where they send no CORS headers.
 * Any http(s) address will do, as in the terminal; what the service learns is the address alone,
 * and what the page gets is bytes, which no browser takes for a page of this server.
 */
export class LiveFetches {
  private running = 0
  private readonly limits: LiveLimits

  /** @param fetched where what comes is remembered; null for nowhere */
  constructor(
    private readonly fetched: FetchedProfiles | null,
    limits: Partial<LiveLimits>,
  ) {
    this.limits = { ...LIMITS, ...limits }
  }

  /**
   * Answers `?url=ADDRESS&seconds=N`: the service's bytes as they come. Where its status is none of
   * success, the status is 502 and the bytes what the service says. The headers say both:
   * x-flamedrop-status, and x-flamedrop-type, the media type. x-flamedrop-profile, of what is
   * remembered, is the number by which /source/N gives the source files that the profile names.
   * @throws Refusal where there is nothing to fetch, or no answer
   */
  async answer(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const remote = readQuery(query)
    const { most, maxBytes, idleMs, transferMs } = this.limits
    if (this.running >= most) {
      throw new Refusal(503, `${most} fetches are running: wait for one, or cancel it.`)
    }
    // Nothing is sent while a service records: the limits here are enough.
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
      throw new Refusal(502, `${remote.url.host}: ${error.message}.`)
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
    // The page shows that the service has answered, long before the last byte.
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
    throw new Refusal(400, `A recording takes whole seconds, at most ${LONGEST_RECORDING}.`)
  }
  const remote =
    address.length <= LONGEST_ADDRESS
      ? remoteSource(address, { seconds: Number(seconds || -1), timeout: -1 })
      : null
  if (!remote)
    throw new Refusal(400, 'This is not the address of a service, such as localhost:6060.')
  if (remote.timeoutSeconds > LONGEST_RECORDING * 1.5) {
    throw new Refusal(400, `The address asks for more than ${LONGEST_RECORDING} seconds.`)
  }
  return remote
}
