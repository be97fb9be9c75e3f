// Where Go is, for the live test: it runs a service of tests/fixtures/service. Plain JavaScript on
// Node alone, as it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

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
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', process.stderr, process.stderr],
    }).status === 0
  return (
    apt('update') &&
    apt('install', '-y', '--no-install-recommends', 'golang-go') &&
    findGo() !== undefined
  )
}
