import { DEFAULT_RULES } from '../sources/source-text-forge.ts'
import type { Preference } from './preferences.ts'

/**
 * Whether source code may be fetched from a host; for hosts that are not listed the user is asked.
 */
export const FORGE_CONSENT: Preference<Readonly<Record<string, 'always' | 'never'>>> = {
  name: 'source.consent',
  initial: {},
  check(value): value is Readonly<Record<string, 'always' | 'never'>> {
    if (typeof value !== 'object' || value === null) return false
    return Object.values(value).every((each) => each === 'always' || each === 'never')
  },
}

/** Where the source code of modules is; the text that forge.ts parses. */
export const FORGE_RULES: Preference<string> = {
  name: 'source.rules',
  initial: DEFAULT_RULES,
  check: (value): value is string => typeof value === 'string',
}

/** The version of Go's library for paths without one (go1.22.1); "" for the newest. */
export const GO_VERSION: Preference<string> = {
  name: 'source.go',
  initial: '',
  check: (value): value is string => typeof value === 'string' && isGoVersion(value),
}

/** Whether a text is a version of Go, or "". */
export function isGoVersion(text: string): boolean {
  return text === '' || /^go\d+\.\d+(\.\d+)?(rc\d+|beta\d+)?$/.test(text)
}
