import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import { cleanPath, splitList, trimPath } from '../engine/profile/paths.ts'
import { readPlainFile } from './file-bytes.ts'
import { SourceRoots } from './source-roots.ts'

/** Milliseconds after which the files below the search path are read anew. */
const ROOTS_LAST = 60_000

/**
 * The source files of one profile that a server may give away: those that the profile names, and of
 * these a relative one only from within the folders of the search path.
 */
export class NamedSources {
  private names: Promise<ReadonlySet<string>> | null = null
  /** When the file that `names` is from was written. */
  private written = 0
  private roots: { readonly at: number; readonly read: Promise<SourceRoots> } | null = null

  /** @param searchPath as -source_path; the folder that the server runs in by default */
  constructor(
    private readonly profile: { readonly file: string } | { readonly bytes: Uint8Array },
    private readonly searchPath = process.cwd(),
    private readonly trimPaths = '',
  ) {}

  /**
   * The real path of a file that the profile names.
   * @returns null for any other file, and where there is none
   */
  async locate(file: string): Promise<string | null> {
    const names = await this.known()
    if (!names.has(file)) return null
    const path = trimPath(file, this.trimPaths, this.searchPath)
    const found = isAbsolute(path)
      ? await realpath(path).catch(() => null)
      : await this.inSearchPath(file, path)
    return found ?? (await this.belowSearchPath()).locate(file)
  }

  private async inSearchPath(file: string, path: string): Promise<string | null> {
    for (const folder of splitList(this.searchPath)) {
      const found = await within(folder, path)
      if (found !== null) return found
    }
    // The search path has changed its name: the file may be where it was all the same.
    return isAbsolute(file) ? realpath(file).catch(() => null) : null
  }

  private belowSearchPath(): Promise<SourceRoots> {
    const now = Date.now()
    if (!this.roots || now - this.roots.at > ROOTS_LAST) {
      this.roots = { at: now, read: SourceRoots.read(splitList(this.searchPath)) }
    }
    return this.roots.read
  }

  /** Read when first asked for, and again when the profile has been written anew. */
  private async known(): Promise<ReadonlySet<string>> {
    if ('file' in this.profile) {
      const { mtimeMs } = await stat(this.profile.file).catch(() => ({ mtimeMs: -1 }))
      if (this.written !== mtimeMs) this.names = null
      this.written = mtimeMs
    }
    // What is no profile names nothing.
    this.names ??= this.read().catch(() => new Set<string>())
    return this.names
  }

  private async read(): Promise<ReadonlySet<string>> {
    return namesIn(
      'file' in this.profile ? await readPlainFile(this.profile.file) : this.profile.bytes,
    )
  }
}

async function within(folder: string, path: string): Promise<string | null> {
  const root = await realpath(folder).catch(() => null)
  const found = root && (await realpath(join(root, path)).catch(() => null))
  // Neither `..` nor a symbolic link may lead out of the folder.
  return found?.startsWith(root === sep ? sep : root + sep) ? found : null
}

async function namesIn(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  // Most servers get no such request: the engine is loaded by the first.
  const { readProfiles } = await import('../engine/load.ts')
  const names = new Set<string>()
  for (const { profile } of (await readProfiles(bytes)).profiles) {
    const { strings, functions } = profile
    for (const index of new Set(functions.file)) {
      const name = strings.get(index)
      if (name === '') continue
      names.add(cleanPath(name))
      // As the page names it, which asks.
      names.add(cleanPath(trimPath(name, '', '')))
    }
  }
  return names
}
