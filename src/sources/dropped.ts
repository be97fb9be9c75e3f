import { SourceError } from './error.ts'

export interface Dropped {
  readonly files: readonly File[]
  /** What cannot be opened: by name, and why. */
  readonly refused: readonly { readonly name: string; readonly error: SourceError }[]
}

/** Files taken of one drop: more is a mistake of the hand rather than a wish. */
export const MOST_FILES = 50
/** Folders within folders that are looked into. */
const DEEPEST = 4

/** True while files (not text, not a link) are dragged. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** What one item of a drop is: a file, or an entry that leads to those of a folder. */
type Item = { readonly file: File } | { readonly folder: FileSystemDirectoryEntry }

/**
 * What was dropped, with the files of folders in the order of their paths. To be called within the
 * drop event: its data is gone afterwards.
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

/** @throws SourceError when there are more than `room` */
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

/** Browsers give the entries of a folder in batches; an empty one is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // A folder of a whole machine is not read to its end: what is too much is known before.
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
