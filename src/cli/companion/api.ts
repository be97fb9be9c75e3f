import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename } from 'node:path'
import { HttpError, notFound } from '../http-error.ts'
import type { NamedSources } from '../named-sources.ts'
import { OTHER_TYPE, sendFile, TEXT_TYPE } from '../static-files.ts'
import { FetchedProfiles, type SourcePaths, sourcesOf } from './fetched.ts'
import { LiveFetches, type LiveLimits } from './live.ts'
import type { Offer } from './offers.ts'

interface Offered {
  readonly offer: Offer
  readonly name: string
  readonly sources: NamedSources
}

const ENDPOINTS = ['profile', 'source', 'live']

/** The endpoints for the page of the server only: docs/companion.md. */
export class CompanionApi {
  private readonly offered: readonly Offered[]
  private readonly fetched: FetchedProfiles | null
  private readonly live: LiveFetches

  /** @param loopback whether only this machine can send requests */
  constructor(
    offers: readonly Offer[],
    limits: Partial<LiveLimits>,
    paths: SourcePaths,
    loopback: boolean,
  ) {
    // Otherwise the author of a fetched profile could read any file by naming it.
    this.fetched = loopback ? new FetchedProfiles(offers.length, paths) : null
    this.live = new LiveFetches(this.fetched, limits)
    this.offered = offers.map((offer) => ({
      offer,
      name: 'file' in offer ? basename(offer.file) : offer.name,
      sources: sourcesOf(offer, paths),
    }))
  }

  /** The path of each profile, in order. */
  get profiles(): readonly string[] {
    return this.offered.map(({ name }, i) => `/profile/${i + 1}/${encodeURIComponent(name)}`)
  }

  /** Whether a path begins with one of the endpoints. */
  has([first = '']: readonly string[]): boolean {
    return ENDPOINTS.includes(first)
  }

  /**
   * Answers a request.
   * @throws HttpError if it is rejected
   */
  async answer(
    names: readonly string[],
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [endpoint, number = '', name] = names
    if (endpoint === 'profile' && names.length === 3) {
      const offered = this.offered[indexOf(number)] ?? notFound()
      if (offered.name === name) return this.profile(offered, request, response)
    }
    if (endpoint === 'source' && names.length === 2) {
      const file = await this.sourcesOf(number).locate(query.get('file') ?? '')
      if (file !== null) {
        return sendFile({ file, type: TEXT_TYPE, cache: 'no-store' }, request, response)
      }
    }
    if (endpoint === 'live' && names.length === 1) {
      // A HEAD request must not start a recording.
      if (request.method !== 'GET') throw new HttpError(405, 'Only GET fetches from a service.')
      return this.live.answer(query, response)
    }
    return notFound()
  }

  private sourcesOf(number: string): NamedSources {
    const index = indexOf(number)
    return this.offered[index]?.sources ?? this.fetched?.sources(index + 1) ?? notFound()
  }

  private profile({ offer }: Offered, request: IncomingMessage, response: ServerResponse) {
    if ('bytes' in offer) return send(offer.bytes, request, response)
    const { file } = offer
    return sendFile({ file, type: OTHER_TYPE, cache: 'no-store' }, request, response)
  }
}

/** The index of a profile; they are numbered from 1. */
function indexOf(number: string): number {
  return /^[1-9]\d{0,5}$/.test(number) ? Number(number) - 1 : notFound()
}

function send(bytes: Uint8Array, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': OTHER_TYPE,
    'content-length': bytes.length,
    'cache-control': 'no-store',
  })
  response.end(method === 'HEAD' ? undefined : bytes)
}
