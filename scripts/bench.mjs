// `npm run bench`: prepares what it takes; then tests/bench/main.ts measures and prints.
import { spawnSync } from 'node:child_process'
import { ensureBuild, ensureDependencies, root } from './setup.mjs'

ensureDependencies()
ensureBuild(['app', 'cli'])
run(
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'vite.bench.config.ts',
  '--logLevel',
  'warn',
)
run('dist/bench/main.mjs', ...process.argv.slice(2))

/** Runs a script of the checkout, and ends with its exit code if it fails. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
