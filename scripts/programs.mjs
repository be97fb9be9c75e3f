// Finding and installing programs that the tests need. Plain JavaScript on Node alone, as it runs
// before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @param {{ variable: string, names: string[], installed: string[] }} program the environment
 *   variable that may say where it is, what it is called on the path, and where else it may be
 * @returns {string | undefined} its path; undefined where there is none
 * @throws {Error} if the variable names a file that is not there
 */
export function findProgram({ variable, names, installed }, env) {
  const said = env[variable]
  if (said) {
    if (existsSync(said)) return said
    throw new Error(`${variable} says ${said}, and there is no such file.`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...installed].find((file) => existsSync(file))
}

/** Whether Debian's packages can be installed without asking. */
export function isRoot() {
  return process.getuid?.() === 0
}

/** What `aptInstall` runs. */
export function aptCommands(name) {
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', name],
  ]
}

/**
 * Installs a program of the distribution's, which takes root on a Debian.
 * @param {string} name of the package
 * @returns {boolean} whether it worked
 */
export function aptInstall(name) {
  return isRoot() && aptCommands(name).every(run)
}

/** @returns {boolean} whether the command is there and succeeded */
export function run([command, ...args]) {
  const { status } = spawnSync(command, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return status === 0
}
