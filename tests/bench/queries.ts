import type { GoroutinesRequest } from '../../src/engine/questions/goroutines/goroutines.ts'
import { DEFAULT_OPTIONS, type Options } from '../../src/engine/select/options.ts'
import type { FlameRequest, TopRequest } from '../../src/engine/session/answers.ts'

/**
 * Words that occur in function names of both profiles: a different focus for each measurement,
 * since an answer given before is kept.
 */
export const FOCUS_WORDS = [
  'Encode',
  'Merge',
  'Scan',
  'Flush',
  'Decode',
  'Compact',
  'Walk',
  'Handle',
]

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

export function focusedOn(word: string): Options {
  return { ...DEFAULT_OPTIONS, focus: word }
}

/** What the page asks for a picture 1280 pixels wide. */
export function flameRequest(options: Options): FlameRequest {
  return { options, root: [], from: 0, to: 1, width: 1280, minWidth: 0.5, search: NO_SEARCH }
}

export function topRequest(options: Options): TopRequest {
  return {
    options,
    column: 'flat',
    reverse: false,
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 50,
  }
}

/** What the page asks of a dump of goroutines. */
export function goroutinesRequest(options: Options): GoroutinesRequest {
  return {
    options,
    states: [],
    minWait: 0,
    search: NO_SEARCH,
    onlyMatches: false,
    by: 'count',
    reverse: false,
    from: 0,
    to: 50,
  }
}
