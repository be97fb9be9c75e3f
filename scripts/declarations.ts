import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'dist/package/types')

/** Writes the types of what the package's entries export, and of the engine only what these name. */
export function declarations(entries: readonly string[]): Plugin {
  return {
    name: 'declarations',
    closeBundle() {
      const { status, stdout } = spawnSync(
        process.execPath,
        ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.package.json'],
        { cwd: root, encoding: 'utf8' },
      )
      if (status !== 0) throw new Error(`The declarations could not be written:\n${stdout}`)
      const named = reachedFrom(entries.map((entry) => join(folder, `package/${entry}.d.ts`)))
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name)
        if (!statSync(path).isDirectory() && !named.has(path)) rmSync(path)
      }
    },
  }
}

/** Files and those that they import, and so on. */
function reachedFrom(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set(files)
  // Those that are added on the way are visited as well.
  for (const file of reached) {
    const text = readFileSync(file, 'utf8')
    for (const [, path] of text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)\.ts'/g)) {
      reached.add(resolve(dirname(file), `${path}.d.ts`))
    }
  }
  return reached
}
