// Where Chromium is, for the browser tests and the bench. Plain JavaScript on Node alone, as it
// runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const ON_PATH = ['chromium', 'google-chrome', 'google-chrome-stable', 'chrome']

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

const APT_UPDATE = ['apt-get', 'update']
const APT_INSTALL = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
const PLAYWRIGHT_INSTALL = ['playwright-core', 'install', 'chromium-headless-shell']

/**
 * @returns {string | undefined} path of a Chromium or Chrome
 * @throws {Error} if FLAMEDROP_CHROMIUM names a file that is not there
 */
export function findChromium(env = process.env) {
  const named = env.FLAMEDROP_CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`FLAMEDROP_CHROMIUM says ${named}, and there is no such file.`)
  }
  return INSTALLED.find((file) => existsSync(file)) ?? onPath(env) ?? inPlaywrightCache(env)
}

function onPath(env) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  )
}

/** What playwright has downloaded: …/chromium_headless_shell-1255/chrome-headless-shell-linux64/… */
function inPlaywrightCache(env) {
  const cache = playwrightCache(env)
  const revision = (name) => Number(name.slice(name.lastIndexOf('-') + 1))
  const downloads = namesIn(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((a, b) => revision(b) - revision(a))
  for (const download of downloads) {
    for (const platform of namesIn(join(cache, download))) {
      const found = [
        'chrome-headless-shell',
        'headless_shell',
        'chrome',
        'chrome-headless-shell.exe',
        'chrome.exe',
        'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      ]
        .map((name) => join(cache, download, platform, name))
        .find((file) => existsSync(file))
      if (found) return found
    }
  }
  return undefined
}

function playwrightCache(env) {
  if (env.PLAYWRIGHT_BROWSERS_PATH) return env.PLAYWRIGHT_BROWSERS_PATH
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright')
}

function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Installs a Chromium: as root on Debian the distribution's, else playwright's own download, which
 * needs no rights.
 * @param {string} root the checkout
 * @param {(line: string) => void} say
 * @throws {Error} with the commands to type, if neither worked
 */
export function installChromium(root, say) {
  const node = process.execPath
  const cli = join(root, 'node_modules/playwright-core/cli.js')
  const [, ...download] = PLAYWRIGHT_INSTALL
  say('Installing Chromium for the browser tests …')
  const worked =
    (process.getuid?.() === 0 && run(root, APT_UPDATE) && run(root, APT_INSTALL)) ||
    run(root, [node, cli, ...download])
  if (worked && findChromium()) return
  throw new Error(
    [
      'No Chromium for the browser tests, and it could not be installed. One of these gives it:',
      `  sudo ${APT_UPDATE.join(' ')} && sudo ${APT_INSTALL.join(' ')}`,
      `  npx ${PLAYWRIGHT_INSTALL.join(' ')}`,
      '  export FLAMEDROP_CHROMIUM=/path/to/chromium   (any Chromium or Chrome that is there)',
    ].join('\n'),
  )
}

/** @returns whether the command is there and succeeded */
function run(cwd, [command, ...args]) {
  const { status } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return status === 0
}
