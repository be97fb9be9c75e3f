import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseCommandLine } from '../../../../src/cli/command-line.ts'
import { verdictOf } from '../../../../src/cli/verdict/verdict.ts'
import { watchedBy } from '../../../../src/cli/verdict/watched.ts'
import { arrive, steady } from '../../../verdicts/parts.ts'
import { record } from '../../../verdicts/record.ts'
import { folderForTest, startService } from '../companion/server.ts'

// Snapshots of a service that is watched.

const said = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => {
  said.mockClear()
  vi.unstubAllEnvs()
})

const times = [10, 20, 30, 40, 50, 60, 70, 80]

function recorded(rate: number): Uint8Array[] {
  const place = { name: 'main.stuck', behaviours: [arrive(rate, { even: true }), steady(3)] }
  const scenario = { form: 'goroutine', times, starts: [0], places: [place], subject: '' } as const
  return record(scenario, 3).map(({ bytes }) => bytes)
}

/** Watches a service that answers each request with the next one. */
async function watched(answer: RequestListener, ...flags: string[]) {
  vi.stubEnv('PPROF_TMPDIR', folderForTest())
  const service = await startService(answer)
  const source = `http://${service}/debug/pprof/goroutine`
  return verdictOf(parseCommandLine(['-verdict', ...flags, source]))
}

function errors(): string {
  return said.mock.calls.map(([line]) => String(line)).join('\n')
}

function inTurn(answers: readonly Uint8Array[]): RequestListener {
  let next = 0
  return (_, response) => response.end(answers[next++])
}

describe('watching a service', () => {
  test('ends early when a leak is sure', async () => {
    const { text, exitCode } = await watched(inTurn(recorded(3)), '-every=1ms', '-count=8')
    expect(text).toMatch(/^leaks {4}main\.stuck /)
    expect(text).toContain('over 5 snapshots')
    expect(errors()).toContain('Snapshot 5 of at most 8: 153 goroutine')
    expect(errors()).toContain('A leak is sure: no more snapshots are needed.')
    expect(exitCode).toBe(3)
  })

  test('takes as many as asked where nothing grows', async () => {
    const { text, exitCode } = await watched(inTurn(recorded(0)), '-every=1ms', '-count=4')
    expect(text).toBe('nothing  Nothing grows over 4 snapshots: 3 → 3 goroutines in all.\n')
    expect(exitCode).toBe(0)
  })

  test('outlives a service that is away for a moment', async () => {
    const answers = recorded(0)
    let asked = 0
    const { text } = await watched(
      (_, response) => {
        if (++asked !== 2) return response.end(answers[asked])
        response.statusCode = 503
        return response.end('starting')
      },
      '-every=1ms',
      '-count=4',
    )
    expect(errors()).toContain('Missed one: server response: 503')
    expect(text).toContain('Nothing grows over 3 snapshots')
  })

  test('gives up on one that never answers well', async () => {
    const away: RequestListener = (_, response) => {
      response.statusCode = 404
      response.end()
    }
    await expect(watched(away, '-every=1ms')).rejects.toThrow('404')
  })

  test('ends with Ctrl-C, with the verdict on what there is', async () => {
    const answers = recorded(0)
    let asked = 0
    const { text } = await watched((_, response) => {
      if (asked < 2) response.end(answers[asked])
      // The third never comes.
      if (asked++ === 2) process.emit('SIGINT')
    }, '-every=1ms')
    expect(text).toContain('Nothing grows over the two snapshots')
    expect(process.listenerCount('SIGINT')).toBe(0)
  })
})

describe('what is asked of a service', () => {
  const asked = (...args: string[]) => watchedBy(parseCommandLine(['-verdict', ...args]))

  test('has times with and without a unit', () => {
    const heap = 'http://host:6060/debug/pprof/heap'
    for (const [flag, seconds] of [
      ['10', 10],
      ['10s', 10],
      ['1.5m', 90],
      ['250ms', 0.25],
    ] as const) {
      expect(asked('-every', flag, heap)).toMatchObject({ everySeconds: seconds, count: 6 })
    }
    expect(asked('-count=3', heap)).toMatchObject({ everySeconds: 10, count: 3 })
    expect(asked(heap)).toBeNull()
  })

  test('is a heap as of now, unless the address says otherwise', () => {
    const url = (path: string) => asked('-every=1', `host:6060/debug/pprof/${path}`)?.url.search
    expect(url('heap')).toBe('?gc=1')
    expect(url('heap?debug=1')).toBe('?debug=1&gc=1')
    expect(url('heap?gc=0')).toBe('?gc=0')
    expect(url('goroutine?debug=2')).toBe('?debug=2')
  })
})
