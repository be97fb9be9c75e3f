import type { ProfileError } from '../../profile/error.ts'
import { headOf, type Recognizer } from './head.ts'
import { json } from './json.ts'
import { coreDump, javaClass, magic, pythonStats, zlib } from './magic.ts'
import { mangledBinary, mangledGzip } from './mangled.ts'
import { otherText, shortText } from './short-text.ts'
import { toolText } from './texts.ts'
import { indexPage, svg, webPage } from './web.ts'

export { noise } from './noise.ts'

/** Files that cannot be profiles, whatever else is in them. */
const BINARY: readonly Recognizer[] = [coreDump, magic, javaClass, pythonStats, mangledGzip]

/** Texts; the particular before the general. */
const TEXTS: readonly Recognizer[] = [
  zlib,
  indexPage,
  svg,
  webPage,
  json,
  toolText,
  shortText,
  otherText,
]

/**
 * Recognises files that are often taken for a profile and are no text.
 * @returns what it is and what to do about it; null for anything that may be a profile
 */
export function recognizeForeign(bytes: Uint8Array): ProfileError | null {
  return firstOf(BINARY, bytes)
}

/** Binary data that has been taken for text, so that no format can read it. */
export function recognizeMangled(bytes: Uint8Array): ProfileError | null {
  return mangledBinary(headOf(bytes))
}

/** The same of texts, which may still hold a dump of goroutines somewhere. */
export function recognizeForeignText(bytes: Uint8Array): ProfileError | null {
  return firstOf(TEXTS, bytes)
}

function firstOf(recognizers: readonly Recognizer[], bytes: Uint8Array): ProfileError | null {
  const head = headOf(bytes)
  for (const recognize of recognizers) {
    const error = recognize(head)
    if (error) return error
  }
  return null
}
