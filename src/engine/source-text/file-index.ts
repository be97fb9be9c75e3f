import { comparable, type SourcePath, unescaped } from './source-path.ts'

/** A file somewhere below a folder. */
export interface PlacedFile {
  /** With slashes, from the folder's own name on: leakdemo/main.go. */
  readonly path: string
}

/** A file that may be the one that a profile names. */
export interface FileMatch<F extends PlacedFile> {
  readonly file: F
  /** How many elements from the end its path has in common with the profile's. */
  readonly common: number
}

/** Folders that hold no source of the program, and many files. */
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules'])

/** Whether a folder is left out where source is looked for. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name)
}

/** A folder with more files is a whole disk: those beyond are left out. */
export const MOST_FILES = 300_000

/** Files by their names, for finding those that a recorded path means. */
export class FileIndex<F extends PlacedFile> {
  private readonly byName = new Map<string, F[]>()

  add(file: F): void {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    const named = this.byName.get(name)
    if (named) named.push(file)
    else this.byName.set(name, [file])
  }

  /**
   * The files that may be `wanted`, the likeliest first: those that have the longest end of the
   * path in common, then those of the same version, then those that lie least deep.
   */
  find(wanted: SourcePath): FileMatch<F>[] {
    const name = wanted.elements.at(-1)
    if (name === undefined) return []
    return (this.byName.get(name) ?? [])
      .map((file) => ({ file, common: commonEnd(comparable(file.path), wanted.elements) }))
      .filter((match) => isLikely(match, wanted))
      .sort(
        (a, b) =>
          b.common - a.common ||
          Number(hasVersion(b, wanted)) - Number(hasVersion(a, wanted)) ||
          a.file.path.length - b.file.path.length,
      )
  }
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let common = 0
  while (common < a.length && common < b.length && a.at(-1 - common) === b.at(-1 - common)) common++
  return common
}

/**
 * A file that has only its own name in common is the one if the profile says no more, or if it lies
 * at the top of the folder and the path names no module that it would be in.
 */
function isLikely(
  { file, common }: FileMatch<PlacedFile>,
  { elements, module }: SourcePath,
): boolean {
  if (common >= Math.min(2, elements.length)) return true
  return common === 1 && module === null && file.path.split('/').length === 2
}

function hasVersion({ file }: FileMatch<PlacedFile>, { module }: SourcePath): boolean {
  const version = module?.version ?? ''
  return version !== '' && unescaped(file.path).includes(`@${version}/`)
}
