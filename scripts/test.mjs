// `npm test [-- STEP …]`: all that is checked before a change is taken, or the steps named;
// `npm test -- quick` is what to run between two edits. Steps that do not wait for each other run
// at once; each is printed whole, in their order. None starts after one has failed. It closes with
// how many tests passed and failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureBrowsers, ensureDependencies, ensureGo, root } from './setup.mjs'

/**
 * `run` takes a function that prints, and says whether all is good; a string is why there was
 * nothing to do. It starts once the steps of `after` that are wanted have ended.
 * @typedef {(text: string) => void} Print
 * @typedef {{ after: string[], run: (print: Print) => Promise<boolean | string> }} Step
 * @type {Record<string, Step>}
 */
const STEPS = {
  types: { after: [], run: (print) => run(['node_modules/typescript/bin/tsc', '--noEmit'], print) },
  lint: {
    after: ['types'],
    run: (print) => run(['node_modules/@biomejs/biome/bin/biome', 'check', '.'], print),
  },
  build: { after: ['lint'], run: build },
  unit: {
    after: [],
    run: (print) => vitest(print, 'unit', 'vitest.config.ts', '--project=pure', '--project=apart'),
  },
  page: {
    after: ['unit'],
    run: (print) => vitest(print, 'page', 'vitest.config.ts', '--project=page'),
  },
  conformance: { after: ['build', 'unit'], run: conformance },
  live: { after: ['build', 'unit'], run: live },
  browser: { after: ['build', 'page', 'live'], run: browser },
  fuzz: {
    after: ['conformance', 'browser'],
    run: (print) => run(['tests/fuzz/run.mjs', '--minutes', '0.5', '--inputs', '10000'], print),
  },
}

/** Names for several steps. */
const SETS = { quick: ['types', 'lint', 'unit'] }

/** Tests run so far, over all steps. */
const count = { passed: 0, failed: 0, skipped: 0 }

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(STEPS, name) && !Object.hasOwn(SETS, name))
if (unknown.length > 0) {
  const known = [...Object.keys(STEPS), ...Object.keys(SETS)]
  console.error(`No such step: ${unknown.join(', ')}. There are ${known.join(', ')}.`)
  process.exit(2)
}
const wanted = names.length > 0 ? names.flatMap((name) => SETS[name] ?? name) : Object.keys(STEPS)

process.chdir(root)
ensureDependencies()
if (wanted.includes('browser')) ensureBrowsers()
if (wanted.includes('browser') || wanted.includes('live')) ensureGo()
// What was installed is not counted: it is there the next time.
const start = performance.now()
const failed = await runSteps(Object.keys(STEPS).filter((name) => wanted.includes(name)))
console.log(`\n── all: ${failed ? 'FAILED' : 'good'}, ${since(start)}`)
if (failed) console.log(`\nStopped at ${failed}: npm test -- ${failed} runs it alone.`)
const { passed, failed: bad, skipped } = count
if (passed + bad > 0) {
  console.log(`\n${passed} passed, ${bad} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}
process.exitCode = failed ? 1 : 0

/**
 * Runs each as soon as it may start.
 * @param {string[]} order
 * @returns {Promise<string | undefined>} the first of them that failed
 */
async function runSteps(order) {
  let failed
  /** @type {Map<string, Promise<void>>} */
  const ends = new Map()
  let printed = Promise.resolve()
  for (const name of order) {
    // The first that has not ended prints as it goes; those behind it wait for their turn.
    const turn = printed
    const print = inTurn(turn)
    const end = Promise.all(STEPS[name].after.map((before) => ends.get(before))).then(async () => {
      if (failed) return
      print(`\n── ${name}\n`)
      const start = performance.now()
      const good = await STEPS[name].run(print)
      if (typeof good === 'string') print(`── ${name}: nothing to do, ${good}\n`)
      else print(`── ${name}: ${good ? 'good' : 'FAILED'}, ${since(start)}\n`)
      if (good === false) failed ??= name
    })
    ends.set(name, end)
    printed = Promise.all([turn, end]).then(() => {})
  }
  await printed
  return failed
}

/**
 * @param {Promise<void>} turn
 * @returns {Print} keeps what it is given until then
 */
function inTurn(turn) {
  let kept = ''
  let isTurn = false
  void turn.then(() => {
    isTurn = true
    process.stdout.write(kept)
  })
  return (text) => {
    if (isTurn) process.stdout.write(text)
    else kept += text
  }
}

function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/** Runs vitest and adds up what it counted. */
async function vitest(print, name, config, ...args) {
  const results = join('dist', `.test-${name}.json`)
  mkdirSync('dist', { recursive: true })
  rmSync(results, { force: true })
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const good = await run(
    ['node_modules/vitest/vitest.mjs', 'run', `--config=${config}`, ...args, ...reports],
    print,
  )
  if (existsSync(results)) {
    const told = JSON.parse(readFileSync(results, 'utf8'))
    count.passed += told.numPassedTests
    count.failed += told.numFailedTests
    count.skipped += told.numPendingTests + told.numTodoTests
  }
  return good
}

/** Builds what is older than its sources, in a process of its own that holds up nothing else. */
async function build(print) {
  let output = ''
  const good = await run(
    ['--input-type=module', '--eval', `(await import('./scripts/setup.mjs')).ensureBuild()`],
    (text) => {
      output += text
      print(text)
    },
  )
  return good && output === '' ? 'all is newer than its sources' : good
}

/** The tests of the built app. */
async function browser(print) {
  return (await build(print)) !== false && vitest(print, 'browser', 'vitest.browser.config.ts')
}

/** Programs in Go, which leak or do not, and the verdicts on them. */
async function live(print) {
  return (await build(print)) !== false && vitest(print, 'live', 'vitest.live.config.ts')
}

/** Holds the command against what pprof printed, where those cases are at hand. */
async function conformance(print) {
  const folder = process.env.FLAMEDROP_CONFORMANCE ?? join('..', 'shared', 'conformance')
  const runner = join(folder, 'run.mjs')
  if (!existsSync(runner)) {
    return `there is no ${relative('.', runner)} (FLAMEDROP_CONFORMANCE may name its folder)`
  }
  if ((await build(print)) === false) return false
  let output = ''
  // As installed: what is built above is not looked for again 500 times.
  const command = [process.execPath, resolve('dist/cli/flamedrop.cjs')]
  const good = await run([runner, '--', ...command], (text) => {
    output += text
  })
  // It closes with a count as this script does; one such line is enough.
  const closing = /\s*^(\d+) passed, (\d+) failed\s*$/m.exec(output)
  print(`${closing ? output.slice(0, closing.index) : output}\n`)
  count.passed += Number(closing?.[1] ?? 0)
  count.failed += Number(closing?.[2] ?? 0)
  return good
}

/**
 * Runs a script, and says whether it exited with 0.
 * @param {string[]} args
 * @param {Print} print takes what it prints and warns
 */
function run(args, print) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // What comes through a pipe would lose its colours.
      env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...process.env },
    })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    child.on('close', (code) => done(code === 0))
  })
}
