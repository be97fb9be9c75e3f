import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import { cleanPath, splitList, trimPath } from '../engine/profile/paths.ts'
import { readPlainFile } from './file-bytes.ts'
import { SourceRoots } from './source-roots.ts'

/** Milliseconds after which the files below the search path are listed again. */
const ROOTS_LAST = 60_000

/**
 * The source files of one profile that a server may serve: those that the profile names, relative
 * ones only from within the folders of the search path.
 */
export class NamedSources {
  private names: Promise<ReadonlySet<string>> | null = null
  /** The modification time of the file that `names` was read from. */
  private written = 0
  private roots: { readonly at: number; readonly read: Promise<SourceRoots> } | null = null

  /** @param searchPath the value of -source_path; the current folder by default */
  constructor(
    private readonly profile: { readonly file: string } | { readonly bytes: Uint8Array },
    private readonly searchPath = process.cwd(),
    private readonly trimPaths = '',
  ) {}

  /**
   * The real path of a file that the profile names.
   * @returns null for any other file, and if there is none
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
    // The search path has replaced its folder: the file may be at its original path all the same.
    return isAbsolute(file) ? realpath(file).catch(() => null) : null
  }

  private belowSearchPath(): Promise<SourceRoots> {
    const now = Date.now()
    if (!this.roots || now - this.roots.at > ROOTS_LAST) {
      this.roots = { at: now, read: SourceRoots.read(splitList(this.searchPath)) }
    }
    return this.roots.read
  }

  /** The names, read when first needed, and again when the profile has been written since. */
  private async known(): Promise<ReadonlySet<string>> {
    if ('file' in this.profile) {
      const { mtimeMs } = await stat(this.profile.file).catch(() => ({ mtimeMs: -1 }))
      if (this.written !== mtimeMs) this.names = null
      this.written = mtimeMs
    }
    // A file that is not a profile names no sources.
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
  // Most servers never get such a request: the first one loads the engine.
  const { readProfiles } = await import('../engine/load.ts')
  const names = new Set<string>()
  for (const { profile } of (await readProfiles(bytes)).profiles) {
    const { strings, functions } = profile
    for (const index of new Set(functions.file)) {
      const name = strings.get(index)
      if (name === '') continue
      names.add(cleanPath(name))
      // The page sends the cleaned path.
      names.add(cleanPath(trimPath(name, '', '')))
    }
  }
  return names
}
