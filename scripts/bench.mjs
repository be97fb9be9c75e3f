// `npm run bench`: prepares what it takes; then tests/bench/main.ts measures and prints, or, with
// `--only verdict`, tests/verdicts/bench.ts.
import { spawnSync } from 'node:child_process'
import { ensureBuild, ensureDependencies, root } from './setup.mjs'

ensureDependencies()
const args = process.argv.slice(2)
const isVerdict = args[args.indexOf('--only') + 1] === 'verdict'
if (!isVerdict) ensureBuild(['app', 'cli'])
run(
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'vite.bench.config.ts',
  '--logLevel',
  'warn',
)
run(isVerdict ? 'dist/bench/verdict.mjs' : 'dist/bench/main.mjs', ...args)

/** Runs a script of the checkout, and ends with its exit code if it fails. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
