/** Paths in profiles: slashes, as Go's path/filepath sees them on Unix. */

/** The shortest path that means the same: no "." or "..", no doubled or trailing slash. */
export function cleanPath(path: string): string {
  // Most paths of a profile are clean: the check is cheaper than the work.
  if (path !== '' && !/\/\/|\/\.|^\.|.\/$/.test(path)) return path
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push('..')
  }
  const joined = kept.join('/')
  return rooted ? `/${joined}` : joined || '.'
}

/** The last element: "x" of "/a/x/". */
export function baseName(path: string): string {
  if (path === '') return '.'
  const stripped = path.replace(/\/+$/, '')
  return stripped === '' ? '/' : stripped.slice(stripped.lastIndexOf('/') + 1)
}

/** Where Bazel builds, on every machine. */
const BUILD_FOLDERS = ['/proc/self/cwd/./', '/proc/self/cwd/']

/**
 * Takes a prefix off a source file's path: one of `trimPaths` (separated by colons), or, where
 * that is empty, all up to a folder that has the name of one in `searchPath`.
 */
export function trimPath(path: string, trimPaths: string, searchPath: string): string {
  if (trimPaths === '') {
    for (const folder of splitList(searchPath)) {
      const name = `/${baseName(folder)}/`
      const at = path.indexOf(name)
      if (at >= 0) return path.slice(at + name.length)
    }
  }
  for (const prefix of [...splitList(trimPaths), ...BUILD_FOLDERS]) {
    const folder = prefix.endsWith('/') ? prefix : `${prefix}/`
    if (path.startsWith(folder)) return path.slice(folder.length)
  }
  return path
}

/** The elements of a list such as PATH. */
export function splitList(list: string): string[] {
  return list === '' ? [] : list.split(':')
}
