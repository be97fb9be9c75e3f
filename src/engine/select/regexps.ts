import { RE2JS } from 're2js'
import type { Tables } from '../profile/profile.ts'
import { OptionError, type OptionName } from './options.ts'

/**
 * A regular expression in RE2 syntax, unanchored: what pprof takes, in linear time for any input.
 */
export interface Matcher {
  test(text: string): boolean
}

/**
 * @param name the option that the pattern is of
 * @returns null for an empty pattern
 * @throws OptionError in pprof's words when the pattern does not parse
 */
export function compilePattern(pattern: string, name: OptionName): Matcher | null {
  if (pattern === '') return null
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    throw new OptionError(`parsing ${name} regexp: ${reasonOf(error)}`, name)
  }
}

/**
 * The regexp that a command takes: `peek REGEXP`.
 * @throws OptionError in pprof's words when it does not parse
 */
export function compileRegexp(pattern: string): Matcher & { readonly pattern: string } {
  try {
    const compiled = RE2JS.compile(pattern)
    return { pattern, test: (text) => compiled.test(text) }
  } catch (error) {
    throw new OptionError(`parsing argument regexp ${cut(pattern)}: ${reasonOf(error)}`)
  }
}

/** Of a pattern that an error quotes. */
const LONGEST_QUOTE = 1000

function reasonOf(error: unknown): string {
  return cut(error instanceof Error ? error.message : String(error))
}

/** A pattern may be as long as it likes; a sentence on the screen may not. */
function cut(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
}

/**
 * What a pattern matches in a profile: a byte (0 or 1) per function, where its name or file
 * matches, and per mapping, where its file does. Each distinct text is tested once.
 */
export interface NameMatches {
  readonly functions: Uint8Array
  readonly mappings: Uint8Array
}

/** Tests the names of all functions and mappings. */
export function matchNames(
  profile: Pick<Tables, 'strings' | 'functions' | 'mappings'>,
  matcher: Matcher,
): NameMatches {
  const { strings } = profile
  // 0: not tested yet, 1: no match, 2: match.
  const known = new Uint8Array(strings.count)
  const matches = (text: number): boolean => {
    if (known[text] === 0) known[text] = matcher.test(strings.get(text)) ? 2 : 1
    return known[text] === 2
  }
  const { name, file, count } = profile.functions
  const functions = new Uint8Array(count)
  for (let f = 0; f < count; f++) functions[f] = matches(name[f]!) || matches(file[f]!) ? 1 : 0
  const mappings = Uint8Array.from(profile.mappings.file, (text) => (matches(text) ? 1 : 0))
  return { functions, mappings }
}
