import { describe, expect, test } from 'vitest'
import {
  indexAddress,
  readService,
  type Take,
  takeAddress,
  takenFile,
  takenName,
  withoutPassword,
} from '../../../src/sources/service-address.ts'
import { curlCommand } from '../../../src/store/service-command.ts'

const HEAP: Take = { profile: 'heap', seconds: 0, dump: false, gc: false }
const CPU: Take = { ...HEAP, profile: 'profile', seconds: 30 }
const DUMP: Take = { ...HEAP, profile: 'goroutine', dump: true }

describe('the address of a service', () => {
  test.each([
    ['localhost:6060', 'http://localhost:6060/debug/pprof/'],
    [' :6060 ', 'http://localhost:6060/debug/pprof/'],
    ['http://host', 'http://host/debug/pprof/'],
    ['https://host/debug/pprof', 'https://host/debug/pprof/'],
    ['http://host:1/debug/pprof/', 'http://host:1/debug/pprof/'],
    ['host:1/debug/pprof/heap?debug=1#x', 'http://host:1/debug/pprof/'],
    ['http://host/admin/debug/pprof/profile?seconds=5', 'http://host/admin/debug/pprof/'],
    ['http://host/internal/pprof', 'http://host/internal/pprof/'],
    ['[::1]:6060', 'http://[::1]:6060/debug/pprof/'],
    ['https+insecure://host:1/', 'https+insecure://host:1/debug/pprof/'],
  ])('%s is %s', (typed, index) => {
    expect(indexAddress(readService(typed))).toBe(index)
  })

  test.each(['', '  ', '/debug/pprof/', 'ftp://host', 'javascript:alert(1)', 'http://', 'a b'])(
    '%j is none',
    (typed) => {
      expect(() => readService(typed)).toThrow('is not the address of a service')
    },
  )

  test('says what to take and how', () => {
    const service = readService('host:1')
    const at = (take: Take) => takeAddress(service, take).slice('http://host:1/debug/pprof/'.length)
    expect(at(HEAP)).toBe('heap')
    expect(at({ ...HEAP, gc: true })).toBe('heap?gc=1')
    expect(at(CPU)).toBe('profile?seconds=30')
    expect(at(DUMP)).toBe('goroutine?debug=2')
    expect(at({ ...HEAP, profile: 'example.com/pool ?' })).toBe('example.com/pool%20%3F')
  })

  test('is shown without its password', () => {
    expect(withoutPassword('https://me:secret@host/x?a=b:c@d')).toBe(
      'https://me:xxxxx@host/x?a=b:c@d',
    )
    expect(withoutPassword('http://host:1/a:b@c')).toBe('http://host:1/a:b@c')
  })
})

describe('what was taken', () => {
  const at = new Date(2026, 10, 21, 4, 1, 5)

  test('is called by what it is and when it came', () => {
    expect(takenName(HEAP, at)).toBe('heap 04:01:05')
    expect(takenName(CPU, at)).toBe('cpu 30s 04:01:05')
  })

  test('is saved under a name that says what is in it', () => {
    const file = (take: Take) =>
      takenFile(takenName(take, at), takeAddress(readService('h:1'), take))
    expect(file(HEAP)).toBe('heap-04.01.05.pb.gz')
    expect(file(DUMP)).toBe('goroutine-04.01.05.txt')
    expect(file({ ...CPU, profile: 'trace', seconds: 1 })).toBe('trace-1s-04.01.05.out')
    expect(file({ ...HEAP, profile: '../a/b' })).toBe('..-a-b-04.01.05.pb.gz')
  })
})

describe('the command that fetches it', () => {
  test('is one that a shell takes', () => {
    const service = readService('host:1')
    expect(curlCommand(service, HEAP)).toBe('curl -f -o heap.pb.gz http://host:1/debug/pprof/heap')
    expect(curlCommand(service, DUMP)).toBe(
      "curl -f -o goroutine.txt 'http://host:1/debug/pprof/goroutine?debug=2'",
    )
    expect(curlCommand(readService('https+insecure://h'), { ...HEAP, profile: '-x' })).toBe(
      'curl -f -k -o x.pb.gz https://h/debug/pprof/-x',
    )
  })
})
