import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { FileIndex, isSkippedFolder, MOST_FILES } from '../engine/source-text/file-index.ts'
import { readSourcePath } from '../engine/source-text/source-path.ts'

interface FoundFile {
  /** The path from the root's own name on. */
  readonly path: string
  /** The path on this machine. */
  readonly place: string
}

/**
 * The files below the folders of the search path, for profiles whose paths do not exist here:
 * built with -trimpath, vendored, from a module cache or another system.
 */
export class SourceRoots {
  private constructor(private readonly indexes: readonly FileIndex<FoundFile>[]) {}

  /** Lists all files below the roots; a root that cannot be read is empty. */
  static async read(roots: readonly string[]): Promise<SourceRoots> {
    const room = { files: MOST_FILES }
    const indexes: FileIndex<FoundFile>[] = []
    for (const root of roots) {
      const index = new FileIndex<FoundFile>()
      await addFiles(index, root, basename(resolve(root)), room)
      indexes.push(index)
    }
    return new SourceRoots(indexes)
  }

  /**
   * Finds a file that a profile names by the end of its path; null if there is no likely match. Of
   * several matches, the one with the longest common end wins, then the one in the earlier root.
   */
  locate(file: string): string | null {
    const wanted = readSourcePath(file)
    const [best] = this.indexes
      .flatMap((index) => index.find(wanted).slice(0, 1))
      .sort((a, b) => b.common - a.common)
    return best?.file.place ?? null
  }
}

/** Breadth first, so that the upper levels of a folder with too many files are complete. */
async function addFiles(
  index: FileIndex<FoundFile>,
  root: string,
  name: string,
  room: { files: number },
): Promise<void> {
  const folders = [{ place: root, path: name }]
  for (let at = 0; at < folders.length && room.files > 0; at++) {
    const { place, path } = folders[at]!
    const entries = await readdir(place, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const child = { place: join(place, entry.name), path: `${path}/${entry.name}` }
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name)) folders.push(child)
      } else if (entry.isFile() && room.files-- > 0) index.add(child)
    }
  }
}
