// Installing a program of the distribution's. Plain JavaScript on Node alone, as it runs before
// anything is installed.
import { spawnSync } from 'node:child_process'

/**
 * Takes root on a Debian.
 * @param {string} name of the package
 * @returns {boolean} whether it worked
 */
export function aptInstall(name) {
  if (process.getuid?.() !== 0) return false
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', process.stderr, process.stderr],
    }).status === 0
  return apt('update') && apt('install', '-y', '--no-install-recommends', name)
}
