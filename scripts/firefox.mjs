// Where Firefox is, for the one browser test that drives it. Plain JavaScript on Node alone, as it
// runs before anything is installed.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptInstall } from './debian.mjs'

const ON_PATH = ['firefox', 'firefox-esr']

const INSTALLED = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]

/**
 * @returns {string | undefined} path of a Firefox
 * @throws {Error} if FLAMEDROP_FIREFOX names a file that is not there
 */
export function findFirefox(env = process.env) {
  const named = env.FLAMEDROP_FIREFOX
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`FLAMEDROP_FIREFOX says ${named}, and there is no such file.`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...INSTALLED, ...onPath].find((file) => existsSync(file))
}

/**
 * Installs the distribution's Firefox, which takes root on a Debian.
 * @param {(line: string) => void} say
 * @returns {boolean} whether there is one now
 */
export function installFirefox(say) {
  if (process.getuid?.() !== 0) return false
  say('Installing Firefox for the browser tests …')
  return aptInstall('firefox-esr') && findFirefox() !== undefined
}
