import { afterEach, describe, expect, test, vi } from 'vitest'
import { SourceError } from '../../../src/sources/error.ts'
import { download, nameOfUrl, resolveUrl } from '../../../src/sources/url.ts'

const PAGE = 'https://tools.example/flamedrop/index.html'
const URL_OF_PROFILE = new URL('https://ci.example/artifacts/cpu.pb.gz')

afterEach(() => vi.unstubAllGlobals())

function answerWith(response: Response | Error): void {
  vi.stubGlobal('fetch', async () => {
    if (response instanceof Error) throw response
    return response
  })
}

async function failureOf(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SourceError)
  return error as SourceError
}

describe('addresses', () => {
  test.each([
    ['https://ci.example/a.pb.gz', 'https://ci.example/a.pb.gz'],
    ['examples/cpu.pb.gz', 'https://tools.example/flamedrop/examples/cpu.pb.gz'],
    [' /p/heap.pb.gz ', 'https://tools.example/p/heap.pb.gz'],
  ])('%s', (text, expected) => {
    expect(resolveUrl(text, PAGE).href).toBe(expected)
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/plain,x', 'blob:https://a/b'])(
    '%s is refused',
    (text) => {
      expect(() => resolveUrl(text, PAGE)).toThrow(SourceError)
    },
  )

  test('http from a page that came by https is refused before it is tried', () => {
    const refused = () => resolveUrl('http://ci.example/cpu.pb.gz', PAGE)
    expect(refused).toThrow(/^ci\.example is an http address.*mixed content/)
    expect(resolveUrl('http://ci.example/cpu.pb.gz', 'http://tools.example/').host).toBe(
      'ci.example',
    )
  })

  test.each([
    'http://localhost:6060/debug/pprof/heap',
    'http://app.localhost/heap',
    'http://127.0.0.1:6060/debug/pprof/heap',
    'http://[::1]:6060/debug/pprof/heap',
  ])('%s is of this machine, which browsers let pass', (address) => {
    expect(resolveUrl(address, PAGE).href).toBe(address)
  })

  test('a name that only looks like this machine is not it', () => {
    expect(() => resolveUrl('http://127.0.0.1.evil.example/', PAGE)).toThrow('mixed content')
    expect(() => resolveUrl('http://notlocalhost/', PAGE)).toThrow('mixed content')
  })

  test('nothing and nonsense are refused', () => {
    expect(() => resolveUrl('  ', PAGE)).toThrow('is not an address')
    expect(() => resolveUrl('https://', PAGE)).toThrow('is not an address')
  })

  test.each([
    ['https://a.example/x/heap%20now.pb.gz?token=1', 'heap now.pb.gz'],
    ['https://a.example/%ff', '%ff'],
    ['https://a.example/', 'a.example'],
    ['https://a.example/debug/pprof/heap/', 'heap'],
  ])('%s is called %s', (address, name) => {
    expect(nameOfUrl(new URL(address))).toBe(name)
  })
})

describe('download', () => {
  test('gives the bytes and tells how far it is', async () => {
    answerWith(new Response('12345678', { headers: { 'content-length': '8' } }))
    const seen: [number, number][] = []
    const blob = await download(URL_OF_PROFILE, { onProgress: (...step) => seen.push(step) })
    expect(await blob.text()).toBe('12345678')
    expect(seen[0]).toEqual([0, 8])
    expect(seen.at(-1)).toEqual([8, 8])
  })

  test('does not believe the length of encoded bytes', async () => {
    const headers = { 'content-length': '3', 'content-encoding': 'gzip' }
    answerWith(new Response('12345678', { headers }))
    const totals: number[] = []
    await download(URL_OF_PROFILE, { onProgress: (_, total) => totals.push(total) })
    expect(new Set(totals)).toEqual(new Set([0]))
  })

  test.each([
    [404, 'ci.example answered 404: there is nothing at /artifacts/cpu.pb.gz.'],
    [403, 'ci.example answered 403: it does not let this page read /artifacts/cpu.pb.gz.'],
    [503, 'ci.example answered 503 for /artifacts/cpu.pb.gz.'],
  ])('says what %i means', async (status, message) => {
    answerWith(new Response('', { status }))
    const error = await failureOf(download(URL_OF_PROFILE))
    expect(error.message).toBe(message)
    expect(error.hint).not.toBe('')
  })

  const html = { headers: { 'content-type': 'text/html; charset=utf-8' } }

  test('says that a web page is none', async () => {
    answerWith(new Response('\n<!doctype html><title>cpu.pb.gz</title>', html))
    const error = await failureOf(download(URL_OF_PROFILE))
    expect(error.message).toBe('ci.example/artifacts/cpu.pb.gz is a web page, not a profile.')
    expect(error.hint).toContain('raw')
  })

  test('says where it was sent on to in order to sign in', async () => {
    const response = new Response('<html>', html)
    Object.defineProperties(response, {
      redirected: { value: true },
      url: { value: 'https://login.example/oauth?state=secret' },
    })
    answerWith(response)
    const error = await failureOf(download(URL_OF_PROFILE))
    expect(error.message).toContain('ci.example redirected the browser to login.example/oauth,')
    expect(error.message).not.toContain('secret')
    expect(error.hint).toContain('Sign in there')
  })

  test('believes bytes rather than a type', async () => {
    answerWith(new Response(new Uint8Array([0x1f, 0x8b, 8]), html))
    expect((await download(URL_OF_PROFILE)).size).toBe(3)
  })

  test('names what the browser does not tell apart: no network, no CORS', async () => {
    answerWith(new TypeError('Failed to fetch'))
    const error = await failureOf(download(URL_OF_PROFILE))
    expect(error.message).toContain('(CORS)')
    expect(error.hint).toContain(URL_OF_PROFILE.href)
  })

  test('stops at the limit', async () => {
    answerWith(new Response('123456789'))
    const error = await failureOf(download(URL_OF_PROFILE, { maxBytes: 4 }))
    expect(error.message).toContain('is larger than')
  })

  test('a cancelled one is no failure of the source', async () => {
    const controller = new AbortController()
    controller.abort()
    answerWith(new DOMException('aborted', 'AbortError'))
    const promise = download(URL_OF_PROFILE, { signal: controller.signal })
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' })
  })
})
