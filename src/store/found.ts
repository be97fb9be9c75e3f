import { splitPart } from '../engine/decode/parts.ts'
import { takenFile } from '../sources/service-address.ts'
import { nameOfUrl, resolveUrl } from '../sources/url.ts'
import type { SessionKey, Source } from './open-profile.ts'

// What is to be opened, before it has been read.

/** A profile, or a file of several, to open. */
export interface Found {
  readonly name: string
  readonly source: Source
  /** The key of the profile that it replaces (after a crash). */
  readonly key?: SessionKey | undefined
  /** Its bytes, where they need not be fetched from the source. */
  readonly bytes?: Blob | undefined
}

/** A file that is read once, for all the profiles that are requested of it. */
export interface FoundFile {
  readonly name: string
  readonly source: Source
  /** The requested profiles; null if none was chosen. */
  readonly parts: readonly WantedPart[] | null
  readonly key?: SessionKey | undefined
  readonly bytes?: Blob | undefined
}

export interface WantedPart {
  readonly part: number
  readonly key?: SessionKey | undefined
}

/** What to open for a file of the user. */
export function fileFound(file: File): Found {
  return { name: file.name, source: { kind: 'file', blob: file } }
}

/**
 * What to open for an address in a link, which may end in the number of a profile.
 * @throws SourceError if it is not an address
 */
export function addressFound(address: string): Found {
  const url = resolveUrl(address, document.baseURI)
  const { part } = splitPart(address.trim())
  const source = { kind: 'url', url: address.trim(), host: url.host } as const
  const name = nameOfUrl(url)
  return part === undefined
    ? { name, source }
    : { name: `${name}#${part}`, source: { ...source, part } }
}

/** The files of the requested profiles, in the order of their first request. */
export function filesOf(found: readonly Found[]): readonly FoundFile[] {
  const files: (FoundFile & { readonly parts: WantedPart[] | null })[] = []
  for (const one of found) {
    const { source, key, bytes } = one
    const { part } = source
    if (part === undefined) {
      files.push({ ...one, parts: null })
      continue
    }
    const wanted = { part, key }
    const known = files.find((file) => file.parts && isSame(file.source, source))
    if (known?.parts) known.parts.push(wanted)
    else files.push({ name: fileNameOf(one), source: wholeOf(source), parts: [wanted], bytes })
  }
  return files
}

/** The name of the file that contains the profile, and possibly others. */
export function fileNameOf({ name, source }: Pick<Found, 'name' | 'source'>): string {
  if (source.kind === 'live') return takenFile(splitPart(name).file, source.url)
  if (source.part === undefined) return name
  if (source.kind === 'url') return nameOfUrl(resolveUrl(source.url, document.baseURI))
  return source.blob instanceof File ? source.blob.name : splitPart(name).file
}

/** The source of one profile in a file. */
export function partSource(source: Source, part: number): Source {
  return source.kind === 'url'
    ? { ...source, url: `${source.url.replace(/#.*/, '')}#${part}`, part }
    : { ...source, part }
}

/** The source of the file that a profile is in. */
export function wholeOf(source: Source): Source {
  const { part: _, ...whole } = source
  return whole.kind === 'url' ? { ...whole, url: splitPart(whole.url).file } : whole
}

function isSame(file: Source, part: Source): boolean {
  if (file.kind === 'url') {
    return part.kind === 'url' && file.url === splitPart(part.url).file
  }
  return part.kind !== 'url' && file.blob === part.blob
}
