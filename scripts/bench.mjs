import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild, ensureDependencies } from './setup.mjs'

/** `npm run bench`: prepares what it takes, then tests/bench/main.ts measures and prints. */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
await ensureDependencies()
await ensureBuild()
node(
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'vite.bench.config.ts',
  '--logLevel',
  'warn',
)
node('dist/bench/main.mjs', ...process.argv.slice(2))

/** Runs a script and ends with its exit code if it fails. */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
