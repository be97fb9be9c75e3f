import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

/**
 * Imports point one way: engine, worker, store, views and ui, app; the command stands on the
 * engine alone. biome.json holds it, and this holds biome.json: a pattern there that matches
 * nothing would go unnoticed.
 */

const PAGE = ['../views/flame/stage.ts', '../../views/flame', '../ui/menu.tsx', '../app/shell.ts']
const OUTWARD: Readonly<Record<string, readonly string[]>> = {
  'src/engine': [
    '../worker/client.ts',
    '../store/view.ts',
    '../sources/url.ts',
    ...PAGE,
    '../cli/command-line.ts',
    'react',
    'react-dom',
    'react-dom/client',
    'zustand',
    'd3',
    'node:fs',
  ],
  'src/engine/report': ['../../worker/client.ts', '../../cli/command-line.ts', 'react', 'node:fs'],
  'src/worker': ['../store/view.ts', ...PAGE, '../cli/command-line.ts', 'react', 'zustand'],
  'src/store': [...PAGE, '../cli/command-line.ts'],
  'src/views/flame': ['../../app/shell.ts', '../../cli/command-line.ts'],
  'src/ui': ['../app/shell.ts', '../cli/command-line.ts'],
  'src/cli': ['../worker/client.ts', '../store/view.ts', ...PAGE],
}
const INWARD: Readonly<Record<string, readonly string[]>> = {
  'src/engine': ['./profile/ids.ts', 're2js', 'pako'],
  'src/engine/report': ['../profile/ids.ts', './top.ts'],
  'src/worker': ['../engine/load.ts', './protocol.ts'],
  'src/store': ['../engine/load.ts', '../worker/client.ts', 'zustand'],
  'src/views/flame': [
    '../../store/view.ts',
    '../../ui/menu.tsx',
    '../top/table.tsx',
    'react',
    'd3',
  ],
  'src/ui': ['../store/view.ts', 'react'],
  'src/app': ['../views/flame/stage.ts', '../store/view.ts', '../ui/menu.tsx', 'react-dom/client'],
  'src/cli': ['../engine/load.ts', './flags.ts', 'node:fs'],
}
/** What a page, a worker or Node has and the engine must not know. */
const GLOBALS = ['document', 'window', 'self', 'postMessage', 'localStorage', 'process', 'fetch']

interface Case {
  readonly file: string
  readonly title: string
  readonly code: string
  readonly rule: string
}

const importing = (table: typeof OUTWARD, rule: string): readonly Case[] =>
  Object.entries(table).flatMap(([folder, imports]) =>
    imports.map((from, i) => ({
      file: `${folder}/${rule || 'clean'}-${i}.ts`,
      title: `${folder} importing ${from}`,
      code: `import { thing } from '${from}'\n\nexport const used = thing\n`,
      rule,
    })),
  )

const bad: readonly Case[] = [
  ...importing(OUTWARD, 'noRestrictedImports'),
  ...GLOBALS.map((name) => ({
    file: `src/engine/global-${name}.ts`,
    title: `src/engine using ${name}`,
    code: `export const used = ${name}\n`,
    rule: 'noRestrictedGlobals',
  })),
]
const clean = importing(INWARD, '')

/** Errors by file: the rules that it breaks. */
let broken: ReadonlyMap<string, readonly string[]>
/** A folder with our biome.json and the cases as if they stood in src. */
let folder: string

beforeAll(() => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'flamedrop-boundaries-')))
  for (const name of ['biome.json', '.gitignore']) cpSync(join(root, name), join(folder, name))
  for (const { file, code } of [...bad, ...clean]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), code)
  }
  broken = lint(join(root, 'node_modules/@biomejs/biome/bin/biome'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lint(biome: string): ReadonlyMap<string, readonly string[]> {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src'],
    { cwd: folder, encoding: 'utf8' },
  )
  if (!stdout.startsWith('{')) throw new Error(`biome said: ${stdout}${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; severity: string; location: { path: string } }[]
  }
  const found = new Map<string, string[]>()
  for (const { category, severity, location } of diagnostics) {
    if (severity !== 'error') continue
    const rules = found.get(location.path) ?? []
    found.set(location.path, [...rules, category.slice(category.lastIndexOf('/') + 1)])
  }
  return found
}

test.each(bad)('$title is an error', ({ file, rule }) => {
  expect(broken.get(file)).toEqual([rule])
})

test.each(clean)('$title is allowed', ({ file }) => {
  expect(broken.get(file)).toBeUndefined()
})
