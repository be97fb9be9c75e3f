import { packageOf } from '../profile/package.ts'
import { STANDARD_PACKAGES } from '../source-text/standard-packages.ts'

/** Whose function a frame is. */
export type FrameKind = 'own' | 'dependency' | 'standard' | 'runtime'

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
  if (STANDARD_PACKAGES.has(first)) return 'standard'
  return isDependency(file) ? 'dependency' : 'own'
}

/** Whether a source file is of a module that the program depends on: its folder says so. */
export function isDependency(file: string): boolean {
  return DEPENDENCY.test(file)
}
