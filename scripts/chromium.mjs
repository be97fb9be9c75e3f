// Where Chromium is, for the browser tests and the bench. Plain JavaScript on Node alone, as it
// runs before anything is installed.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { aptCommands, aptInstall, findProgram, run } from './programs.mjs'

/** Of Debian's packages and of playwright's downloads. */
const HEADLESS_SHELL = 'chromium-headless-shell'

const CHROMIUM = {
  variable: 'FLAMEDROP_CHROMIUM',
  // The one without windows of its own first: it does the same work in half the time.
  names: [HEADLESS_SHELL, 'chromium', 'google-chrome', 'google-chrome-stable', 'chrome'],
  installed: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

const PLAYWRIGHT_INSTALL = ['playwright-core', 'install', HEADLESS_SHELL]

/**
 * @returns {string | undefined} path of a Chromium or Chrome
 * @throws {Error} if FLAMEDROP_CHROMIUM names a file that is not there
 */
export function findChromium(env = process.env) {
  return findProgram(CHROMIUM, env) ?? inPlaywrightCache(env)
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
  const cli = join(root, 'node_modules/playwright-core/cli.js')
  const [, ...download] = PLAYWRIGHT_INSTALL
  say('Installing Chromium for the browser tests …')
  const worked =
    aptInstall(HEADLESS_SHELL) ||
    aptInstall('chromium') ||
    run([process.execPath, cli, ...download])
  if (worked && findChromium()) return
  throw new Error(
    [
      'No Chromium for the browser tests, and it could not be installed. One of these gives it:',
      `  ${aptCommands('chromium')
        .map((command) => ['sudo', ...command].join(' '))
        .join(' && ')}`,
      `  npx ${PLAYWRIGHT_INSTALL.join(' ')}`,
      '  export FLAMEDROP_CHROMIUM=/path/to/chromium   (any Chromium or Chrome that is there)',
    ].join('\n'),
  )
}
