// `npm test [-- STEP …]`: all that is checked before a change is taken, or the steps named. It
// stops at the first that fails, and closes with how many tests passed and failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureBrowsers, ensureBuild, ensureDependencies, ensureGo, root } from './setup.mjs'

/** Each says whether it is good; a string is why it was left out. */
const STEPS = {
  types: () => runNode('node_modules/typescript/bin/tsc', '--noEmit'),
  lint: () => runNode('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
  build: () => ensureBuild().length > 0 || 'all is newer than its sources',
  unit: () => vitest('unit', 'vitest.config.ts'),
  conformance,
  browser: () => {
    ensureBuild()
    ensureBrowsers()
    ensureGo()
    return vitest('browser', 'vitest.browser.config.ts')
  },
}

/** Tests run so far, over all steps. */
const count = { passed: 0, failed: 0, skipped: 0 }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are ${Object.keys(STEPS).join(', ')}.`)
  process.exit(2)
}

process.chdir(root)
ensureDependencies()
let failed
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${name}`)
  const start = performance.now()
  const good = await step()
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`
  if (typeof good === 'string') console.log(`── ${name}: nothing to do, ${good}`)
  else console.log(`── ${name}: ${good ? 'good' : 'FAILED'}, ${seconds}`)
  if (good !== false) continue
  failed = name
  break
}
if (failed) console.log(`\nStopped at ${failed}: npm test -- ${failed} runs it alone.`)
const { passed, failed: bad, skipped } = count
if (passed + bad > 0) {
  console.log(`\n${passed} passed, ${bad} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}
process.exitCode = failed ? 1 : 0

/** Runs vitest and adds up what it counted. */
async function vitest(name, config) {
  const results = join('dist', `.test-${name}.json`)
  mkdirSync('dist', { recursive: true })
  rmSync(results, { force: true })
  const good = await runNode(
    'node_modules/vitest/vitest.mjs',
    'run',
    `--config=${config}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  )
  if (existsSync(results)) {
    const told = JSON.parse(readFileSync(results, 'utf8'))
    count.passed += told.numPassedTests
    count.failed += told.numFailedTests
    count.skipped += told.numPendingTests + told.numTodoTests
  }
  return good
}

/** Holds the command against what pprof printed, where those cases are at hand. */
async function conformance() {
  const folder = process.env.FLAMEDROP_CONFORMANCE ?? join('..', 'shared', 'conformance')
  const runner = join(folder, 'run.mjs')
  if (!existsSync(runner)) {
    return `there is no ${relative('.', runner)} (FLAMEDROP_CONFORMANCE may name its folder)`
  }
  ensureBuild(['cli'])
  let output = ''
  const command = [process.execPath, resolve('scripts/flamedrop.mjs')]
  const good = await run([runner, '--', ...command], (text) => {
    output += text
  })
  // It closes with a count as this script does; one such line is enough.
  const closing = /\s*^(\d+) passed, (\d+) failed\s*$/m.exec(output)
  console.log(closing ? output.slice(0, closing.index) : output)
  count.passed += Number(closing?.[1] ?? 0)
  count.failed += Number(closing?.[2] ?? 0)
  return good
}

function runNode(...args) {
  return run(args)
}

/**
 * Runs a script, and says whether it exited with 0.
 * @param {string[]} args
 * @param {(text: string) => void} [hear] takes what it prints, instead of the terminal
 */
function run(args, hear) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', hear ? 'pipe' : 'inherit', 'inherit'],
    })
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.on('close', (code) => done(code === 0))
  })
}
