import { RE2JS } from 're2js'
import { OptionError } from '../select/options.ts'
import type { Selection } from '../select/selection.ts'
import type { Search } from './answers.ts'

/**
 * A byte per frame: whether its name matches; null where nothing is searched for.
 * @throws OptionError for a pattern that does not parse
 */
export function searchFrames({ frames, names }: Selection, search: Search): Uint8Array | null {
  const matches = matcher(search)
  if (!matches) return null
  const found = new Uint8Array(frames.count)
  for (let key = 0; key < frames.count; key++) found[key] = matches(names.of(key)) ? 1 : 0
  return found
}

function matcher({ text, regexp, matchCase }: Search): ((name: string) => boolean) | null {
  if (text === '') return null
  if (regexp) {
    try {
      const pattern = RE2JS.compile(text, matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
      return (name) => pattern.test(name)
    } catch (error) {
      throw new OptionError(`parsing search regexp: ${(error as Error).message}`)
    }
  }
  if (matchCase) return (name) => name.includes(text)
  const lower = text.toLowerCase()
  return (name) => name.toLowerCase().includes(lower)
}
