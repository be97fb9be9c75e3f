import { FileIndex, type FileMatch, MOST_FILES } from '../engine/source-text/file-index.ts'
import type { SourcePath } from '../engine/source-text/source-path.ts'
import type { FolderFile, SourceTextFolder } from './source-text-folder.ts'

/** Progress is reported each time that so many files have been listed. */
const PROGRESS_EVERY = 2000

/** The files of a folder by name; listed when first needed. */
export class FolderIndex {
  private reading: Promise<FileIndex<FolderFile>> | null = null

  constructor(readonly folder: SourceTextFolder) {}

  /** Finds the files that may be `wanted`, the most likely first. */
  async find(
    wanted: SourcePath,
    onProgress: (files: number) => void = () => {},
  ): Promise<FileMatch<FolderFile>[]> {
    if (wanted.elements.length === 0) return []
    this.reading ??= this.read(onProgress)
    return (await this.reading).find(wanted)
  }

  private async read(onProgress: (files: number) => void): Promise<FileIndex<FolderFile>> {
    const index = new FileIndex<FolderFile>()
    let count = 0
    for await (const file of this.folder.files()) {
      if (++count > MOST_FILES) break
      if (count % PROGRESS_EVERY === 0) onProgress(count)
      index.add(file)
    }
    return index
  }
}
