import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locate, namesOf, sendFile } from '../../src/cli/static-files.ts'
import { startCommandAt } from './command.ts'
import { allow, browser, newPage, serveApp, takeProblems } from './harness.ts'
import { eventually } from './person.ts'

// The package as a user has it: what is built is packed and installed in an empty folder.

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
/** For the tarball, packed, in bytes. */
const MOST_BYTES = 6_000_000

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

let folder: string
let packed: Packed
let server: Server
let origin: string

serveApp()

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'flamedrop-package-')))
  // What is built is packed as it is, and nothing is asked of a registry.
  const { stdout } = await npm(
    root,
    'pack',
    '--ignore-scripts',
    '--json',
    `--pack-destination=${folder}`,
  )
  packed = (JSON.parse(stdout) as Packed[])[0]!
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`)
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Some page</title>')
  server = createServer((request, response) => {
    locate(folder, namesOf(request.url ?? '/'))
      .then((file) => sendFile(file, request, response))
      .catch(() => response.writeHead(404).end())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server?.close()
  server?.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})

function npm(cwd: string, ...args: string[]) {
  return run('npm', args, { cwd, shell: process.platform === 'win32' })
}

/** A command line in the folder where the package is installed. */
function inFolder(command: string, ...args: string[]) {
  return run(command, args, { cwd: folder })
}

describe('the tarball', () => {
  test('is small, and holds what was built and the documents', () => {
    console.log(`npm pack: ${(packed.size / 1e6).toFixed(2)} MB, ${packed.files.length} files`)
    expect(packed.size).toBeLessThan(MOST_BYTES)
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['package.json', 'README.md', 'LICENSE', 'docs/screenshot.png', 'docs/package.md'],
        ...['dist/app/index.html', 'dist/cli/flamedrop.cjs', 'dist/package/engine.mjs'],
      ]),
    )
    const others = paths.filter(
      (path) => !/^(?:dist\/(?:app|cli|package)\/|docs\/|examples\/|[A-Z]+(?:\.md)?$)/.test(path),
    )
    expect(others).toEqual(['package.json'])
    expect(paths.filter((path) => /\/compiled\/|\.map$/.test(path))).toEqual([])
  })

  test('brings no other package and runs nothing when it is installed', async () => {
    const { stdout } = await npm(folder, 'ls', '--all', '--json')
    const { dependencies } = JSON.parse(stdout) as { dependencies: Record<string, object> }
    expect(Object.keys(dependencies)).toEqual(['flamedrop'])
    expect(Object.keys(dependencies['flamedrop']!)).not.toContain('dependencies')
  })
})

describe('the command', () => {
  const profile = 'node_modules/flamedrop/dist/app/examples/cpu.pb.gz'

  test('prints reports and builds nothing', async () => {
    const { stdout, stderr } = await inFolder('npx', '--offline', 'flamedrop', '-top', profile)
    expect(stdout).toMatch(/^Showing nodes accounting for .* of .* total$/m)
    expect(stderr).toBe('')
  })

  test('has the page that it serves', async () => {
    const bin = join(folder, 'node_modules/flamedrop/dist/cli/flamedrop.cjs')
    const command = await startCommandAt(bin, '-no_browser', join(folder, profile))
    const text = await (await fetch(command.origin)).text()
    expect(text).toContain('<title>Flamedrop</title>')
    expect(await command.end('SIGINT')).toBe(0)
  })
})

describe('flamedrop/engine', () => {
  test('runs in Node: the example', async () => {
    const { stdout } = await inFolder('node', 'node_modules/flamedrop/examples/report.mjs')
    expect(stdout).toMatch(/^Type: cpu$/m)
    expect(stdout).toMatch(/No function grew by more than a tenth\.\n$/)
  })

  test('is typed for those who import it', async () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { compare, functions, load, type OpenedProfile, report, verdict } from 'flamedrop/engine'
       import type { FlameDropElement } from 'flamedrop/element'
       const profile: OpenedProfile = await load(new Uint8Array())
       export const text: string = report(await compare(profile, profile), 'top', { focus: 'x' })
       export const bytes: Uint8Array = report(profile, 'proto')
       export const flat: number = functions(profile).rows[0]!.flat
       export const kind: 'leaks' | 'grows' | 'filled' | 'varies' | 'nothing' =
         (await verdict([{ name: 'a', profile }])).verdict
       export const element: FlameDropElement = document.createElement('flame-drop')
       // @ts-expect-error there is no such option
       report(profile, 'top', { fokus: 'x' })
      `,
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const flags = ['--strict', '--noEmit', '--target', 'es2023', '--types', '']
    const how = ['--module', 'nodenext', '--lib', 'es2023,dom', 'use.ts']
    await inFolder(process.execPath, tsc, ...flags, ...how).catch(({ stdout }) => {
      expect(stdout, 'what tsc says').toBe('')
    })
  })

  test('runs in a browser', async () => {
    const page = await newPage(browser, origin)
    await page.addScriptTag({
      type: 'module',
      content: `
        import { load, report } from '/node_modules/flamedrop/dist/package/engine.mjs'
        const answer = await fetch('/node_modules/flamedrop/dist/app/examples/cpu.pb.gz')
        const profile = await load(await answer.arrayBuffer())
        document.body.textContent = report(profile, 'top', { nodecount: 3 })
      `,
    })
    await page.getByText('Showing top 3 nodes out of').waitFor()
  })
})

