import { splitPart } from '../engine/decode/parts.ts'
import { takenFile } from '../sources/service-address.ts'
import { nameOfUrl, resolveUrl } from '../sources/url.ts'
import type { SessionKey, Source } from './open-profile.ts'

// What is to be opened, before it is read.

/** A profile, or a file of several, that is to be opened. */
export interface Found {
  readonly name: string
  readonly source: Source
  /** The profile that it takes the place of (after a crash). */
  readonly key?: SessionKey | undefined
}

/** A file that is read once, whatever is wanted of it. */
export interface FoundFile {
  readonly name: string
  readonly source: Source
  /** Which of its profiles; null where none was chosen. */
  readonly parts: readonly WantedPart[] | null
  readonly key?: SessionKey | undefined
}

export interface WantedPart {
  readonly part: number
  readonly key?: SessionKey | undefined
}

export function fileFound(file: File): Found {
  return { name: file.name, source: { kind: 'file', blob: file } }
}

/**
 * What is at an address as a link writes it, the number of a part at its end.
 * @throws SourceError for what is no address
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

/** The files behind what is wanted, in the order of what is wanted first of each. */
export function filesOf(found: readonly Found[]): readonly FoundFile[] {
  const files: (FoundFile & { readonly parts: WantedPart[] | null })[] = []
  for (const one of found) {
    const { source, key } = one
    const { part } = source
    if (part === undefined) {
      files.push({ ...one, parts: null })
      continue
    }
    const wanted = { part, key }
    const known = files.find((file) => file.parts && isSame(file.source, source))
    if (known?.parts) known.parts.push(wanted)
    else files.push({ name: fileNameOf(one), source: wholeOf(source), parts: [wanted] })
  }
  return files
}

/** What the file is called that it came in, which may hold others as well. */
export function fileNameOf({ name, source }: Pick<Found, 'name' | 'source'>): string {
  if (source.kind === 'live') return takenFile(splitPart(name).file, source.url)
  if (source.part === undefined) return name
  if (source.kind === 'url') return nameOfUrl(resolveUrl(source.url, document.baseURI))
  return source.blob instanceof File ? source.blob.name : splitPart(name).file
}

/** The source of one profile of a file. */
export function partSource(source: Source, part: number): Source {
  return source.kind === 'url'
    ? { ...source, url: `${source.url.replace(/#.*/, '')}#${part}`, part }
    : { ...source, part }
}

function wholeOf(source: Source): Source {
  const { part: _, ...whole } = source
  return whole.kind === 'url' ? { ...whole, url: splitPart(whole.url).file } : whole
}

function isSame(file: Source, part: Source): boolean {
  if (file.kind === 'url') {
    return part.kind === 'url' && file.url === splitPart(part.url).file
  }
  return part.kind !== 'url' && file.blob === part.blob
}
