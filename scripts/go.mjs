// Where Go is, for the live test: it runs a service of tests/fixtures/service. Plain JavaScript on
// Node alone, as it runs before anything is installed.
import { aptInstall, findProgram, isRoot } from './programs.mjs'

const GO = {
  variable: 'FLAMEDROP_GO',
  names: ['go'],
  installed: ['/usr/local/go/bin/go', '/opt/homebrew/bin/go', 'C:\\Program Files\\Go\\bin\\go.exe'],
}

/**
 * @returns {string | undefined} path of a Go command
 * @throws {Error} if FLAMEDROP_GO names a file that is not there
 */
export function findGo(env = process.env) {
  return findProgram(GO, env)
}

/**
 * Installs the distribution's Go, which takes root on a Debian.
 * @param {(line: string) => void} say
 * @returns {boolean} whether there is one now
 */
export function installGo(say) {
  if (!isRoot()) return false
  say('Installing Go for the live test …')
  return aptInstall('golang-go') && findGo() !== undefined
}
