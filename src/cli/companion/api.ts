import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename } from 'node:path'
import { NamedSources } from '../named-sources.ts'
import { notFound, Refusal } from '../refusal.ts'
import { OTHER_TYPE, sendFile, TEXT_TYPE } from '../static-files.ts'
import type { LiveFetches } from './live.ts'
import type { Offer } from './offers.ts'

/** Folders of the source that profiles name, as the flags of these names. */
export interface SourcePaths {
  readonly sourcePath?: string | undefined
  readonly trimPath?: string | undefined
}

interface Offered {
  readonly offer: Offer
  readonly name: string
  readonly sources: NamedSources
}

const ENDPOINTS = ['companion.json', 'profile', 'source', 'live']

/** What the server has for its own page alone: docs/companion.md. */
export class CompanionApi {
  private readonly offered: readonly Offered[]

  constructor(
    offers: readonly Offer[],
    private readonly live: LiveFetches,
    { sourcePath, trimPath }: SourcePaths,
  ) {
    this.offered = offers.map((offer) => ({
      offer,
      name: 'file' in offer ? basename(offer.file) : offer.name,
      sources: new NamedSources(offer, sourcePath || process.cwd(), trimPath),
    }))
  }

  /** Where each of the profiles is, in their order. */
  get profiles(): readonly string[] {
    return this.offered.map(({ name }, i) => `/profile/${i + 1}/${encodeURIComponent(name)}`)
  }

  /** Whether a path is one of these, whatever lies behind it. */
  has([first = '']: readonly string[]): boolean {
    return ENDPOINTS.includes(first)
  }

  /** @throws Refusal */
  async answer(
    names: readonly string[],
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [endpoint, number = '', name] = names
    if (endpoint === 'profile' && names.length === 3) {
      const offered = this.numbered(number)
      if (offered.name === name) return this.profile(offered, request, response)
    }
    if (endpoint === 'source' && names.length === 2) {
      const file = await this.numbered(number).sources.locate(query.get('file') ?? '')
      if (file !== null) {
        return sendFile({ file, type: TEXT_TYPE, cache: 'no-store' }, request, response)
      }
    }
    if (endpoint === 'live' && names.length === 1) {
      // A recording is not made to be thrown away.
      if (request.method !== 'GET') throw new Refusal(405, 'Only GET fetches from a service.')
      return this.live.answer(query, response)
    }
    if (endpoint === 'companion.json' && names.length === 1) {
      const profiles = this.profiles.map((path, i) => ({ path, name: this.offered[i]!.name }))
      const text = JSON.stringify({ version: 1, profiles })
      return send(Buffer.from(text), 'application/json; charset=utf-8', request, response)
    }
    return notFound()
  }

  private numbered(number: string): Offered {
    const offered = /^[1-9]\d{0,3}$/.test(number) ? this.offered[Number(number) - 1] : undefined
    return offered ?? notFound()
  }

  private profile({ offer }: Offered, request: IncomingMessage, response: ServerResponse) {
    if ('bytes' in offer) return send(offer.bytes, OTHER_TYPE, request, response)
    const { file } = offer
    return sendFile({ file, type: OTHER_TYPE, cache: 'no-store' }, request, response)
  }
}

function send(
  bytes: Uint8Array,
  type: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
  })
  response.end(method === 'HEAD' ? undefined : bytes)
}
