// What has to be there before the other scripts can do their work: the right Node, the
// dependencies, the build, a browser. It runs before anything is installed, so it is plain
// JavaScript on Node alone. It says what it does on stderr: the output of the command `flamedrop`
// is on stdout.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium, installChromium } from './chromium.mjs'
import { findFirefox, installFirefox } from './firefox.mjs'
import { findGo, installGo } from './go.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What all builds are made from; a folder stands for all below it. */
const SOURCES = ['src', 'public', 'proto', 'index.html', 'package-lock.json', 'tsconfig.json']

/** By name: the config that vite takes, and a file that is there once it was built. */
const BUILDS = {
  app: { config: 'vite.config.ts', made: 'dist/app/index.html' },
  package: { config: 'vite.package.config.ts', made: 'dist/package/engine.mjs' },
  cli: { config: 'vite.cli.config.ts', made: 'dist/cli/serve.cjs' },
}

/** Ends the process with one sentence if this Node is too old for what the build stands on. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const good = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  if (good) return
  fail(`Flamedrop needs Node 20.19, 22.12 or newer, and this is Node ${version}: see nodejs.org.`)
}

/** Runs `npm ci` unless node_modules holds exactly what package-lock.json says. */
export function ensureDependencies() {
  checkNode()
  if (dependenciesFit()) return
  say('Installing dependencies (npm ci) …')
  // --include=dev: a NODE_ENV of "production" would leave out the build's own tools.
  const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    // On Windows npm is a script of the shell.
    shell: process.platform === 'win32',
  })
  if (error)
    fail(`npm could not be started (${error.message}). It comes with Node: see nodejs.org.`)
  if (status !== 0)
    fail('npm ci failed, as said above. It needs the npm registry: try again online.')
}

/**
 * By content, not by time: a lock file that git has written anew with the same content must not
 * call for the network. npm leaves its own account of what it installed in node_modules.
 */
function dependenciesFit() {
  const wanted = packagesIn('package-lock.json')
  const installed = packagesIn('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const there = installed[path]
    // Optional ones are for other platforms, and installed only on theirs.
    if (!there) return optional === true
    return there.version === version && there.integrity === integrity
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Builds what is older than its sources, with the dependencies that it takes.
 * @param {('app' | 'package' | 'cli')[]} names
 * @returns the names that were built, which is none when all is fresh
 */
export function ensureBuild(names = ['app', 'package', 'cli']) {
  const newest = Math.max(...SOURCES.map((path) => newestBelow(join(root, path))))
  const stale = names.filter((name) => {
    const { config, made } = BUILDS[name]
    const changed = Math.max(newest, modified(join(root, config)))
    return modified(join(root, made)) === 0 || modified(stampOf(name)) < changed
  })
  // What is built holds all that it needs, and the lock file is one of its sources.
  if (stale.length > 0) ensureDependencies()
  for (const name of stale) build(name)
  return stale
}

function build(name) {
  say(`Building (vite build --config ${BUILDS[name].config}) …`)
  const start = new Date()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', BUILDS[name].config, '--logLevel', 'warn'],
    {
      cwd: root,
      // Whoever runs this may have set another mode (vitest sets "test"): React would be a
      // development build in it.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', process.stderr, process.stderr],
    },
  )
  if (status !== 0) fail('The build failed, as said above.')
  mkdirSync(dirname(stampOf(name)), { recursive: true })
  writeFileSync(stampOf(name), '')
  // As old as the build's start: a source saved while it ran is newer, and built next time.
  utimesSync(stampOf(name), start, start)
}

/** Its time is when the last good build began. */
function stampOf(name) {
  return join(root, 'dist', `.${name}-built`)
}

/** The newest time at or below a path; folders count too, whose time tells of removed files. */
function newestBelow(path) {
  let newest = modified(path)
  for (const entry of entriesOf(path)) {
    const below = join(path, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestBelow(below) : modified(below))
  }
  return newest
}

function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    // A file, or not there.
    return []
  }
}

/** In milliseconds since 1970; 0 for what is not there. */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Installs Chromium for the browser tests unless there is one, and Firefox where that is easy. */
export function ensureBrowsers() {
  try {
    if (!findChromium()) installChromium(root, say)
    if (!findFirefox() && !installFirefox(say)) {
      say('There is no Firefox: what is tested with it is SKIPPED. FLAMEDROP_FIREFOX names one.')
    }
  } catch (error) {
    fail(error.message)
  }
}

/** Installs Go, for the programs that live tests connect to, where that is easy. */
export function ensureGo() {
  try {
    if (!findGo() && !installGo(say)) {
      say('There is no Go: the live tests are SKIPPED. FLAMEDROP_GO names one.')
    }
  } catch (error) {
    fail(error.message)
  }
}

/** A line for the user, who did not ask for it. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Ends the process with a sentence. */
export function fail(sentence) {
  say(sentence)
  process.exit(1)
}
