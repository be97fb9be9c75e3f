import { afterEach, describe, expect, test, vi } from 'vitest'
import { SourceError } from '../../src/sources/error.ts'
import { download, nameOfUrl, resolveUrl } from '../../src/sources/url.ts'

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
