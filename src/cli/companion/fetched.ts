import { NamedSources } from '../named-sources.ts'

/** The folders for source files, as in the flags. */
export interface SourcePaths {
  readonly sourcePath?: string | undefined
  readonly trimPath?: string | undefined
}

/** The source files that a profile names, as far as they are in these folders. */
export function sourcesOf(
  profile: { readonly file: string } | { readonly bytes: Uint8Array },
  { sourcePath, trimPath }: SourcePaths,
): NamedSources {
  return new NamedSources(profile, sourcePath || process.cwd(), trimPath)
}

/** Twice what the page opens at once. */
const MOST_PROFILES = 200
/** The greatest size of all of them, in bytes. */
const MOST_BYTES = 2 ** 27

/** A profile that is being sent to the page. */
export interface Receipt {
  /** Its number in /source/N. */
  readonly number: number
  /** Adds the next bytes. */
  readonly add: (part: Uint8Array) => void
  /** Called when it is complete. */
  readonly keep: () => void
}

/**
 * The profiles that were fetched for the page: they determine which source files it may read. The
 * latest are kept; source files of older ones are not found any more.
 */
export class FetchedProfiles {
  /** Oldest first. */
  private readonly kept = new Map<number, { size: number; sources: NamedSources }>()
  private size = 0

  /** @param last the number before the first one */
  constructor(
    private last: number,
    private readonly paths: SourcePaths,
  ) {}

  receive(): Receipt {
    const number = ++this.last
    let parts: Uint8Array[] = []
    let size = 0
    return {
      number,
      add: (part) => {
        size += part.length
        if (size > MOST_BYTES) parts = []
        else parts.push(part)
      },
      keep: () => {
        if (size <= MOST_BYTES) this.keep(number, Buffer.concat(parts))
      },
    }
  }

  sources(number: number): NamedSources | undefined {
    return this.kept.get(number)?.sources
  }

  private keep(number: number, bytes: Uint8Array): void {
    this.kept.set(number, { size: bytes.length, sources: sourcesOf({ bytes }, this.paths) })
    this.size += bytes.length
    for (const [oldest, { size }] of this.kept) {
      if (this.size <= MOST_BYTES && this.kept.size <= MOST_PROFILES) return
      this.kept.delete(oldest)
      this.size -= size
    }
  }
}
