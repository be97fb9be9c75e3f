import { describe, expect, test } from 'vitest'
import { readService, type Take, takeAddress } from '../../../src/sources/service-address.ts'
import { pprofPlace } from '../../../src/store/command.ts'
import type { Source } from '../../../src/store/open-profile.ts'
import { ownHost, reachOf } from '../../../src/store/sharing.ts'
import { serverOf } from '../../../src/store/source-text.ts'

// What pprof is to open to have the same profile, by where the page has it from.

const PAGE = 'http://127.0.0.1:8711/'
const HEAP: Take = { profile: 'heap', seconds: 0, dump: false, gc: false }

interface Found {
  readonly name?: string
  readonly dump?: boolean
  readonly pprofReads?: boolean
}

const place = (source: Source, { name = 'cpu.pb.gz', dump = false, pprofReads }: Found = {}) =>
  pprofPlace({ name, source, answer: { dump, pprofReads: pprofReads ?? !dump } }, PAGE)

function live(address: string, take: Take, sourceTextServer = ''): Source {
  const service = readService(address)
  return {
    kind: 'live',
    url: takeAddress(service, take),
    host: service.index.host,
    blob: new Blob(),
    from: { service, way: 'companion', take },
    sourceTextServer,
  }
}

describe('what pprof opens', () => {
  test('is a file by its name, and an address where anybody may read it', () => {
    expect(place({ kind: 'file', blob: new Blob() })).toBe('cpu.pb.gz')
    expect(place({ kind: 'url', url: 'https://ci/cpu.pb.gz', host: 'ci' })).toBe(
      'https://ci/cpu.pb.gz',
    )
    expect(place({ kind: 'url', url: 'examples/cpu.pb.gz', host: '' })).toBe(
      `${PAGE}examples/cpu.pb.gz`,
    )
  })

  test('of a companion is the file’s name: its address is for the page alone', () => {
    const url = '/profile/1/cpu.pb.gz'
    expect(place({ kind: 'url', url, host: '127.0.0.1:8711' })).toBe('cpu.pb.gz')
  })

  test('is nothing for a dump of goroutines, which pprof cannot read', () => {
    const dump = { name: 'panic.log', dump: true }
    expect(place({ kind: 'file', blob: new Blob() }, dump)).toBe('')
    expect(place({ kind: 'url', url: 'https://ci/panic.log', host: 'ci' }, dump)).toBe('')
    const take = { ...HEAP, profile: 'goroutine', dump: true }
    expect(place(live('host:1', take), dump)).toBe('http://host:1/debug/pprof/goroutine')
  })

  test('is nothing for what pprof cannot read: other formats, other packing, one of several', () => {
    const foreign = { name: 'node.cpuprofile', pprofReads: false }
    expect(place({ kind: 'file', blob: new Blob() }, foreign)).toBe('')
    expect(place({ kind: 'url', url: 'https://ci/x.folded', host: 'ci' }, foreign)).toBe('')
    expect(place(live('host:1', HEAP), foreign)).toBe('')
  })

  test('of a service is its address, without a password and without what pprof cannot read', () => {
    expect(place(live('host:1', HEAP))).toBe('http://host:1/debug/pprof/heap')
    expect(place(live('https+insecure://me:secret@host', { ...HEAP, seconds: 5 }))).toBe(
      'https+insecure://me:xxxxx@host/debug/pprof/heap?seconds=5',
    )
    expect(place(live('host:1', { ...HEAP, profile: 'goroutine', dump: true }))).toBe(
      'http://host:1/debug/pprof/goroutine',
    )
  })
})

test('what a service gave is in no link, and its source is where the companion has it', () => {
  const source = live('host:1', HEAP, '/source/1?file=')
  expect(serverOf({ source })).toBe('/source/1?file=')
  expect(reachOf({ source }, PAGE)).toBe('live')
})

test('a page on this machine is opened by nobody else', () => {
  expect(ownHost(PAGE)).toBe('127.0.0.1:8711')
  expect(ownHost('http://localhost:5173/#/top')).toBe('localhost:5173')
  expect(ownHost('https://profiles.example.com/flamedrop/')).toBe('')
})
