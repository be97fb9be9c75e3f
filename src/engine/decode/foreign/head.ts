import { ProfileError } from '../../profile/error.ts'

// Files that are not profiles are recognised by their beginning.

/** Characters that are examined. */
const LOOKED_AT = 8192

export interface Head {
  readonly bytes: Uint8Array
  /** The beginning as text, without blanks before it; bytes that are no UTF-8 as U+FFFD. */
  readonly text: string
}

/** Says what a file is; null: something else. */
export type Recognizer = (head: Head) => ProfileError | null

/** The beginning of a file, for recognizers. */
export function headOf(bytes: Uint8Array): Head {
  const text = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT))
  return { bytes, text: text.trimStart() }
}

const PROFILE_HINT =
  'Flamedrop reads profiles: files such as cpu.pb.gz, or what /debug/pprof/heap and its neighbours serve.'

/** @param what a sentence without its end: "This is a core dump" */
export function notAProfile(what: string, hint = PROFILE_HINT): ProfileError {
  return new ProfileError('not-a-profile', `${what}, not a profile.`, hint)
}

/** One row of a table of texts: what is in the beginning, what it is, what to do. */
export type TextRow = readonly [RegExp, string, string?]

/** The first row that fits. */
export function byText(rows: readonly TextRow[]): Recognizer {
  return ({ text }) => {
    const row = rows.find(([pattern]) => pattern.test(text))
    return row ? notAProfile(`This is ${row[1]}`, row[2]) : null
  }
}

/** A piece of a text as a sentence can quote it: in one line, not too long. */
export function quoted(text: string, most = 160): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break the line
  const line = text.replaceAll(/[\s\u0000-\u001f]+/g, ' ').trim()
  return `“${line.length > most ? `${line.slice(0, most)}…` : line}”`
}
