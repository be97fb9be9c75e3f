export interface Dropped {
  readonly files: readonly File[]
  /** Names of folders, which cannot be opened. */
  readonly folders: readonly string[]
}

/** True while files (not text, not a link) are dragged. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** What was dropped. To be called within the drop event: its data is gone afterwards. */
export function filesOf(transfer: DataTransfer): Dropped {
  const files: File[] = []
  const folders: string[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}
