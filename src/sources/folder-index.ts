import type { FolderFile, SourceFolder } from './folder.ts'
import { comparable, type SourcePath, unescaped } from './source-path.ts'

/** A file of a folder that may be the one that a profile names. */
export interface FolderMatch {
  readonly file: FolderFile
  /** How many elements from the end its path has in common with the profile's. */
  readonly common: number
}

/** A folder with more files is a whole disk: those beyond are left out. */
const MOST_FILES = 300_000
/** Told of the number of files read so far, every so many. */
const TOLD_EVERY = 2000

/** The files of a folder by their names, read when the first one is looked for. */
export class FolderIndex {
  private reading: Promise<Map<string, FolderFile[]>> | null = null

  constructor(readonly folder: SourceFolder) {}

  /**
   * The files that may be `wanted`, the likeliest first: those that have the longest end of the
   * path in common, then those of the same version.
   */
  async find(
    wanted: SourcePath,
    onProgress: (files: number) => void = () => {},
  ): Promise<FolderMatch[]> {
    const name = wanted.elements.at(-1)
    if (name === undefined) return []
    this.reading ??= this.read(onProgress)
    const byName = await this.reading
    return (byName.get(name) ?? [])
      .map((file) => ({ file, common: commonEnd(comparable(file.path), wanted.elements) }))
      .filter((match) => isLikely(match, wanted))
      .sort(
        (a, b) =>
          b.common - a.common ||
          Number(hasVersion(b, wanted)) - Number(hasVersion(a, wanted)) ||
          a.file.path.length - b.file.path.length,
      )
  }

  private async read(onProgress: (files: number) => void): Promise<Map<string, FolderFile[]>> {
    const byName = new Map<string, FolderFile[]>()
    let count = 0
    for await (const file of this.folder.files()) {
      if (++count > MOST_FILES) break
      if (count % TOLD_EVERY === 0) onProgress(count)
      const name = file.path.slice(file.path.lastIndexOf('/') + 1)
      const named = byName.get(name)
      if (named) named.push(file)
      else byName.set(name, [file])
    }
    return byName
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
function isLikely({ file, common }: FolderMatch, { elements, module }: SourcePath): boolean {
  if (common >= Math.min(2, elements.length)) return true
  return common === 1 && module === null && file.path.split('/').length === 2
}

function hasVersion({ file }: FolderMatch, { module }: SourcePath): boolean {
  const version = module?.version ?? ''
  return version !== '' && unescaped(file.path).includes(`@${version}/`)
}
