import { SourceError } from './error.ts'

export interface Dropped {
  readonly files: readonly File[]
  /** What cannot be opened, with the reason. */
  readonly refused: readonly { readonly name: string; readonly error: SourceError }[]
}

/** The greatest number of files in one drop: more are probably a mistake. */
export const MOST_FILES = 50
/** The greatest depth of folders. */
const DEEPEST = 4

/** Whether files (not a text or a link) are being dragged. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** An item of a drop: a file, or a folder whose entries are read later. */
type Item = { readonly file: File } | { readonly folder: FileSystemDirectoryEntry }

/**
 * The dropped files, those of folders in the order of their paths. To be called within the drop
 * event: its data is not available afterwards.
 */
export function filesOf(transfer: DataTransfer): Promise<Dropped> {
  const items: Item[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry && isFolder(entry)) items.push({ folder: entry })
    else if (file) items.push({ file })
  }
  return filesIn(items)
}

async function filesIn(items: readonly Item[]): Promise<Dropped> {
  const files: File[] = []
  const refused: { name: string; error: SourceError }[] = []
  for (const item of items) {
    if ('file' in item) {
      files.push(item.file)
      continue
    }
    const { name } = item.folder
    try {
      const found = await filesBelow(item.folder, DEEPEST, MOST_FILES - files.length)
      if (found.length === 0) throw new SourceError('This folder has no files.', 'Drop another.')
      files.push(...found)
    } catch (error) {
      refused.push({ name, error: error instanceof SourceError ? error : unreadable() })
    }
  }
  return { files, refused }
}

/**
 * The files below a folder.
 * @throws SourceError if there are more than `room`
 */
async function filesBelow(
  folder: FileSystemDirectoryEntry,
  depth: number,
  room: number,
): Promise<File[]> {
  const entries = (await entriesOf(folder)).filter(({ name }) => !name.startsWith('.'))
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  const files: File[] = []
  for (const entry of entries) {
    if (isFolder(entry)) {
      if (depth > 1) files.push(...(await filesBelow(entry, depth - 1, room - files.length)))
    } else if (isFile(entry)) {
      if (files.length >= room) {
        throw new SourceError(
          `There are more than ${MOST_FILES} files in it.`,
          'Drop the profiles that you want to see.',
        )
      }
      files.push(await new Promise<File>((done, failed) => entry.file(done, failed)))
    }
  }
  return files
}

/** Reads the entries of a folder, which browsers return in batches; an empty batch is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // A huge folder is not read to its end: the limit is known to be exceeded before.
  while (all.length < 100 * MOST_FILES) {
    const batch = await new Promise<FileSystemEntry[]>((done, failed) =>
      reader.readEntries(done, failed),
    )
    if (batch.length === 0) break
    all.push(...batch)
  }
  return all
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function unreadable(): SourceError {
  return new SourceError('The folder cannot be read.', 'Drop the profiles in it instead.')
}
