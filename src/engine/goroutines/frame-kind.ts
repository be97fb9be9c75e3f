import { packageOf } from '../profile/package.ts'

/** Whose function a frame is. */
export type FrameKind = 'own' | 'dependency' | 'standard' | 'runtime'

/** First elements of the import paths of the standard library; no other path may begin so. */
const STANDARD = new Set(
  `archive bufio builtin bytes cmp compress container context crypto database debug embed encoding
  errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path
  plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time
  unicode unique unsafe vendor weak`.split(/\s+/),
)

/** Where the sources of modules lie that a program depends on. */
const DEPENDENCY = /\/pkg\/mod\/|\/vendor\/|@v\d/

/**
 * Tells the program's own functions from those that it uses. Inferred from names and files: a
 * dependency is known by the folder of its source, the standard library by its import path.
 */
export function frameKind(name: string, file: string): FrameKind {
  const path = packageOf(name)
  const slash = path.indexOf('/')
  const first = slash < 0 ? path : path.slice(0, slash)
  if (path === 'runtime' || /^(runtime\/internal|internal\/runtime)\b/.test(path)) return 'runtime'
  // C functions, and assembly of the runtime, have no package.
  if (path === '') return 'runtime'
  // `go` is a folder of the standard library and, by its dot, no host.
  if (STANDARD.has(first)) return 'standard'
  return DEPENDENCY.test(file) ? 'dependency' : 'own'
}
