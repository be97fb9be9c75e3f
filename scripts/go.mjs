// Where Go is, for the live test: it runs a service of tests/fixtures/service. Plain JavaScript on
// Node alone, as it runs before anything is installed.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptInstall } from './debian.mjs'

const INSTALLED = [
  '/usr/local/go/bin/go',
  '/opt/homebrew/bin/go',
  'C:\\Program Files\\Go\\bin\\go.exe',
]

/**
 * @returns {string | undefined} path of a Go command
 * @throws {Error} if FLAMEDROP_GO names a file that is not there
 */
export function findGo(env = process.env) {
  const named = env.FLAMEDROP_GO
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`FLAMEDROP_GO says ${named}, and there is no such file.`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders.map((folder) => join(folder, 'go')), ...INSTALLED].find((file) =>
    existsSync(file),
  )
}

/**
 * Installs the distribution's Go, which takes root on a Debian.
 * @param {(line: string) => void} say
 * @returns {boolean} whether there is one now
 */
export function installGo(say) {
  if (process.getuid?.() !== 0) return false
  say('Installing Go for the live test …')
  return aptInstall('golang-go') && findGo() !== undefined
}
