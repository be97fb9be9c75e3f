import { STANDARD_PACKAGES } from '../../source-text/standard-packages.ts'

/**
 * The module that a Go package belongs to, guessed from the package's path, since a profile does
 * not say: HOST/OWNER/REPOSITORY[/vN] or HOST/NAME[/vN] by the habits of the host, "std" for the
 * standard library, else the first part of the path.
 */
export function moduleOf(packagePath: string): string {
  // A symbol has a dot in the last part of its path escaped.
  const path = packagePath.replaceAll('%2e', '.')
  const [first = '', ...rest] = path.split('/')
  if (STANDARD_PACKAGES.has(first) || /^(type|go):/.test(first)) return 'std'
  if (rest.length === 0 || !first.includes('.')) return first
  const named = OWNED.has(first) || (first === 'gopkg.in' && !/\.v\d+$/.test(rest[0]!)) ? 2 : 1
  const major = /^v\d+$/.test(rest[named] ?? '') ? 1 : 0
  return [first, ...rest.slice(0, named + major)].join('/')
}

/** Hosts whose modules have an owner, or a fixed part, before their name. */
const OWNED = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'golang.org',
  'git.sr.ht',
  'gitee.com',
])
