import { ProfileError } from '../../profile/error.ts'
import { quoted, type Recognizer } from './head.ts'

/** Longer texts are not the answer of a server. */
const LONGEST = 1024

/** What servers and programs answer when there is no profile, and what to do. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /could not enable cpu profiling.*already in use|cpu profiling already in use/i,
    'Another CPU profile is being recorded in that program: wait for it to end and take it again.',
  ],
  [
    /profile duration exceeds server's WriteTimeout/i,
    'Record for a shorter time (?seconds=5), or raise WriteTimeout of the http.Server.',
  ],
  [
    /jemalloc profiling not enabled|profiling (is )?(not enabled|disabled)|prof(iling)? not (supported|active)/i,
    'Profiling is off in that program: jemalloc has to be built with it and started with MALLOC_CONF=prof:true.',
  ],
  [
    /could not enable (cpu profiling|tracing)/i,
    'The program could not begin the recording, for the reason that it gives.',
  ],
  [
    /unknown profile/i,
    'The program has no profile of that name: the page at /debug/pprof/ lists what it has.',
  ],
  [
    /\b404\b|not found|no such/i,
    'There is nothing at the address: the program has to import net/http/pprof, and the path is usually /debug/pprof/….',
  ],
  [
    /\b40[13]\b|unauthori[sz]ed|forbidden|denied|log ?in|sign ?in|token/i,
    'The server requires a sign-in: take the profile where you are signed in.',
  ],
  [
    /\b50[0234]\b|bad gateway|timed? ?out|unavailable|upstream|no healthy/i,
    'A proxy before the program gave up before the recording ended. Record for a shorter time (?seconds=5) or ask the program itself.',
  ],
  [
    /connection refused|could not resolve|no route/i,
    'The program was not reached at that address.',
  ],
]

/** A few words instead of a profile: they are the cause. */
export const shortText: Recognizer = ({ bytes, text }) => {
  if (bytes.length > LONGEST || !isReadable(text)) return null
  const hint = CAUSES.find(([pattern]) => pattern.test(text))?.[1]
  return new ProfileError(
    'not-a-profile',
    `This is a short text, not a profile: ${quoted(text, 300)}.`,
    hint ?? 'It was sent or written instead of a profile: the message is the cause.',
  )
}

/** A text that no format knows. */
export const otherText: Recognizer = ({ text }) => {
  if (!isReadable(text)) return null
  const [first = ''] = text.split(/\r?\n/, 1)
  return new ProfileError(
    'not-a-profile',
    `This is a text, not a profile: it begins ${quoted(first)}.`,
    'Of texts, Flamedrop reads what /debug/pprof/…?debug=1 and debug=2 print, dumps of goroutines in logs, collapsed stacks, `perf script`, `pprof -raw`, and heap texts of gperftools and jemalloc.',
  )
}

/** Letters in it, and neither control characters nor what is no UTF-8 (but for a cut at the end). */
function isReadable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell binary data
  return /[\p{L}\p{N}]/u.test(text) && !/[\u0000-\u0008\u000e-\u001a\u007f]|\ufffd(?!$)/.test(text)
}
