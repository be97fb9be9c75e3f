import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importTable, LAYERED, ROOT } from './import-table.ts'

/**
 * biome.json holds the imports that the READMEs of src and src/engine state; this holds biome.json:
 * a pattern there that matches nothing would go unnoticed. Each case is a line of a file as it might
 * stand in src.
 */
interface Case {
  readonly file: string
  readonly code: string
  /** The rule that the line breaks; "" for none. */
  readonly rule: string
}

const isFile = (name: string): boolean => /\.tsx?$/.test(name)

const importing = (file: string, from: string, rule: string): Case => ({
  file,
  code: `export { thing as ${from.replace(/\W/g, '_')} } from '${from}'`,
  rule,
})

/** Where files stand in a folder, and the way up from there: in it and in folders in it. */
function placesIn(folder: string): readonly (readonly [file: string, up: string])[] {
  const inside = readdirSync(new URL(folder, ROOT), { withFileTypes: true })
  const isDeep = inside.some((entry) => entry.isDirectory())
  // A view is a folder in `views/`: nothing but their list stands beside them.
  const isFlat = folder !== 'src/views/'
  return [
    ...(isFlat ? [[`${folder}flat.ts`, '../'] as const] : []),
    ...(isDeep ? [[`${folder}some/deep.ts`, '../../'] as const] : []),
  ]
}

/** Every row of a table importing every other. */
const stated: readonly Case[] = LAYERED.flatMap((folder) => {
  const table = importTable(folder)
  return table.flatMap(({ name, imports }) =>
    table
      .filter((other) => other.name !== name)
      .flatMap((other) => {
        // main.tsx has no rule: it is the last row and nothing imports it.
        if (name === 'main.tsx' || other.name === 'main.tsx') return []
        // The store knows profiles, which controls do not.
        if (name === 'ui/' && other.name === 'store/') return []
        const rule = imports.includes(other.name) ? '' : 'noRestrictedImports'
        const target = isFile(other.name) ? other.name : `${other.name}thing.ts`
        if (isFile(name)) return [importing(`${folder}/${name}`, `./${target}`, rule)]
        return placesIn(`${folder}/${name}`).map(([file, up]) => importing(file, up + target, rule))
      }),
  )
})

const PACKAGES = ['react', 'react-dom', 'react-dom/client', 'zustand', 'd3']
const NODE = ['node:fs', 'node:fs/promises']

/** Beside the tables: packages, the machine, and what holds within a folder. */
const further: readonly Case[] = [
  ...[
    'src/engine/flat.ts',
    'src/engine/profile/flat.ts',
    'src/engine/questions/top/deep.ts',
  ].flatMap((file) =>
    [...PACKAGES, ...NODE].map((name) => importing(file, name, 'noRestrictedImports')),
  ),
  ...['src/worker/flat.ts', 'src/sources/flat.ts'].flatMap((file) =>
    [...PACKAGES, ...NODE].map((name) => importing(file, name, 'noRestrictedImports')),
  ),
  ...PACKAGES.map((name) => importing('src/cli/flat.ts', name, 'noRestrictedImports')),
  importing('src/cli/flat.ts', 'node:fs', ''),
  importing('src/store/flat.ts', 'zustand', ''),
  importing('src/views/flame/view.ts', 'd3', ''),
  importing('src/engine/profile/flat.ts', './ids.ts', ''),
  importing('src/engine/select/flat.ts', 're2js', ''),
  importing('src/engine/decode/flat.ts', 'pako', ''),
  importing('src/engine/decode/legacy/deep.ts', '../bytes.ts', ''),
  importing('src/engine/questions/compare/deep.ts', '../top/window.ts', ''),
  importing('src/ui/flat.ts', '../store/preferences.ts', ''),
  importing('src/ui/flat.ts', '../store/session.ts', 'noRestrictedImports'),
  importing('src/views/flame/view.ts', '../picture/zoom.ts', ''),
  importing('src/views/flame/view.ts', '../frame/FrameName.tsx', ''),
  importing('src/views/flame/view.ts', '../top/TopView.tsx', 'noRestrictedImports'),
  importing('src/views/flame/export/html.ts', '../change.ts', ''),
  importing('src/views/flame/export/html.ts', '../../frame/FrameName.tsx', ''),
  importing('src/views/flame/export/html.ts', '../../top/TopView.tsx', 'noRestrictedImports'),
  importing('src/views/picture/zoom.ts', '../frame/FrameName.tsx', ''),
  importing('src/views/picture/zoom.ts', '../flame/FlameView.tsx', 'noRestrictedImports'),
  importing('src/views/frame/menu.ts', '../picture/zoom.ts', 'noRestrictedImports'),
  importing('src/views/frame/list/deep.ts', '../FrameName.tsx', ''),
  importing('src/views/frame/list/deep.ts', '../../../store/view.ts', ''),
  importing('src/views/frame/list/deep.ts', '../../picture/zoom.ts', 'noRestrictedImports'),
  importing('src/views/index.ts', './top/view.ts', ''),
  // What a page, a worker or Node has and the engine must not know.
  ...['document', 'window', 'self', 'postMessage', 'localStorage', 'process', 'fetch'].map(
    (name) => ({
      file: 'src/engine/globals.ts',
      code: `export const ${name}Used = ${name}`,
      rule: 'noRestrictedGlobals',
    }),
  ),
  ...['one', 'other'].map((name) => ({
    file: `src/engine/profile/circle-${name}.ts`,
    code: `export type { Thing } from './circle-${name === 'one' ? 'other' : 'one'}.ts'`,
    rule: 'noImportCycles',
  })),
]

const cases = [...stated, ...further]

/** Errors by file and line: the rules that it breaks. */
let broken: ReadonlyMap<string, readonly string[]>
/** A folder with our biome.json and the cases as if they stood in src. */
let folder: string

beforeAll(() => {
  const root = fileURLToPath(ROOT)
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'flamedrop-boundaries-')))
  for (const name of ['biome.json', '.gitignore']) cpSync(join(root, name), join(folder, name))
  for (const [file, lines] of byFile()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`)
  }
  broken = lint(join(root, 'node_modules/@biomejs/biome/bin/biome'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function byFile(): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>()
  for (const { file, code } of cases) files.set(file, [...(files.get(file) ?? []), code])
  return files
}

function lint(biome: string): ReadonlyMap<string, readonly string[]> {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src'],
    { cwd: folder, encoding: 'utf8' },
  )
  if (!stdout.startsWith('{')) throw new Error(`biome said: ${stdout}${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: {
      category: string
      severity: string
      location: { path: string; start: { line: number } }
    }[]
  }
  const found = new Map<string, string[]>()
  for (const { category, severity, location } of diagnostics) {
    if (severity !== 'error') continue
    const place = `${location.path}:${location.start.line}`
    const rules = found.get(place) ?? []
    found.set(place, [...rules, category.slice(category.lastIndexOf('/') + 1)])
  }
  return found
}

test('the tables are read', () => {
  for (const folder of LAYERED) expect(importTable(folder).length).toBeGreaterThan(5)
})

test.each(cases)('$file: $code', ({ file, code, rule }) => {
  const line = byFile().get(file)!.indexOf(code) + 1
  // The rows that are files import each other here, in circles.
  const rules = (broken.get(`${file}:${line}`) ?? []).filter(
    (each) => each === rule || each !== 'noImportCycles',
  )
  expect(rules).toEqual(rule === '' ? [] : [rule])
})
