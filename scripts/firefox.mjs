// Where Firefox is, for the one browser test that drives it. Plain JavaScript on Node alone, as it
// runs before anything is installed.
import { aptInstall, findProgram, isRoot } from './programs.mjs'

const FIREFOX = {
  variable: 'FLAMEDROP_FIREFOX',
  names: ['firefox', 'firefox-esr'],
  installed: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
}

/**
 * @returns {string | undefined} path of a Firefox
 * @throws {Error} if FLAMEDROP_FIREFOX names a file that is not there
 */
export function findFirefox(env = process.env) {
  return findProgram(FIREFOX, env)
}

/**
 * Installs the distribution's Firefox, which takes root on a Debian.
 * @param {(line: string) => void} say
 * @returns {boolean} whether there is one now
 */
export function installFirefox(say) {
  if (!isRoot()) return false
  say('Installing Firefox for the browser tests …')
  return aptInstall('firefox-esr') && findFirefox() !== undefined
}
