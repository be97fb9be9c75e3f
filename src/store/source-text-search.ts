import { readSourcePath, type SourcePath } from '../engine/source-text/source-path.ts'
import { SourceError } from '../sources/error.ts'
import type { FolderFile } from '../sources/source-text-folder.ts'
import { type ForgeRules, forgeFiles } from '../sources/source-text-forge.ts'
import type { FolderIndex } from '../sources/source-text-index.ts'
import { fetchLines, readLines } from '../sources/source-text-lines.ts'

/** The state of the text of a source file. */
export type SourceText =
  | { readonly status: 'looking'; readonly doing: string }
  | FoundText
  /** It may be available from `host`, which is not contacted before the user agrees. */
  | { readonly status: 'ask'; readonly host: string; readonly tried: readonly string[] }
  | { readonly status: 'none'; readonly tried: readonly string[] }

export interface FoundText {
  readonly status: 'found'
  readonly lines: readonly string[]
  readonly from: 'folder' | 'server' | 'forge'
  /** The path in the folder or on this machine, or the address. */
  readonly place: string
  /** Why the lines may differ from those of the program; "" if there is no reason to think so. */
  readonly doubt: string
  /** Other files that may be meant: paths in folders. */
  readonly others: readonly string[]
}

export interface SourceTextSearch {
  /** The path in the profile. */
  readonly file: string
  /** The path in a folder that the user has chosen among several; "" if none. */
  readonly chosen: string
  readonly folders: readonly FolderIndex[]
  /**
   * The companion's address for source files of the profile, to which the path is appended; "" if
   * there is none.
   */
  readonly server: string
  readonly rules: ForgeRules
  readonly goVersion: string
  readonly mayFetch: (host: string) => 'yes' | 'no' | 'ask'
  readonly signal: AbortSignal
  /** Called with a description of the current step, for when it takes long. */
  readonly onProgress: (doing: string) => void
}

/** Looks for a source file in the folders, then at the companion, then on the net. */
export async function searchSourceText(search: SourceTextSearch): Promise<SourceText> {
  const path = readSourcePath(search.file)
  const tried: string[] = []
  return (
    (await inFolders(search, path, tried)) ??
    (await onServer(search, tried)) ??
    (await onForge(search, path, tried))
  )
}

async function inFolders(
  { folders, chosen, onProgress }: SourceTextSearch,
  wanted: SourcePath,
  tried: string[],
): Promise<FoundText | null> {
  const found: { file: FolderFile; common: number }[] = []
  for (const index of folders) {
    const { name } = index.folder
    try {
      const matches = await index.find(wanted, (files) =>
        onProgress(`Reading the folder ${name}: ${files.toLocaleString('en')} files`),
      )
      if (matches.length === 0) tried.push(`Folder ${name}: no file with a matching path.`)
      found.push(...matches)
    } catch {
      tried.push(`Folder ${name}: it cannot be read any more. Choose it again.`)
    }
  }
  found.sort((a, b) => b.common - a.common)
  const [best] = found
  const taken = found.find(({ file }) => file.path === chosen) ?? best
  if (!taken || !best) return null
  try {
    const lines = await readLines(await taken.file.open(), taken.file.path)
    const only = taken.common === 1 && wanted.elements.length > 1
    return {
      status: 'found',
      lines,
      from: 'folder',
      place: taken.file.path,
      doubt: only ? 'Only the file name matches.' : '',
      others: found.filter((each) => each !== taken).map(({ file }) => file.path),
    }
  } catch (error) {
    tried.push(`${taken.file.path}: ${reasonOf(error)}`)
    return null
  }
}

async function onServer(
  { server, file, signal }: SourceTextSearch,
  tried: string[],
): Promise<FoundText | null> {
  if (server === '') return null
  try {
    const lines = await fetchLines(server + encodeURIComponent(file), file, signal)
    if (lines) return { status: 'found', lines, from: 'server', place: file, doubt: '', others: [] }
    tried.push('This machine, by the server that gave the profile: no such file.')
  } catch (error) {
    if (signal.aborted) throw error
    tried.push(`The server that gave the profile: ${reasonOf(error)}`)
  }
  return null
}

async function onForge(
  search: SourceTextSearch,
  path: SourcePath,
  tried: string[],
): Promise<SourceText> {
  for (const place of forgeFiles(path, search.rules, search.goVersion)) {
    const may = search.mayFetch(place.host)
    if (may === 'ask') return { status: 'ask', host: place.host, tried }
    if (may === 'no') {
      tried.push(`${place.url}: you chose not to fetch from there.`)
      continue
    }
    search.onProgress(`Fetching ${place.url}`)
    try {
      const lines = await fetchLines(place.url, search.file, search.signal)
      if (lines) {
        const { url, exact, ref } = place
        const doubt = exact ? '' : `The profile does not name the version: this is ${ref}.`
        return { status: 'found', lines, from: 'forge', place: url, doubt, others: [] }
      }
      tried.push(`${place.url}: there is no such file.`)
    } catch (error) {
      if (search.signal.aborted) throw error
      tried.push(`${place.url}: ${reasonOf(error)}`)
    }
  }
  return { status: 'none', tried }
}

function reasonOf(error: unknown): string {
  if (error instanceof SourceError) return `${error.message} ${error.hint}`
  return error instanceof Error ? error.message : String(error)
}
