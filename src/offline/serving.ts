import {
  MOST_SHARED,
  MOST_SHARED_BYTES,
  responseOf,
  SHARE_PATH,
  SHARED_CACHE,
  SHARED_FIELD,
  SHARED_FILES,
} from './shared.ts'
import type { Site } from './site.ts'

/** Caches of builds begin with it. */
const BUILD = 'flamedrop-build-'
/** The present build, and the one before it, from which a page may still load its parts. */
const KEPT_BUILDS = 2

/** What the service worker needs of its browser; tests pass a fake. */
export interface Surroundings {
  readonly caches: CacheStorage
  readonly fetch: typeof fetch
  /** The folder of the page. */
  readonly scope: string
}

/**
 * Answers for the files of a build, from its cache, and for nothing else: what the companion or
 * another host gives is never kept. Nothing is added to the cache after the build is installed.
 */
export class Serving {
  private readonly paths: ReadonlySet<string>
  private readonly cacheName: string

  constructor(
    private readonly site: Site,
    private readonly at: Surroundings,
  ) {
    this.paths = new Set(site.files)
    this.cacheName = BUILD + site.version
  }

  /**
   * Fetches all files of the build.
   * @throws if one of them cannot be had: the build before stays then
   */
  async install(): Promise<void> {
    const cache = await this.at.caches.open(this.cacheName)
    try {
      for (const path of this.site.files) {
        // Without a hash in the name the browser's own copy may be that of another build.
        const cacheMode = path.startsWith('assets/') ? 'default' : 'reload'
        const response = await this.at.fetch(this.at.scope + path, { cache: cacheMode })
        if (!response.ok) throw new Error(`${path} answers ${response.status}`)
        await cache.put(this.at.scope + path, direct(response))
      }
    } catch (error) {
      await this.at.caches.delete(this.cacheName)
      throw error
    }
  }

  /** Removes older builds. */
  async activate(): Promise<void> {
    const builds = (await this.at.caches.keys()).filter((name) => name.startsWith(BUILD))
    const others = builds.filter((name) => name !== this.cacheName)
    const old = others.slice(0, Math.max(0, others.length - KEPT_BUILDS + 1))
    await Promise.all(old.map((name) => this.at.caches.delete(name)))
  }

  /** Whether the file at an address is of this build. */
  has(address: string): boolean {
    const { scope } = this.at
    return address.startsWith(scope) && this.paths.has(address.slice(scope.length))
  }

  /** The answer to a request; null to let the browser ask the network. */
  answer(request: Request): Promise<Response> | null {
    if (!request.url.startsWith(this.at.scope)) return null
    const path = request.url.slice(this.at.scope.length).replace(/[?#].*$/, '')
    if (request.method === 'POST') return path === SHARE_PATH ? this.receive(request) : null
    if (request.method !== 'GET') return null
    const isPage = path === '' || path === 'index.html'
    if (isPage) return this.page(request)
    // Of a build before this one, from a page that is still open.
    const isPart = this.paths.has(path) || path.startsWith('assets/')
    return isPart ? this.part(request, path) : null
  }

  /**
   * The page of this build. On this machine the network goes first: another server may use the same
   * port later.
   */
  private async page(request: Request): Promise<Response> {
    if (isThisMachine(this.at.scope)) {
      const response = await this.at.fetch(request).catch(() => null)
      if (response) return response
    }
    return (await this.kept('')) ?? this.at.fetch(request)
  }

  private async part(request: Request, path: string): Promise<Response> {
    return (await this.kept(path)) ?? this.at.fetch(request)
  }

  private async kept(path: string): Promise<Response | undefined> {
    const address = this.at.scope + path
    const own = await this.at.caches.match(address, { cacheName: this.cacheName })
    // Names with a hash mean the same in every build.
    return own ?? (path.startsWith('assets/') ? this.at.caches.match(address) : undefined)
  }

  /** Takes files that were shared, as far as they are not too many or too large, and opens the page. */
  private async receive(request: Request): Promise<Response> {
    const form = await request.formData()
    const files = form.getAll(SHARED_FILES).filter((value) => value instanceof File)
    const cache = await this.at.caches.open(SHARED_CACHE)
    let bytes = 0
    for (const [i, file] of files.slice(0, MOST_SHARED).entries()) {
      bytes += file.size
      if (bytes > MOST_SHARED_BYTES) break
      await cache.put(`${this.at.scope}${SHARED_FIELD}/${i}`, responseOf(file))
    }
    return Response.redirect(`${this.at.scope}?${SHARED_FIELD}`, 303)
  }
}

/** A page must not be answered with a response that has been redirected. */
function direct(response: Response): Response {
  if (!response.redirected) return response
  const { status, headers } = response
  return new Response(response.body, { status, headers })
}

function isThisMachine(scope: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(scope).hostname)
}
