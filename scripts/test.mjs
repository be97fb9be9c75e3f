// `npm test [-- STEP…]`: installs what is missing, then runs every check, stopping at the first
// that fails.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureBrowser,
  ensureBuild,
  ensureCommand,
  ensureDependencies,
  fail,
  root,
} from './setup.mjs'

ensureDependencies()

const conformance = process.env.FLAMEDROP_CONFORMANCE ?? join(root, '..', 'shared', 'conformance')

const steps = {
  types: () => node('typescript/bin/tsc', ['--noEmit']),
  lint: () => node('@biomejs/biome/bin/biome', ['check', '.']),
  build: () => {
    ensureBuild()
    ensureCommand()
  },
  unit: () => node('vitest/vitest.mjs', ['run']),
  conformance: () => {
    if (!existsSync(join(conformance, 'run.mjs'))) {
      console.log('No recorded reports of pprof beside this checkout: nothing to hold against.')
      return
    }
    steps.build()
    run(
      [join(conformance, 'run.mjs'), '--', process.execPath, 'scripts/flamedrop.mjs'].map(absolute),
    )
  },
  browser: () => {
    ensureBrowser()
    steps.build()
    node('vitest/vitest.mjs', ['run', '--config', 'vitest.browser.config.ts'])
  },
}

/** The conformance runner changes folder: what is ours is named in full. */
function absolute(arg) {
  return arg.startsWith('scripts/') ? join(root, arg) : arg
}

const asked = process.argv.slice(2)
for (const name of asked) {
  if (!Object.hasOwn(steps, name))
    fail(`No step "${name}"; there are ${Object.keys(steps).join(', ')}.`)
}
for (const name of asked.length > 0 ? asked : Object.keys(steps)) {
  const start = performance.now()
  console.log(`── ${name}`)
  steps[name]()
  console.log(`── ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
}

/** Runs a program of a dependency, by its file, so that nothing depends on PATH. */
function node(program, args) {
  run([join(root, 'node_modules', program), ...args])
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
