// Compares the command with `go tool pprof` on profiles and options drawn at random: README.md.
import { spawnSync } from 'node:child_process'
import { ensureDependencies, root } from '../../scripts/setup.mjs'

if (spawnSync('go', ['version']).status !== 0) {
  console.log('The comparison with `go tool pprof` needs `go`, which is not installed here.')
  process.exit(0)
}
ensureDependencies()
run(
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'tests/differential/vite.config.ts',
  '--logLevel',
  'warn',
)
run('dist/differential/main.mjs', ...process.argv.slice(2))

/** Runs a script of the checkout, and ends with its exit code if it fails. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