describe('<flame-drop>', () => {
  /** The app in the page's frame. */
  async function app(page: Page): Promise<Frame> {
    await eventually(() => page.frames().length).toBe(2)
    return page.frames()[1]!
  }

  /** A page with an element of these attributes, which keeps what it tells. */
  async function openWith(attributes: Record<string, string>): Promise<Page> {
    const page = await newPage(browser, origin)
    if (attributes['app']) allow(page, new URL(attributes['app']).origin)
    await page.addScriptTag({
      ...{ type: 'module', url: '/node_modules/flamedrop/dist/package/element.mjs' },
    })
    await page.evaluate((given) => {
      const told: unknown[] = []
      Object.assign(window, { told })
      for (const type of ['ready', 'accepted', 'refused', 'error']) {
        document.addEventListener(`flamedrop-${type}`, (event) => {
          told.push([type, (event as CustomEvent).detail])
        })
      }
      const element = document.createElement('flame-drop')
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
      document.body.append(element)
    }, attributes)
    return page
  }
  const told = (page: Page) =>
    page.evaluate(() => (window as unknown as { told: [string, object][] }).told)
  const examples = '/node_modules/flamedrop/dist/app/examples'

  test('shows a profile in a page with a strict policy: the example', async () => {
    const page = await newPage(browser, origin)
    await page.goto(`${origin}/node_modules/flamedrop/examples/element.html`)
    const frame = await app(page)
    await frame.getByRole('button', { name: /^Profile: .*cpu\.pb\.gz/ }).waitFor()
    expect(new URL(frame.url()).hash).toMatch(/^#\/top/)
    // What the browser keeps of it does not come beside it.
    await page.reload()
    const again = await app(page)
    await again.getByRole('button', { name: /^Profile: .*cpu\.pb\.gz/ }).waitFor()
    await again.locator('.workspace').waitFor()
    expect(await again.getByRole('region', { name: 'Comparison' }).count()).toBe(0)
    const { height } = (await page.locator('flame-drop').boundingBox())!
    expect(height).toBe(Math.round((await page.evaluate(() => innerHeight)) * 0.7))
  })

  test('compares with a base, follows its theme, and tells what happens', async () => {
    const page = await openWith({
      ...{ src: `${examples}/cpu.pb.gz`, base: `${examples}/cpu.pb.gz` },
      ...{ view: 'top', theme: 'dark' },
    })
    const frame = await app(page)
    await eventually(() => told(page)).toEqual([
      ['ready', {}],
      ['accepted', { name: 'cpu.pb.gz', reason: '' }],
    ])
    await frame.getByRole('region', { name: 'Comparison' }).waitFor()
    const isDark = () => frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    // The tests' own scheme is forced upon frames as well.
    await page.emulateMedia({ colorScheme: null })
    await eventually(isDark).toBe(true)
    await page.evaluate(() => document.querySelector('flame-drop')!.setAttribute('theme', 'light'))
    await eventually(isDark).toBe(false)
  })

  test('of another origin asks the reader, and hears nobody else', async () => {
    const other = origin.replace('127.0.0.1', 'localhost')
    const page = await openWith({
      ...{ src: `${examples}/heap.pb.gz`, view: 'top' },
      app: `${other}/node_modules/flamedrop/dist/app/index.html`,
    })
    const frame = await app(page)
    const alert = frame.getByRole('alert')
    await alert.getByText(`${origin} asks to open a profile here: heap.pb.gz`).waitFor()
    // A message as the app would send it, from this page itself.
    await page.evaluate(() => window.postMessage({ type: 'flamedrop-accepted', name: 'x' }))
    await alert.getByRole('button', { name: 'Refuse' }).click()
    await eventually(() => told(page)).toEqual([
      ['ready', {}],
      ['refused', { name: 'heap.pb.gz', reason: 'The user refused it.' }],
    ])
  })

  test('says what could not be fetched', async () => {
    const page = await openWith({ src: '/none.pb.gz' })
    await eventually(() => told(page)).toContainEqual([
      'error',
      { reason: '/none.pb.gz could not be fetched: status 404.' },
    ])
    expect(await takeProblems(page)).toEqual([expect.stringContaining('status of 404')])
  })
})
