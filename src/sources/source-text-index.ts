import { FileIndex, type FileMatch, MOST_FILES } from '../engine/source-text/file-index.ts'
import type { SourcePath } from '../engine/source-text/source-path.ts'
import type { FolderFile, SourceTextFolder } from './source-text-folder.ts'

/** Receives the number of files read so far, at intervals. */
const PROGRESS_EVERY = 2000

/** The files of a folder by their names, read when the first one is looked for. */
export class FolderIndex {
  private reading: Promise<FileIndex<FolderFile>> | null = null

  constructor(readonly folder: SourceTextFolder) {}

  /** The files that may be `wanted`, the likeliest first. */
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
