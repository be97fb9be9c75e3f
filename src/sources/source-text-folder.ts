import { isSkippedFolder } from '../engine/source-text/file-index.ts'
import { SourceError } from './error.ts'

/** A folder that the user has allowed the page to read. */
export interface SourceTextFolder {
  readonly name: string
  /** All its files, at any depth. */
  files(): AsyncIterable<FolderFile>
}

export interface FolderFile {
  /** The path with slashes, from the name of the folder on: leakdemo/main.go. */
  readonly path: string
  open(): Promise<File>
}

/**
 * The folder of `<input type="file" webkitdirectory>`, which has every file below the chosen one.
 */
export function folderOfFiles(files: readonly File[]): SourceTextFolder | null {
  const name = files[0]?.webkitRelativePath.split('/', 1)[0]
  if (!name) return null
  return {
    name,
    async *files() {
      for (const file of files) {
        const path = file.webkitRelativePath
        if (path.split('/').some(isSkippedFolder)) continue
        yield { path, open: async () => file }
      }
    },
  }
}

/** The handle of the browser's folder picker, whose types TypeScript does not have yet. */
interface DirectoryHandle {
  readonly kind: 'directory'
  readonly name: string
  values(): AsyncIterable<DirectoryHandle | FileHandle>
}

interface FileHandle {
  readonly kind: 'file'
  readonly name: string
  getFile(): Promise<File>
}

type PickFolder = (options: { id: string; mode: 'read' }) => Promise<DirectoryHandle>

/** The browser's own picker, which reads files when needed; null if there is none. */
export function folderPicker(): (() => Promise<SourceTextFolder | null>) | null {
  const { showDirectoryPicker } = globalThis as { showDirectoryPicker?: PickFolder }
  if (!showDirectoryPicker) return null
  return async () => {
    try {
      const handle = await showDirectoryPicker({ id: 'source', mode: 'read' })
      return { name: handle.name, files: () => filesOfHandle(handle, handle.name) }
    } catch (error) {
      // The user has cancelled.
      if (error instanceof DOMException && error.name === 'AbortError') return null
      throw new SourceError(
        'The browser does not let this page read that folder.',
        'Choose one below it, or drop the folder onto the page.',
      )
    }
  }
}

async function* filesOfHandle(handle: DirectoryHandle, path: string): AsyncGenerator<FolderFile> {
  for await (const entry of handle.values()) {
    const at = `${path}/${entry.name}`
    if (entry.kind === 'file') yield { path: at, open: () => entry.getFile() }
    else if (!isSkippedFolder(entry.name)) yield* filesOfHandle(entry, at)
  }
}

/**
 * The dropped folders. To be called within the drop event: its data is not available afterwards.
 */
export function foldersDropped(transfer: DataTransfer): SourceTextFolder[] {
  return Array.from(transfer.items, (item) => item.webkitGetAsEntry())
    .filter((entry) => entry?.isDirectory)
    .map((entry) => entry as FileSystemDirectoryEntry)
    .map((entry) => ({ name: entry.name, files: () => filesOfEntry(entry, entry.name) }))
}

async function* filesOfEntry(
  folder: FileSystemDirectoryEntry,
  path: string,
): AsyncGenerator<FolderFile> {
  const reader = folder.createReader()
  for (;;) {
    // Entries are returned in batches; an empty batch is the end.
    const entries = await new Promise<FileSystemEntry[]>((done, failed) => {
      reader.readEntries(done, failed)
    })
    if (entries.length === 0) return
    for (const entry of entries) {
      const at = `${path}/${entry.name}`
      if (entry.isFile) yield { path: at, open: () => openEntry(entry as FileSystemFileEntry) }
      else if (!isSkippedFolder(entry.name))
        yield* filesOfEntry(entry as FileSystemDirectoryEntry, at)
    }
  }
}

function openEntry(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((done, failed) => {
    entry.file(done, failed)
  })
}
