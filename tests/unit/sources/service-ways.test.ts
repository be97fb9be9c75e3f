import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startToken } from '../../../src/sources/companion-token.ts'
import { askService, wayTo, whyTerminal } from '../../../src/sources/service.ts'
import { readService } from '../../../src/sources/service-address.ts'
import { notReached, refusedByService } from '../../../src/sources/service-errors.ts'
import { startService } from '../cli/companion/server.ts'

// How the page gets at a service, and how it says that it does not.

const HTTPS_PAGE = 'https://flamedrop.example/app/'
const HTTP_PAGE = 'http://127.0.0.1:8711/'

function openedBy(hash: string): void {
  startToken({
    location: { origin: 'http://127.0.0.1:8711', hash },
    history: { state: null, replaceState: () => {} },
    sessionStorage: { getItem: () => null, setItem: () => {} },
    addEventListener: () => {},
  })
}

const way = (address: string, page = HTTP_PAGE) => wayTo(readService(address), page)
const why = (address: string, page: string) => whyTerminal(readService(address), page)

beforeEach(() => openedBy(''))
afterEach(() => vi.unstubAllGlobals())

describe('the way to a service', () => {
  test('is the browser’s own, where it may try', () => {
    expect(way('localhost:6060')).toBe('page')
    expect(way('localhost:6060', HTTPS_PAGE)).toBe('page')
    expect(way('https://service.example', HTTPS_PAGE)).toBe('page')
  })

  test('is the terminal where a browser refuses, and that is said before it is tried', () => {
    expect(way('service.example:6060', HTTPS_PAGE)).toBe('terminal')
    expect(why('service.example:6060', HTTPS_PAGE)).toContain('mixed content')
    expect(way('https+insecure://service.example')).toBe('terminal')
    expect(why('https+insecure://service.example', HTTP_PAGE)).toContain('certificate')
    expect(way('http://me:secret@service.example')).toBe('terminal')
    expect(why('http://me:secret@service.example', HTTP_PAGE)).toContain('sign in')
    expect(why('localhost:6060', HTTPS_PAGE)).toBe('')
  })

  test('is the companion, whatever the browser would say; the page’s own server needs none', () => {
    openedBy('#/?token=abc')
    expect(way('service.example:6060')).toBe('companion')
    expect(way('https+insecure://service.example')).toBe('companion')
    expect(way('127.0.0.1:8711')).toBe('page')
  })
})

describe('asking without a companion', () => {
  test('gives the bytes as they are, whatever the service calls them', async () => {
    const host = await startService((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<table>')
    })
    const { blob } = await askService(`http://${host}/`, 'page')
    expect(await blob.text()).toBe('<table>')
  })

  test('says what the service says', async () => {
    const host = await startService((_, response) => {
      response.writeHead(500).end('Could not enable CPU profiling: cpu profiling already in use\n')
    })
    await expect(askService(`http://me:secret@${host}/x`, 'page')).rejects.toMatchObject({
      message: expect.not.stringContaining('secret'),
    })
    await expect(askService(`http://${host}/x`, 'page')).rejects.toMatchObject({
      message: `http://${host}/x answered 500: Could not enable CPU profiling: cpu profiling already in use.`,
      hint: expect.stringContaining('Its CPU is being recorded'),
    })
  })

  test('says that nothing, or only half, has come', async () => {
    await expect(askService('http://127.0.0.1:1/', 'page')).rejects.toThrow('(CORS)')
    const host = await startService((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('half', () => response.destroy())
    })
    await expect(askService(`http://${host}/`, 'page')).rejects.toThrow('stopped sending before')
  })

  test('ends when it is cancelled, or the answer too large', async () => {
    const host = await startService((_, response) => response.write('x'.repeat(100)))
    const controller = new AbortController()
    const asked = askService(`http://${host}/`, 'page', { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(asked).rejects.toThrow('enough')
    await expect(askService(`http://${host}/`, 'page', { maxBytes: 50 })).rejects.toThrow('larger')
  })
})

describe('words for what went wrong', () => {
  test.each([
    [400, "profile duration exceeds server's WriteTimeout", 'fewer seconds'],
    [400, 'Client sent an HTTP request to an HTTPS server.', 'put https:// in front'],
    [401, '', 'requires a sign-in'],
    [407, '', 'The proxy requires a sign-in'],
    [403, 'Forbidden', 'does not let this machine read'],
    [404, '404 page not found', 'no pprof handlers'],
    [500, 'Could not enable tracing: tracing is already enabled', 'being traced already'],
    [503, '<html>Bad gateway', 'or a proxy before it'],
    [418, 'short and stout', 'imports net/http/pprof'],
  ])('%i %s', (status, text, hint) => {
    const error = refusedByService('host:1', status, text)
    expect(error.message).toMatch(new RegExp(`^host:1 answered ${status}(: .*[^.])?\\.$`))
    expect(error.message).not.toContain('<')
    expect(error.hint).toContain(hint)
  })

  test.each([
    ['host:1: connect ECONNREFUSED 10.0.0.1:1.', 'nothing listens there'],
    ['host:1: getaddrinfo ENOTFOUND host.', 'no machine of that name'],
    ['host:1: it has not answered for 65 s.', 'not answered in time'],
    ['host:1: self-signed certificate.', 'certificate'],
    ['host:1: socket hang up.', 'closed the connection'],
    ['host:1: its answer is larger than 1024 MB.', 'larger than what can be taken'],
  ])('%s', (text, words) => {
    expect(notReached('host:1', text).message).toContain(words)
  })

  test('what is not known is told as it is', () => {
    expect(notReached('host:1', 'host:1: it redirects to what is not an address.')).toMatchObject({
      message: 'host:1: it redirects to what is not an address.',
    })
  })
})
