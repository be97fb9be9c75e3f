// `npm run fuzz [-- --minutes N | FILE]`: README.md says what it does.
import { spawnSync } from 'node:child_process'
import { ensureDependencies, root } from '../../scripts/setup.mjs'

ensureDependencies()
run(
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'tests/fuzz/vite.config.ts',
  '--logLevel',
  'warn',
)
const args = process.argv.slice(2)
const file = args.length === 1 && !args[0].startsWith('-') ? args[0] : null
if (file === null) run('dist/fuzz/main.mjs', ...args)
else run('dist/fuzz/child.mjs', 'file', file)

/** Runs a script of the checkout, and ends with its exit code if it fails. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
