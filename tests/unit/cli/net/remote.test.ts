import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { fetchProfile, remoteSource } from '../../../../src/cli/net/remote.ts'

const AS_IT_SAYS = { seconds: -1, timeout: -1 }

describe('a source', () => {
  test.each([
    ['http://host:6060', 'http://host:6060/debug/pprof/profile'],
    ['host:6060', 'http://host:6060/debug/pprof/profile'],
    ['host:6060/debug/pprof/heap', 'http://host:6060/debug/pprof/heap'],
    ['[::1]:6060', 'http://[::1]:6060/debug/pprof/profile'],
    ['https://example.com/cpu.pb.gz?x=1', 'https://example.com/cpu.pb.gz?x=1'],
  ])('%s is an address', (source, address) => {
    expect(remoteSource(source, AS_IT_SAYS)?.url.href).toBe(address)
  })

  test.each(['cpu.pb.gz', './host:6060', 'C:\\cpu.pb.gz', 'dir/cpu:1', 'cpu:profile', 'http://'])(
    '%s is a file',
    (source) => {
      expect(remoteSource(source, AS_IT_SAYS)).toBeNull()
    },
  )

  test('is waited for as long as the recording takes, and half as long again', () => {
    const wait = (source: string, options = {}) =>
      remoteSource(source, { ...AS_IT_SAYS, ...options })?.timeoutSeconds
    expect(wait('host:6060')).toBe(60)
    expect(wait('host:6060?seconds=10')).toBe(15)
    expect(wait('host:6060', { seconds: 4 })).toBe(6)
    expect(wait('host:6060', { seconds: 4, timeout: 99 })).toBe(99)
  })
})

describe('fetching', () => {
  test('gives the bytes, or what the service says', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = createServer((request, response) => {
      const found = request.url === '/debug/pprof/profile?seconds=1'
      response.writeHead(found ? 200 : 404).end(found ? 'profile' : 'Unknown profile\n')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const fetched = (source: string, seconds = -1) =>
      fetchProfile(remoteSource(source, { seconds, timeout: 5 })!)
    try {
      expect(new TextDecoder().decode(await fetched(host, 1))).toBe('profile')
      await expect(fetched(`${host}/debug/pprof/nothing`)).rejects.toThrow(
        'server response: 404 Not Found - Unknown profile',
      )
    } finally {
      server.close()
    }
    await expect(fetched(host)).rejects.toThrow(/^http fetch: /)
  })
})
