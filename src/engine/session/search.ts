import { RE2JS } from 're2js'
import type { Selection } from '../select/selection.ts'
import type { Search } from './answers.ts'

export interface Found {
  /** A byte per frame: whether its name matches; null if there is no search. */
  readonly frames: Uint8Array | null
  /**
   * The error message for an invalid pattern; "" otherwise. It is not an exception, since the
   * picture is still shown, without matches.
   */
  readonly error: string
}

/** Searches the names of all frames. */
export function searchFrames(
  { frames, names }: Pick<Selection, 'frames' | 'names'>,
  search: Search,
): Found {
  let matches: ReturnType<typeof matcher>
  try {
    matches = matcher(search)
  } catch (error) {
    return { frames: null, error: (error as Error).message }
  }
  if (!matches) return { frames: null, error: '' }
  const found = new Uint8Array(frames.count)
  for (let key = 0; key < frames.count; key++) found[key] = matches(names.of(key)) ? 1 : 0
  return { frames: found, error: '' }
}

/**
 * Compiles a search.
 * @returns whether a name matches; null if there is no search
 * @throws Error for an invalid regexp
 */
export function matcher({ text, regexp, matchCase }: Search): ((name: string) => boolean) | null {
  if (text === '') return null
  if (regexp) {
    const pattern = RE2JS.compile(text, matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
    return (name) => pattern.test(name)
  }
  if (matchCase) return (name) => name.includes(text)
  const lower = text.toLowerCase()
  return (name) => name.toLowerCase().includes(lower)
}
