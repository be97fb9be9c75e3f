import { STANDARD_PACKAGES } from './standard-packages.ts'

/**
 * What the path of a source file in a profile says of where the file is to be had. Compilers write
 * it as it was on the machine that built the program, or, with -trimpath, by module.
 */
export interface SourcePath {
  /** With slashes, without `.` and `..`. */
  readonly path: string
  /** Its elements as they are compared with files on this machine. */
  readonly elements: readonly string[]
  /** The module or repository that it belongs to; null where the path does not tell. */
  readonly module: ModulePath | null
}

export interface ModulePath {
  /** `std` for Go's own library, `rust` for Rust's, else as in go.mod: github.com/owner/repo/v2. */
  readonly module: string
  /** v1.2.3, go1.19, a Rust commit; "" where the path does not say. */
  readonly version: string
  /** Within the module. Without a version nobody knows where it begins: then it is "". */
  readonly path: string
}

/** Longer ones are no paths. */
const MAX_LENGTH = 4096

/** Parses the path of a source file in a profile. */
export function readSourcePath(text: string): SourcePath {
  const path = cleaned(text.slice(0, MAX_LENGTH).replaceAll('\\', '/'))
  return { path, elements: comparable(path), module: moduleOf(path) }
}

/**
 * The elements of a path without what differs between machines that have the same file: versions
 * (`toml@v1.2.3`) and the escapes of Go's module cache.
 */
export function comparable(path: string): string[] {
  return unescaped(path)
    .split('/')
    .filter((element) => element !== '')
    .map((element) => element.replace(/(.)@[^/]*$/, '$1'))
}

/** The module cache writes a capital as `!` and its small letter, for systems that ignore case. */
export function unescaped(path: string): string {
  return path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function cleaned(path: string): string {
  const kept: string[] = []
  for (const element of path.split('/')) {
    if (element === '..') kept.pop()
    else if (element !== '' && element !== '.') kept.push(element)
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/')
}

function moduleOf(path: string): ModulePath | null {
  return rustModule(path) ?? standardLibrary(path) ?? versioned(path) ?? unversioned(path)
}

function rustModule(path: string): ModulePath | null {
  const found = /(?:^|\/)rustc\/([0-9a-f]{40})\/(.+)$/.exec(path)
  return found && { module: 'rust', version: found[1]!, path: found[2]! }
}

/** Where installations of Go keep `src`: /usr/local/go, ~/sdk/go1.21.3, /usr/lib/go-1.19, … */
const GOROOT =
  /^(?:(.*\/)?(?:\$GOROOT|go|golang|go[-_]?\d[^/]*|go_sdk[^/]*|toolchain@[^/]*|libexec|x64|x86|amd64|arm64)\/src\/)(.+)$/i

function standardLibrary(path: string): ModulePath | null {
  const installed = GOROOT.exec(path)
  const within = installed ? installed[2]! : path
  // Trimmed paths of the library begin with the package, as in `net/http/server.go`.
  if (!installed && (path.startsWith('/') || !path.includes('/'))) return null
  const first = within.split('/', 1)[0]!
  // Go's commands lie beside its library.
  if (!STANDARD_PACKAGES.has(first) && first !== 'cmd') return null
  const root = installed ? path.slice(0, path.length - within.length) : ''
  return { module: 'std', version: goVersionIn(root), path: within }
}

/** go1.21.3 of ~/sdk/go1.21.3/, /usr/lib/go-1.21/, /opt/hostedtoolcache/go/1.21.3/x64/ … */
function goVersionIn(root: string): string {
  const found =
    /(?:^|[/-])go(?:lang)?[-_/@]?(\d+\.\d+(?:\.\d+)?(?:rc\d+|beta\d+)?)(?=[/.+~-])/i.exec(root)
  return found ? `go${found[1]}` : ''
}

function versioned(path: string): ModulePath | null {
  const found = /^(?:.*\/pkg\/mod\/)?(.*?[^/])@(v\d[^/]*)\/(.+)$/.exec(path)
  if (!found) return null
  const [, module = '', version = '', within = ''] = found
  const named = fromHost(module)
  if (named === null) return null
  return { module: unescaped(named), version: unescaped(version), path: within }
}

/** The main module of a -trimpath build, what is vendored, and what stands below a GOPATH. */
function unversioned(path: string): ModulePath | null {
  const named = /(?:^|.*\/(?:vendor|src)\/)([^/]+\.[a-z]+\/.+)$/.exec(path)
  const module = named && fromHost(named[1]!)
  return module ? { module, version: '', path: '' } : null
}

/** The part of a path that begins with the name of a host; null where none is in it. */
function fromHost(path: string): string | null {
  const found = /(?:^|\/)((?:[a-z0-9-]+\.)+[a-z]{2,}\/.+|(?:[a-z0-9-]+\.)+[a-z]{2,})$/i.exec(path)
  return found && !/^\.|\.(?:go|s|c|h|cc|cpp|rs|py|js|ts|java)$/.test(found[1]!.split('/', 1)[0]!)
    ? found[1]!
    : null
}
