import type { EntryId } from './entry.ts'
import type { Bytes } from './storage.ts'

const FOLDER = 'history'

/**
 * Bytes in files of the page's own (the origin private file system).
 * @returns null if the browser has none, or cannot write them in one step
 */
export async function openPrivateFiles(): Promise<Bytes | null> {
  try {
    if (!('createWritable' in FileSystemFileHandle.prototype)) return null
    const root = await navigator.storage.getDirectory()
    return new PrivateFiles(await root.getDirectoryHandle(FOLDER, { create: true }))
  } catch {
    // Private windows of some browsers refuse it.
    return null
  }
}

class PrivateFiles implements Bytes {
  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  async write(id: EntryId, blob: Blob): Promise<void> {
    const file = await this.folder.getFileHandle(id, { create: true })
    // Written beside the file, and put in its place when it is closed.
    const writable = await file.createWritable()
    await blob.stream().pipeTo(writable)
  }

  async read(id: EntryId): Promise<Blob | null> {
    try {
      const file = await this.folder.getFileHandle(id)
      return await file.getFile()
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async remove(id: EntryId): Promise<void> {
    try {
      await this.folder.removeEntry(id)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  async ids(): Promise<readonly EntryId[]> {
    const ids: EntryId[] = []
    for await (const name of this.folder.keys()) ids.push(name)
    return ids
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError'
}
