import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../../../src/cli/main.ts'
import { gzip } from '../../../../src/engine/encode/gzip.ts'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { folderForTest, startService } from './server.ts'

// The command without a report: from the command line to Ctrl-C.

const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
const said = vi.spyOn(console, 'error').mockImplementation(() => {})

afterEach(() => {
  printed.mockClear()
  said.mockClear()
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

function builtApp(): string {
  const app = join(folderForTest(), 'app')
  mkdirSync(app)
  writeFileSync(join(app, 'index.html'), 'the page')
  return app
}

/** Runs the command until it has printed its link. */
async function run(...args: string[]): Promise<{ link: URL; token: string; ended: Promise<void> }> {
  const ended = main(args, builtApp)
  await vi.waitFor(() => expect(printed).toHaveBeenCalled())
  const link = new URL(/http:\S+/.exec(printed.mock.calls[0]![0])![0])
  return { link, token: /token=([\w-]+)/.exec(link.hash)![1]!, ended }
}

const interrupt = () => process.emit('SIGINT')

describe('the companion', () => {
  test('serves what a service has recorded, and ends with Ctrl-C', async () => {
    vi.stubEnv('PPROF_TMPDIR', folderForTest())
    const bytes = gzip(encodeProto(fromStacks('main')))
    const service = await startService((_, response) => response.end(bytes))
    const { link, token, ended } = await run('-http=localhost:0', '-focus=main', service)
    expect(link.hash).toBe(
      `#/flamegraph?f=main&url=/profile/1/${encodeURIComponent(encodeURIComponent(`${service} profile`))}&token=${token}`,
    )
    const path = new URLSearchParams(link.hash.split('?')[1]).get('url')!
    const headers = { 'x-flamedrop-token': token }
    const response = await fetch(link.origin + path, { headers })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(await (await fetch(`${link.origin}/`)).text()).toBe('the page')
    interrupt()
    await ended
    expect(process.exitCode).toBe(0)
    await expect(fetch(link.origin)).rejects.toThrow()
  })

  test('ends at once, whatever is under way', async () => {
    const state = { asked: false, left: false }
    const service = await startService((request) => {
      state.asked = true
      request.on('close', () => {
        state.left = true
      })
    })
    const { link, token, ended } = await run('-http=localhost:0')
    expect(link.hash).toBe(`#/flamegraph?token=${token}`)
    const headers = { 'x-flamedrop-token': token }
    const asked = fetch(`${link.origin}/live?url=${service}`, { headers }).catch(() => 'ended')
    await vi.waitFor(() => expect(state.asked).toBe(true))
    interrupt()
    await ended
    expect([await asked, process.exitCode]).toEqual(['ended', 0])
    await vi.waitFor(() => expect(state.left).toBe(true))
  })

  test('warns where other machines can reach it, and of what the page does not have', async () => {
    const { ended } = await run('-http=0.0.0.0:0', '-symbolize=none')
    interrupt()
    await ended
    const lines = said.mock.calls.map(([line]) => line)
    expect(lines).toEqual([
      expect.stringMatching(/^-symbolize=none does not reach the page/),
      expect.stringMatching(/^Warning: 0\.0\.0\.0 can be reached from other machines\./),
    ])
  })

  test('says what is wrong with -http', async () => {
    const taken = new URL(`http://${await startService(() => {})}`).port
    for (const [http, message] of [
      [`:${taken}`, `Port ${taken} is in use`],
      ['192.0.2.1:0', '192.0.2.1 is not an address of this machine'],
      ['8080', 'could not split http address'],
    ]) {
      await main([`-http=${http}`], builtApp)
      expect(process.exitCode).toBe(2)
      expect(said.mock.lastCall![0]).toContain(message)
    }
    expect(printed).not.toHaveBeenCalled()
  })
})

describe('a report', () => {
  test('goes to the file that -output names', async () => {
    const folder = folderForTest()
    const [profile, output] = ['cpu.pb.gz', 'top.txt'].map((name) => join(folder, name))
    writeFileSync(profile!, gzip(encodeProto(fromStacks('main   main\nserve'))))
    await main(['-top', `-output=${output}`, '-tools=/usr/bin', profile!], builtApp)
    expect(process.exitCode).toBe(0)
    expect(readFileSync(output!, 'utf8')).toMatch(/ {2}serve\n$/)
    expect(said.mock.calls.map(([line]) => line)).toEqual([
      expect.stringMatching(/^-tools has no effect/),
      `Generating report in ${output}`,
    ])
    await main(['-top', `-output=${join(folder, 'gone/x')}`, profile!], builtApp)
    expect([process.exitCode, said.mock.lastCall![0]]).toEqual([
      2,
      expect.stringContaining('ENOENT'),
    ])
  })

  test('needs a source, and no page', async () => {
    await main(['-top'], () => {
      throw new Error('no page is asked for')
    })
    expect(said.mock.lastCall![0]).toContain('no profile source specified')
  })
})
