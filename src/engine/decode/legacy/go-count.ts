import type { Profile } from '../../profile/profile.ts'
import { isDigit, NEWLINE, newlineFrom, Word } from '../bytes.ts'
import { Draft } from './draft.ts'
import { LineReader } from './lines.ts'
import { isMapSentinel, readMaps, skipToMap } from './memory-map.ts'
import { parseAddresses, parseInteger } from './numbers.ts'
import { readStackLines } from './stack-lines.ts'

/**
 * Go's profiles that count stacks (goroutine, threadcreate, and any that a program makes with
 * pprof.NewProfile) as `?debug=1` prints them (runtime/pprof, printCountProfile):
 *
 *     goroutine profile: total 389
 *     361 @ 0x43b336 0x40708c 0x406c3d 0x68a5a5 0x46b6c1
 *     #	0x68a5a4	main.leak+0x24	/srv/leakdemo/main.go:32
 *
 * @param lines stands on the headline
 * @param inLog other text may follow; null if no sample comes before it
 */
export function decodeGoCount(lines: LineReader, inLog = false): Profile | null {
  const kind = /^(\S+) profile: total \d+$/.exec(lines.text.trimEnd())?.[1]
  if (kind === undefined) return null
  const type = { type: kind, unit: 'count' }
  const draft = new Draft({
    sampleTypes: [type],
    header: { periodType: type, period: 1n },
    firstReturnAddress: 0,
  })
  lines.next()
  readStackLines(
    lines,
    draft,
    (line, add) => {
      if (line.startsWith('---') || isMapSentinel(line)) return 'end'
      // The stack may be empty (threads that the runtime did not start), where pprof gives up.
      const [, digits = '', stack = ''] = /^(\d+) @((?: 0x[0-9a-f]+)*)$/.exec(line) ?? []
      const count = parseInteger(digits)
      const addresses = parseAddresses(stack)
      if (count === null || addresses === null) return 'broken'
      add(addresses, [count])
      return 'sample'
    },
    () =>
      inLog
        ? null
        : lines.broken(
            `Go ${kind} profile`,
            'A sample looks like “3 @ 0x43b336 0x46b6c1”: record the profile again, or take the binary form (without debug=1).',
          ),
  )
  if (inLog) return draft.sampleCount > 0 ? draft.finish([]) : null
  skipToMap(lines)
  return draft.finish(readMaps(lines))
}

const HEADLINE = new Word('goroutine profile: total ')

/**
 * The first goroutine profile of this form that stands in a log, at the beginning of a line.
 * @returns null if there is none
 */
export function decodeGoCountInLog(bytes: Uint8Array): Profile | null {
  for (let at = HEADLINE.find(bytes, 0, bytes.length); at >= 0; ) {
    // A sample stands below it: what is quoted a thousand times is not read a thousand times.
    const isLine = at === 0 || bytes[at - 1] === NEWLINE
    if (isLine && isDigit(bytes[newlineFrom(bytes, at) + 1])) {
      const lines = new LineReader(bytes, at)
      lines.next()
      const profile = decodeGoCount(lines, true)
      if (profile) return profile
    }
    at = HEADLINE.find(bytes, at + 1, bytes.length)
  }
  return null
}
